"""The elements of pandoc's documents that the books are put together from, as its JSON has them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Element = Mapping[str, Any]
"""A block or an inline, by pandoc's name `t` and its contents `c`."""


def text(words: str) -> Element:
    """Return words without markup."""
    return {"t": "Str", "c": words}


def code(words: str) -> Element:
    """Return words as code."""
    return {"t": "Code", "c": [_attributes(), words]}


def link(words: str, target: str) -> Element:
    """Return a link to a URL, or to `#id` in the book."""
    return {"t": "Link", "c": [_attributes(), [text(words)], [target, ""]]}


def span(words: str, identifier: str = "", language: str = "") -> Element:
    """Return words that have an id, or are in another language, as a BCP 47 tag says it."""
    attributes = [["lang", language]] if language else []
    return {"t": "Span", "c": [_attributes(identifier, attributes=attributes), [text(words)]]}


def image(file: str, alt: str, kind: str, style: str) -> Element:
    """Return an image of a class, with CSS of its own."""
    attributes = _attributes("", [kind], [["style", style]])
    return {"t": "Image", "c": [attributes, [text(alt)], [file, ""]]}


def heading(level: int, identifier: str, words: str, kind: str = "") -> Element:
    """Return a heading; `kind` is what EPUB calls the section that it opens."""
    attributes = [["epub:type", kind]] if kind else []
    return {
        "t": "Header",
        "c": [level, _attributes(identifier, attributes=attributes), [text(words)]],
    }


def paragraph(inlines: Sequence[Element]) -> Element:
    """Return a paragraph."""
    return {"t": "Para", "c": inlines}


def division(kind: str, blocks: Sequence[Element]) -> Element:
    """Return blocks of a class."""
    return {"t": "Div", "c": [_attributes("", [kind]), blocks]}


def bullets(items: Iterable[Sequence[Element]]) -> Element:
    """Return a list whose items are a line each."""
    return {"t": "BulletList", "c": [[_line(item)] for item in items]}


def definitions(entries: Iterable[tuple[Sequence[Element], Sequence[Element]]]) -> Element:
    """Return a list of terms with what is said of each, as blocks."""
    return {"t": "DefinitionList", "c": [[term, [blocks]] for term, blocks in entries]}


def plain(words: str) -> Element:
    """Return a value of the metadata."""
    return {"t": "MetaString", "c": words}


def values(parts: Iterable[str | Element]) -> Element:
    """Return a list of values of the metadata: words, or an inline each."""
    return {
        "t": "MetaList",
        "c": [
            plain(part) if isinstance(part, str) else {"t": "MetaInlines", "c": [part]}
            for part in parts
        ],
    }


def joined(parts: Iterable[Element], separator: str) -> list[Element]:
    """Return the inlines with a separator between each two."""
    return list(_joined(parts, separator))


def _joined(parts: Iterable[Element], separator: str) -> Iterator[Element]:
    for number, part in enumerate(parts):
        if number:
            yield text(separator)
        yield part


def _line(inlines: Sequence[Element]) -> Element:
    return {"t": "Plain", "c": inlines}


def _attributes(
    identifier: str = "",
    classes: Sequence[str] = (),
    attributes: Sequence[Sequence[str]] = (),
) -> list[Any]:
    return [identifier, classes, attributes]
