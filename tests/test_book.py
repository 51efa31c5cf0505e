"""What holds for the book as a whole, beyond what is checked page by page."""

from collections import defaultdict
from pathlib import Path, PurePosixPath

import pytest

from handbook.load import load
from handbook.model import Library

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def library() -> Library:
    return load(ROOT).library


def test_every_page_is_linked_from_two_others(library: Library) -> None:
    linking: dict[str, set[str]] = defaultdict(set)
    for page in library.pages:
        for link in page.links:
            target = PurePosixPath(link.target.partition("#")[0])
            if target.suffix == ".md" and target.stem != page.id:
                linking[target.stem].add(page.id)
    lonely = {q.id: sorted(linking[q.id]) for q in library.answered if len(linking[q.id]) < 2}

    assert lonely == {}


def test_the_longest_path_has_every_question_once(library: Library) -> None:
    month = library.path("one-month").questions

    assert sorted(month) == sorted(question.id for question in library.questions)
