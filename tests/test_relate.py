"""Which questions are related: sensible, the same in both languages, the same on every run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.load import load
from handbook.model import Library
from handbook.relate import Relations, related_tags

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def library() -> Library:
    return load(ROOT).library


def ids_related_to(library: Library, question_id: str) -> list[str]:
    question = library.question(question_id)
    assert question is not None
    return [other.id for other in Relations(library).related(question)]


def test_the_two_normalizations_list_each_other(library: Library) -> None:
    assert "rmsnorm" in ids_related_to(library, "layernorm-formula")
    assert "layernorm-formula" in ids_related_to(library, "rmsnorm")


def test_a_question_never_lists_itself_and_never_one_without_a_page(library: Library) -> None:
    answered = {question.id for question in library.answered}
    for question in library.answered:
        related = ids_related_to(library, question.id)
        assert question.id not in related
        assert set(related) <= answered


PROGRAM = """
from pathlib import Path
from handbook.load import load
from handbook.relate import Relations, related_tags
library = load(Path.cwd()).library
relations = Relations(library)
print([[other.id for other in relations.related(question)] for question in library.answered])
print([related_tags(library, tag.id) for tag in library.tags])
"""


def test_every_run_relates_the_same_questions_and_tags_whatever_its_hash_seed() -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert "rmsnorm" in runs[0]
    assert runs[0] == runs[1]


def test_every_follow_up_is_named_by_a_back_link(library: Library) -> None:
    relations = Relations(library)
    pairs = [(q, f) for q in library.answered for f in relations.follow_ups(q)]
    assert pairs, "the pages link to follow-ups"
    for question, follow_up in pairs:
        assert question in relations.asked_after(follow_up)


def test_related_tags_come_by_how_often_they_stand_together(library: Library) -> None:
    assert related_tags(library, "normalization")[0] == "formula"
    assert "normalization" not in related_tags(library, "normalization")
