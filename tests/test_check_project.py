"""A project as a whole: sound, broken in one place, broken in many."""

from collections.abc import Callable

import pytest
from conftest import RMSNORM_EN, RMSNORM_ZH, Project


def test_a_sound_project_has_no_problem(project: Project) -> None:
    assert project.check() == []
