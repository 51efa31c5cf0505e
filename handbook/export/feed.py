"""An Atom feed for each language: the answers that were last written or checked."""

from datetime import UTC, date, datetime, time
from xml.etree import ElementTree as ET

from handbook.addresses import PREFIX
from handbook.export.edition import Edition
from handbook.export.llms import Words
from handbook.load.body import plain_text, tokens_of
from handbook.model import LANGUAGE_TAG, Library, Locale, Question, SectionKind

FEED = "feed.xml"
"""Where it is, below a language's root."""

ATOM = "http://www.w3.org/2005/Atom"
"""The namespace of Atom, RFC 4287."""

ENTRIES = 50
"""So many that somebody who looks every other week misses nothing."""


def feed_xml(library: Library, words: Words, locale: Locale, edition: Edition) -> str:
    """Return a language's feed: each answer's title, address, short answer and last day checked.

    Args:
        library: what is published.
        words: how the site says it.
        locale: the language.
        edition: where the pages are.
    """
    answered = [question for question in library.answered if locale in question.pages]
    latest = sorted(answered, key=lambda q: _checked(q, locale), reverse=True)[:ENTRIES]
    root = edition.site_url + PREFIX[locale]
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": LANGUAGE_TAG[locale]})
    _add(feed, "title", words["site_name"][locale])
    _add(feed, "id", root)
    _add(feed, "updated", _moment(max((_checked(q, locale) for q in latest), default=edition.date)))
    ET.SubElement(feed, "link", rel="self", type="application/atom+xml", href=root + FEED)
    ET.SubElement(feed, "link", rel="alternate", type="text/html", href=root)
    _add(ET.SubElement(feed, "author"), "name", words["site_name"][locale])
    for question in latest:
        _entry(feed, question, locale, edition)
    ET.indent(feed)
    return ET.tostring(feed, encoding="unicode", xml_declaration=True) + "\n"


def _entry(feed: ET.Element, question: Question, locale: Locale, edition: Edition) -> None:
    entry = ET.SubElement(feed, "entry")
    page, address = question.pages[locale], edition.url(question, locale)
    _add(entry, "title", page.title)
    _add(entry, "id", address)
    _add(entry, "updated", _moment(_checked(question, locale)))
    ET.SubElement(entry, "link", rel="alternate", type="text/html", href=address)
    short_answer = page.section(SectionKind.SHORT_ANSWER)
    if short_answer:
        blocks = (token for token in tokens_of(short_answer.markdown) if token.content)
        _add(entry, "summary", " ".join(plain_text([block]).strip() for block in blocks))


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _checked(question: Question, locale: Locale) -> date:
    return question.pages[locale].front_matter.checked


def _moment(day: date) -> str:
    return datetime.combine(day, time(), UTC).isoformat().replace("+00:00", "Z")
