"""The feeds of new and changed answers."""

from datetime import datetime
from xml.etree import ElementTree as ET

from handbook.export.edition import Edition
from handbook.export.feed import ATOM, ENTRIES, feed_xml
from handbook.interface import load_interface
from handbook.load import load
from handbook.model import LOCALES, Locale
from tests.sample import RMSNORM_EN, Project

SITE = "https://example.org/book/"
NAMES = {"": ATOM}


def feed_of(project: Project, locale: Locale) -> ET.Element:
    library = load(project.root).library
    edition = Edition("1.0", 1_780_000_000, SITE)
    xml = feed_xml(library, load_interface(project.root), locale, edition)
    return ET.fromstring(xml)  # noqa: S314, ours


def said(element: ET.Element, path: str) -> list[str]:
    return [found.text or "" for found in element.findall(path, NAMES)]


def test_the_feed_of_a_language_has_its_answers_with_the_last_checked_first(
    project: Project,
) -> None:
    project.edit(RMSNORM_EN, "checked: 2026-11-22", "checked: 2026-11-23")

    feed = feed_of(project, "en")

    assert said(feed, "entry/title")[0] == "What is RMSNorm?"
    assert len(said(feed, "entry/title")) == 4
    assert said(feed, "updated") == ["2026-11-23T00:00:00Z"]
    entry = feed.find("entry", NAMES)
    assert entry is not None
    assert said(entry, "id") == [f"{SITE}normalization/rmsnorm/"]
    assert said(entry, "updated") == ["2026-11-23T00:00:00Z"]
    assert "mean square" in said(entry, "summary")[0]
    link = feed.find("link[@rel='self']", NAMES)
    assert link is not None
    assert link.get("href") == f"{SITE}feed.xml"


def test_a_feed_has_what_the_atom_format_asks_for(project: Project) -> None:
    for locale in LOCALES:
        feed = feed_of(project, locale)
        assert feed.tag == f"{{{ATOM}}}feed"
        assert all(said(feed, "author/name"))
        elements = [feed, *feed.findall("entry", NAMES)]
        for element in elements:
            for name in ("title", "id", "updated"):
                [text] = said(element, name)
                assert text
            assert element.find("link[@rel='alternate']", NAMES) is not None
        ids = [said(element, "id")[0] for element in elements]
        assert len(set(ids)) == len(ids)
        assert all(address.startswith(SITE) for address in ids)
        days = [said(element, "updated")[0] for element in elements]
        assert all(datetime.fromisoformat(day).tzinfo for day in days)
        assert days == sorted(days, reverse=True)


def test_each_language_has_a_feed_of_its_own_at_most_so_long(project: Project) -> None:
    feed = feed_of(project, "zh")

    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hans"
    assert "什么是 RMSNorm？" in said(feed, "entry/title")
    assert all(address.startswith(f"{SITE}zh/") for address in said(feed, "entry/id"))
    assert len(said(feed, "entry/id")) <= ENTRIES
