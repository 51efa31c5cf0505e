"""A page's HTML, section by section."""

import re
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from handbook.load import load
from handbook.model import SectionKind
from handbook.sections import Section, digests, sections
from tests.sample import RMSNORM_EN, Project

PAGE = '<p>a</p><h2 id="short-answer">S</h2><p>b</p><h3>x</h3><h2 id="references">R</h2><p>c</p>'


def test_a_section_goes_from_its_heading_to_the_next() -> None:
    assert list(sections(PAGE)) == [
        Section("short-answer", '<h2 id="short-answer">S</h2><p>b</p><h3>x</h3>'),
        Section("references", '<h2 id="references">R</h2><p>c</p>'),
    ]


def test_a_page_without_a_section_has_none() -> None:
    assert list(sections("<p>a</p>")) == []


@given(st.lists(st.text(alphabet="a<>h2/ ", max_size=9)))
def test_the_sections_are_all_of_the_page(texts: list[str]) -> None:
    page = "".join(f'<h2 id="s{number}">{text}' for number, text in enumerate(texts))
    assert "".join(section.html for section in sections(page)) == page


def test_a_digest_changes_with_its_section_alone(project: Project) -> None:
    before = digests_of(project)
    assert digests_of(project) == before
    assert set(before) == set(SectionKind)
    assert all(re.fullmatch("[0-9a-f]{6}", digest) for digest in before.values())
    project.edit(RMSNORM_EN, "## Explanation\n", "## Explanation\n\nA sentence more.\n")
    after = digests_of(project)
    assert {kind for kind in after if after[kind] != before[kind]} == {SectionKind.EXPLANATION}


def digests_of(project: Project) -> Mapping[str, str]:
    question = load(project.root).library.question("rmsnorm")
    assert question
    return digests(question.pages["en"])
