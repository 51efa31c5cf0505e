"""The copy of the site that opens from disk: every link names a file."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.offline import with_links_to_files


@pytest.mark.parametrize(
    ("online", "offline"),
    [
        ("../rope/", "../rope/index.html"),
        ("../rope/#short-answer", "../rope/index.html#short-answer"),
        ("../../questions/?level=basic", "../../questions/index.html?level=basic"),
        (".", "./index.html"),
        ("./", "./index.html"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        ("#explanation", "#explanation"),
        ("", ""),
        ("../assets/norm.svg", "../assets/norm.svg"),
        ("https://arxiv.org/abs/1910.07467/", "https://arxiv.org/abs/1910.07467/"),
        ("//example.org/", "//example.org/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_a_link_to_a_folder_leads_to_the_file_in_it(online: str, offline: str) -> None:
    link = '<a title="a > b" class="c" href="{}">a</a>'
    assert with_links_to_files(link.format(online)) == link.format(offline)


def test_a_redirect_leads_to_a_file() -> None:
    redirect = '<meta http-equiv="refresh" content="0; url=../../b/rope/">'
    assert with_links_to_files(redirect) == redirect.replace("rope/", "rope/index.html")


def test_what_is_no_link_stays_as_it_is() -> None:
    page = (
        '<link rel="canonical" href="https://example.org/rope/">'
        '<code>&lt;a href="rope/"&gt;</code><abbr href="rope/">'
    )
    assert with_links_to_files(page) == page


@given(st.text(alphabet="ab./?#:[&=", max_size=20))
def test_a_link_that_leads_to_a_file_is_left_as_it_is(address: str) -> None:
    once = with_links_to_files(f'<a href="{html.escape(address)}">a</a>')
    assert with_links_to_files(once) == once


@given(st.text())
def test_text_is_never_changed(text: str) -> None:
    page = f"<p>{html.escape(text, quote=False)}</p>"
    assert with_links_to_files(page) == page
