"""What several tests start from."""

from pathlib import Path

import pytest

from tests.sample import Project, make_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A sound project in two languages, which the test may break."""
    return make_project(tmp_path)
