"""What a library knows of its questions' places, in a topic that is far larger than any is."""

from dataclasses import replace

import pytest

from handbook.load import load
from handbook.model import MOST_SIBLINGS, Library, Question
from tests.sample import Project

MANY = 100


@pytest.fixture
def library(project: Project) -> Library:
    """A library of one topic with a hundred questions, numbered in learning order."""
    loaded = load(project.root).library
    question = loaded.question("rmsnorm")
    assert question
    return replace(loaded, questions=tuple(copy(question, number) for number in range(MANY)))


def copy(question: Question, number: int) -> Question:
    registration = question.registration.model_copy(update={"id": f"{number}"})
    return replace(question, registration=registration)


def shown(library: Library, place: int | None) -> list[int]:
    question = None if place is None else library.answered[place]
    return [int(each.id) for each in library.nearest_in("normalization", question)]


@pytest.mark.parametrize(
    ("place", "first"), [(None, 0), (0, 0), (50, 30), (79, 59), (80, 60), (99, 60)]
)
def test_of_a_large_topic_a_page_lists_what_is_around_it(
    library: Library, place: int | None, first: int
) -> None:
    assert shown(library, place) == list(range(first, first + MOST_SIBLINGS))


def test_of_a_small_topic_it_lists_everything(library: Library) -> None:
    small = replace(library, questions=library.questions[:17])
    assert shown(small, 16) == list(range(17))


def test_neighbours_are_of_the_same_topic(library: Library) -> None:
    first, second, *_, last = library.answered
    assert library.neighbours(first) == (None, second)
    assert library.neighbours(second) == (first, library.answered[2])
    assert library.neighbours(last) == (library.answered[-2], None)
