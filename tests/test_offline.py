"""The copy of the site that opens from disk: every link names a file."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.offline import opened_from_disk, with_links_to_files


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


@pytest.mark.parametrize("name", ["offline.js", "offline.3f9a1c2b.js", "downloads.3f9a1c2b.js"])
def test_scripts_that_need_a_server_are_left_out_under_their_own_names_too(name: str) -> None:
    kept = '<script defer src="../assets/frame.3f9a1c2b.js"></script>'
    page = f'<script defer src="../assets/{name}" data-root="."></script>{kept}'
    assert opened_from_disk(page) == kept
