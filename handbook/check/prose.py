"""A page's text as a reader sees it, for the checks of style, wording and typography."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from handbook.check.reading import Reading
from handbook.check.syntax import ALERT
from handbook.load.body import plain_text
from handbook.model import Locale, SectionKind

STAND_IN = "Zqz"
"""The word that stands for a formula or a code span, which are no prose."""

MARK = "\ue000"
"""Stands where emphasis or a link begins or ends."""

SENTENCE_END: Mapping[Locale, re.Pattern[str]] = {
    # A sentence may go on after one that it quotes: 'The question "What for?" is a good one.'
    "en": re.compile(
        r"""(?<=[.?!])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bet\ al\.)(?<!\bvs\.)(?<!\bcf\.)\s+
        |(?<=[.?!]["”’)])\s+(?![a-z])""",
        re.VERBOSE,
    ),
    "zh": re.compile(r"(?<=[。？！])(?![。？！”’」』）])\s*|(?<=。[”’」』）])\s*"),
}

CONTINUED = re.compile(r"[a-z,;，；]|其中|式中|这里")
"""How text starts that goes on with the sentence of the formula above it."""


@dataclass(frozen=True)
class Passage:
    """A paragraph, a heading, a table's cell or a displayed formula.

    Attributes:
        element: its HTML element: `h1` to `h6`, `p`, `th` or `td`; `math` for a formula, which has
            no text.
        line: the line of the file that its text starts on.
        section: the section it stands in, None before the first and in one the format lacks.
        marked: the text, with `STAND_IN` for each formula and code span and `MARK` for each end of
            emphasis or of a link.
        left_out: the formulas and code spans as they are written, in their order.
    """

    element: str
    line: int
    section: SectionKind | None
    marked: str = ""
    left_out: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text without marks."""
        return self.marked.replace(MARK, "")

    def restored(self, text: str) -> str:
        """Return a text made from this one with its formulas and code in their places."""
        for written in self.left_out:
            text = text.replace(STAND_IN, written, 1)
        return text


def passages(reading: Reading) -> Iterator[Passage]:
    """Yield a page's passages in their order."""
    for place, token in enumerate(reading.tokens):
        if token.type == "fence" and token.info.strip() == "math":
            line = reading.line_of(token)
            yield Passage("math", line, _section_at(reading, line))
        elif token.type == "inline":
            children, line = token.children or [], reading.line_of(token)
            if reading.tokens[place - 2].type == "blockquote_open" and ALERT.match(token.content):
                children, line = _below_first_line(children), line + 1
            marked = "".join(map(_marked, children))
            left_out = tuple(_written(child) for child in children if _is_left_out(child))
            element = reading.tokens[place - 1].tag
            yield Passage(element, line, _section_at(reading, line), marked, left_out)


def _section_at(reading: Reading, line: int) -> SectionKind | None:
    section = reading.page.section_at(line)
    return section.kind if section else None


def _below_first_line(children: list[Token]) -> list[Token]:
    breaks = [n for n, child in enumerate(children) if child.type in ("softbreak", "hardbreak")]
    return children[breaks[0] + 1 :] if breaks else []


def _is_left_out(token: Token) -> bool:
    return token.type in ("math_inline", "code_inline")


def _marked(token: Token) -> str:
    if _is_left_out(token):
        return STAND_IN
    if token.nesting:
        return MARK
    return plain_text([token]).replace("\n", " ")  # an entity may be a line feed


def _written(token: Token) -> str:
    written = f"{token.markup}{token.content}{token.markup}"
    return f"${written}$" if token.type == "math_inline" else written


def sentences(text: str, locale: Locale) -> list[str]:
    """Split a text into its sentences.

    The dots of abbreviations, numbers and file names end none; a last one may lack its end.
    """
    return [part for part in SENTENCE_END[locale].split(text) if part.strip()]


def sentences_around_formulas(text: Sequence[Passage], locale: Locale) -> list[str]:
    """Return the sentences of passages, where one may go on after a displayed formula."""
    found: list[str] = []
    is_below_formula = False
    for passage in text:
        parts = sentences(passage.text, locale)
        if is_below_formula and found and parts and CONTINUED.match(parts[0]):
            found[-1] += f" {parts.pop(0)}"
        found += parts
        is_below_formula = passage.element == "math"
    return found
