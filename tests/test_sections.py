"""A page's HTML, section by section."""

from hypothesis import given
from hypothesis import strategies as st

from handbook.sections import Section, sections

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
