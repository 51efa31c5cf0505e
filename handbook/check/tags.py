"""Python-Markdown's HTML, tag by tag."""

import re
from collections.abc import Mapping
from html import unescape

TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9-]*)(?P<attributes>(?:[^<>\"]|\"[^\"]*\")*)>")
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')


class TagReader:
    """Reads HTML that is well-formed, as a serializer writes it; no more, so several times faster.

    `html.parser` has to make sense of whatever browsers can.
    """

    def read(self, html: str) -> None:
        """Read a page from its start to its end."""
        place = 0
        for match in TAG.finditer(html):
            if place < match.start():
                self.handle_text(unescape(html[place : match.start()]))
            place = match.end()
            if match["end"]:
                self.handle_end()
            else:
                written = ATTRIBUTE.findall(match["attributes"])
                self.handle_start(match["name"], {key: unescape(value) for key, value in written})
        if place < len(html):
            self.handle_text(unescape(html[place:]))

    def handle_start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element, one that has no end tag too."""

    def handle_end(self) -> None:
        """End the element that was begun last."""

    def handle_text(self, text: str) -> None:
        """Take up text."""
