"""A page with the tokens that CommonMark reads in it, which several checks look at."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from markdown_it.token import Token

from handbook.load.body import INLINE_MATH, span, tokens_of
from handbook.model import Locale, Page, Registration

LANGUAGE: Mapping[Locale, str] = {"en": "English", "zh": "Chinese"}
"""What problems call a page's language."""

CODE_SPAN = re.compile(r"(?<!`)(?P<ticks>`+)(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)", re.DOTALL)


@dataclass(frozen=True)
class Reading:
    """A page, its entry in the register, and its body's tokens, read once for all checks."""

    registration: Registration
    page: Page
    tokens: Sequence[Token]

    @cached_property
    def lines(self) -> Sequence[str]:
        """The lines of the body."""
        return self.page.body.split("\n")

    def line_of(self, token: Token) -> int:
        """Return the line of the file that a block starts on."""
        return self.page.body_line + span(token)[0]

    @cached_property
    def prose(self) -> Sequence[tuple[int, str]]:
        """Each line of text with its number in the file, code and formulas blanked out."""
        blocks: set[int] = set()
        for token in self.tokens:
            if token.type in ("fence", "code_block", "html_block"):
                blocks.update(range(*span(token)))
        return [
            (self.page.body_line + number, CODE_SPAN.sub(" ", INLINE_MATH.sub(" ", line)))
            for number, line in enumerate(self.lines)
            if number not in blocks
        ]


def read(registration: Registration, page: Page) -> Reading:
    """Return the page with its tokens."""
    return Reading(registration, page, tokens_of(page.body))


def excerpts(one: str, other: str, length: int = 60) -> tuple[str, str]:
    """Return two texts as messages show them: on one line, cut around where they first differ."""
    one, other = " ".join(one.split()), " ".join(other.split())
    shorter = min(len(one), len(other))
    same = next((n for n in range(shorter) if one[n] != other[n]), shorter)
    return _excerpt(one, same, length), _excerpt(other, same, length)


def _excerpt(text: str, place: int, length: int) -> str:
    start = max(0, min(place - length // 3, len(text) - length))
    cut = text[start : start + length]
    return ("…" if start else "") + cut + ("…" if start + length < len(text) else "")
