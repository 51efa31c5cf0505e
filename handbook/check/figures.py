"""Figures that are pictures and nothing else: no script, no link, nothing from elsewhere."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from handbook.check.complaint import Complaint
from handbook.load.files import read_text
from handbook.problems import ContentError, Problem

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

ELEMENT = re.compile(
    "circle|clipPath|defs|desc|ellipse|g|line|linearGradient|marker|mask|path|pattern|polygon|"
    "polyline|radialGradient|rect|stop|style|svg|symbol|text|title|tspan|use"
)
"""What a figure may be made of: shapes, words and their looks."""

OUTSIDE = re.compile(r"url\s*\(\s*(?!['\"]?#)|@|\\|image-set|src\s*\(|script\s*:", re.IGNORECASE)
"""What makes styles and attributes load something, or could hide it."""

OUTSIDE_URL = re.compile(r"url\s*\(\s*(?!['\"]?#)")
OUTSIDE_MARKS = ("@", "\\", "image-set", "src", "script", "&")
"""One of these, in small letters, is in every text in which `OUTSIDE` may be found; `&` may stand
for any of them."""

ADVICE = "draw it with shapes and text alone"


class _StopError(Exception):
    """The rest of the figure is not worth reading."""


def check_figure(root: Path, path: Path) -> Iterator[Problem]:
    """Say what in the figure at `path` is more than a picture; the first thing of it."""
    try:
        reader = _Reader()
        complaint = reader.read(read_text(root, path))
    except ContentError as error:
        yield from error.problems
        return
    if complaint:
        yield Problem(path, reader.line, *complaint)


class _Reader:
    """Reads a figure's XML up to the first thing that it should not have.

    With expat alone, which never looks outside the text; and a document type, which entities need
    to grow, ends the reading.
    """

    def __init__(self) -> None:
        self.line = 1
        self._may_load = True
        self._complaint: Complaint | None = None
        self._open: list[str] = []
        self._style = ""
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.XmlDeclHandler = self._declaration
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters

    def read(self, text: str) -> Complaint | None:
        """Return what is wrong first, having set `line`; None if nothing is."""
        # One look at the whole spares one at each of its thousands of attributes.
        small = text.lower()
        marks = any(mark in small for mark in OUTSIDE_MARKS)
        self._may_load = marks or OUTSIDE_URL.search(small) is not None
        try:
            self._parser.Parse(text, True)
        except _StopError:
            pass
        except expat.ExpatError as error:
            self.line = error.lineno
            return Complaint(f"not XML: {expat.ErrorString(error.code)}", "correct it")
        return self._complaint

    def _refuse(self, message: str, advice: str = ADVICE) -> NoReturn:
        self.line = self._parser.CurrentLineNumber
        self._complaint = Complaint(message, advice)
        raise _StopError

    def _declaration(self, _: str, encoding: str | None, __: int) -> None:
        if (encoding or "utf-8").lower() != "utf-8":
            self._refuse(f"the encoding '{encoding}'", 'write encoding="utf-8"')

    def _doctype(self, *_: object) -> None:
        self._refuse("a document type", "drop '<!DOCTYPE …>'")

    def _instruction(self, target: str, _: str) -> None:
        self._refuse(f"the instruction '<?{target} …?>'", "drop it")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, element = name.rpartition(" ")
        if not self._open and name != f"{SVG} svg":
            self._refuse("the figure is no SVG", f"begin it with '<svg xmlns=\"{SVG}\"'")
        if space != SVG or not ELEMENT.fullmatch(element) or "style" in self._open:
            self._refuse(f"the element '{element}'")
        for key, value in attributes.items():
            self._attribute(key, value)
        self._open.append(element)

    def _attribute(self, name: str, value: str) -> None:
        space, _, key = name.rpartition(" ")
        if key.lower().startswith("on") or space not in ("", XLINK, XML) or key == "base":
            self._refuse(f"the attribute '{key}'")
        if key == "href" and not value.startswith("#"):
            self._refuse(f"a reference to '{value}'", "refer to a part of the figure, '#…'")
        if self._may_load and OUTSIDE.search(value):
            self._refuse(f"the attribute {key}='{value}'")

    def _end(self, _: str) -> None:
        if self._open.pop() == "style" and OUTSIDE.search(self._style):
            self._refuse("styles that load something")

    def _characters(self, text: str) -> None:
        if self._open[-1] == "style":
            self._style += text
