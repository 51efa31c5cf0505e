"""No published address disappears; a moved page leaves a redirect in both languages."""

from dataclasses import replace
from pathlib import Path

import pytest

from handbook.addresses import RECORD, check_addresses, check_new_addresses, record, redirects
from handbook.load import Loaded, load
from handbook.model import Question
from handbook.publish import redirect_page, sitemap

ROOT = Path(__file__).parent.parent


@pytest.fixture
def loaded(tmp_path: Path) -> Loaded:
    """The real library over an empty folder, so that a test can keep a record of its own."""
    (tmp_path / "data").mkdir()
    return replace(load(ROOT), root=tmp_path)


def with_question(loaded: Loaded, question_id: str, changed: Question) -> Loaded:
    questions = tuple(changed if q.id == question_id else q for q in loaded.library.questions)
    return replace(loaded, library=replace(loaded.library, questions=questions))


def moved(loaded: Loaded, formerly: tuple[str, ...]) -> Loaded:
    rope = loaded.library.question("rope")
    assert rope is not None
    entry = rope.registration.model_copy(update={"topic": "math-for-llms", "formerly": formerly})
    return with_question(loaded, "rope", replace(rope, registration=entry))


def test_the_record_holds_every_address_of_both_languages_once(loaded: Loaded) -> None:
    assert record(loaded) > 0
    assert record(loaded) == 0
    lines = (loaded.root / RECORD).read_text().splitlines()
    assert lines == sorted(set(lines))
    assert "/" in lines
    assert "/zh/positional-encoding-and-long-context/rope/" in lines
    assert "/tags/memory/" in lines
    assert list(check_addresses(loaded)) == []
    assert list(check_new_addresses(loaded, loaded.library.answered)) == []


def test_a_deleted_page_is_reported_with_its_address(loaded: Loaded) -> None:
    record(loaded)
    rope = loaded.library.question("rope")
    assert rope is not None
    gone = with_question(loaded, "rope", replace(rope, pages={}))
    lines = (loaded.root / RECORD).read_text().splitlines()
    address = "/positional-encoding-and-long-context/rope/"
    advice = "restore its page, or list the page's old topic under 'formerly' in the register"
    assert [str(problem) for problem in check_addresses(gone)] == [
        f"{RECORD}:{lines.index(url) + 1}: the published address {url} is gone; {advice}"
        for url in (address, f"/zh{address}")
    ]


def test_a_new_page_must_be_recorded(loaded: Loaded) -> None:
    record(loaded)
    file = loaded.root / RECORD
    lines = file.read_text().splitlines()
    file.write_text("\n".join(line for line in lines if "/rope/" not in line))
    rope = loaded.library.question("rope")
    assert rope is not None
    address = "/positional-encoding-and-long-context/rope/"
    places = [lines.index(address) + 1, lines.index(f"/zh{address}")]
    assert [str(problem) for problem in check_new_addresses(loaded, [rope])] == [
        f"{RECORD}:{place}: the new address {url} is not recorded; "
        "run `handbook record`, or add it as a line here"
        for place, url in zip(places, (address, f"/zh{address}"), strict=True)
    ]
    assert list(check_addresses(loaded)) == []


def test_a_new_index_must_be_recorded(loaded: Loaded) -> None:
    record(loaded)
    file = loaded.root / RECORD
    file.write_text(file.read_text().replace("/tags/memory/\n", "", 1))
    assert [problem.message for problem in check_addresses(loaded)] == [
        "the new address /tags/memory/ is not recorded"
    ]


def test_a_moved_page_needs_its_old_topic_and_then_redirects(loaded: Loaded) -> None:
    record(loaded)
    forgotten = list(check_addresses(moved(loaded, ())))
    assert any("is gone" in problem.message for problem in forgotten)
    declared = moved(loaded, ("positional-encoding-and-long-context",))
    assert not any("is gone" in problem.message for problem in check_addresses(declared))
    assert redirects(declared.library) == {
        "positional-encoding-and-long-context/rope/": "math-for-llms/rope/",
        "zh/positional-encoding-and-long-context/rope/": "zh/math-for-llms/rope/",
    }


def test_a_redirect_leads_to_the_new_page_whatever_the_sites_root(loaded: Loaded) -> None:
    page = redirect_page("zh/a/rope/", "zh/b/rope/", "https://example.org/book/")
    assert 'http-equiv="refresh" content="0; url=../../b/rope/"' in page
    assert '<link rel="canonical" href="https://example.org/book/zh/b/rope/">' in page
    assert '<html lang="zh-Hans">' in page


def test_the_sitemap_names_each_page_in_both_languages(loaded: Loaded) -> None:
    text = sitemap(loaded.library, "https://example.org/")
    english = "https://example.org/normalization-and-activations/rmsnorm/"
    chinese = "https://example.org/zh/normalization-and-activations/rmsnorm/"
    alternates = (
        f'<xhtml:link rel="alternate" hreflang="en" href="{english}"/>'
        f'<xhtml:link rel="alternate" hreflang="zh-Hans" href="{chinese}"/>'
    )
    for url in (english, chinese):
        assert f"<url><loc>{url}</loc>{alternates}</url>" in text
