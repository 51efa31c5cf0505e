"""The body of a page, read as CommonMark with tables and math: its parts with their lines."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from pydantic import TypeAdapter

from handbook.cache import Cache, key
from handbook.model import (
    ANCHOR_OF_TITLE,
    Body,
    CodeBlock,
    Formula,
    Heading,
    Link,
    Reference,
    Section,
    SectionKind,
)

INLINE_MATH = re.compile(
    r"\$(?P<ticks>`{1,2})(?!`)(?>(?P<tex>.+?)(?<!`)(?P=ticks)(?!`))\$", re.DOTALL
)
"""markdown-katex's inline syntax: a code span of one or two backticks between dollars.

The span ends at the first run of as many backticks, whether a dollar follows or not.
"""

WORD = re.compile(r"[\u3400-\u9fff]|[A-Za-z0-9]+(?:['’-][A-Za-z0-9]+)*")
"""A word for counting: a Chinese character or a run of Latin letters and digits."""


def _inline_math(state: StateInline, silent: bool) -> bool:
    """Read one inline formula; a markdown-it rule, tried before code spans."""
    if state.src[state.pos] != "$":
        return False
    match = INLINE_MATH.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content = match["tex"]
        token.markup = match["ticks"]
    state.pos = match.end()
    return True


class CommonMark(MarkdownIt):
    """A parser that takes any address for a link, so that the checks can refuse it by name."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        """Say that a link may lead there."""
        return True


def commonmark() -> MarkdownIt:
    """Return a parser for the page format: CommonMark, GFM tables and math.

    Without underlined headings, which are mostly a rule that lacks a blank line above; the checks
    refuse the underline.
    """
    parser = CommonMark("commonmark").enable("table").disable("lheading")
    # Every `$` ends a run of plain text, so that the rule below sees it.
    parser.inline.ruler.before("backticks", "math_inline", _inline_math)
    parser.inline.add_terminator_char("$")
    return parser


PARSER = commonmark()

BODY = TypeAdapter(Body)
"""A body as JSON."""


@lru_cache(maxsize=1024)  # a page's take 200 KB
def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the tokens of a page's body; remembered, since loader and checks both read them."""
    return tuple(PARSER.parse(text))


def plain_text(tokens: Sequence[Token]) -> str:
    """Return the text of inline tokens as a reader sees it, formulas as TeX."""
    return "".join(
        " "
        if token.type in ("softbreak", "hardbreak")
        else plain_text(token.children)
        if token.children
        else token.content
        for token in tokens
        if token.type != "html_inline"
    )


def span(token: Token) -> tuple[int, int]:
    """Return the first line of a block and the line after it, counted from 0."""
    start, stop = token.map or (0, 0)
    return start, stop


def with_lines(tokens: Sequence[Token]) -> Iterator[tuple[Token, int]]:
    """Yield each inline child with its line, counted from 0 within the body."""
    line = 0
    for token in tokens:
        if token.map:
            line = token.map[0]
        inner = line
        for child in token.children or ():
            yield child, inner
            if child.type in ("softbreak", "hardbreak"):
                inner += 1
            elif child.type in ("math_inline", "html_inline"):
                inner += child.content.count("\n")


def _links(tokens: Sequence[Token], first_line: int) -> Iterator[Link]:
    opened: list[tuple[str, int]] = []
    text: list[str] = []
    for token, line in with_lines(tokens):
        if token.type == "link_open":
            opened.append((str(token.attrs["href"]), line))
            text = []
        elif token.type == "link_close":
            target, start = opened.pop()
            yield Link(target, "".join(text), first_line + start)
        elif token.type == "image":
            alt = plain_text(token.children or ())
            yield Link(str(token.attrs["src"]), alt, first_line + line, is_image=True)
        elif token.type in ("softbreak", "hardbreak"):
            text.append(" ")
        else:
            text.append(token.content)


def _formulas(tokens: Sequence[Token], first_line: int) -> Iterator[Formula]:
    """Yield the displayed formulas in their order, then the inline ones in theirs."""
    for token in tokens:
        if token.type == "fence" and token.info.strip() == "math":
            yield Formula(token.content.strip(), True, first_line + span(token)[0] + 1)
    for token, line in with_lines(tokens):
        if token.type == "math_inline":
            yield Formula(token.content.strip(), False, first_line + line)


def _headings(tokens: Sequence[Token], first_line: int) -> Iterator[Heading]:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.level == 0:
            text = plain_text(inline.children or ())
            yield Heading(int(opening.tag[1]), text, first_line + span(opening)[0])


def _sections(
    lines: Sequence[str], headings: Sequence[Heading], first_line: int
) -> Iterator[Section]:
    starts = [heading for heading in headings if heading.level <= 2]
    ends = [*(heading.line - first_line for heading in starts[1:]), len(lines)]
    for heading, end in zip(starts, ends, strict=False):
        if heading.level == 2:
            text = "\n".join(lines[heading.line - first_line + 1 : end])
            blank = len(text) - len(text.lstrip("\n"))
            kind = ANCHOR_OF_TITLE.get(heading.text)
            first_text_line = heading.line + 1 + blank
            yield Section(kind, heading.text, heading.line, first_text_line, text.strip("\n"))


def _references(
    tokens: Sequence[Token], lines: Sequence[str], section: Section, first_line: int
) -> Iterator[Reference]:
    """Yield the entries of the lists that stand in the section."""
    stop = section.text_line + section.markdown.count("\n") + 1
    for place, token in enumerate(tokens):
        start, end = span(token)
        line = first_line + start
        if token.type == "list_item_open" and token.level == 1 and section.line < line < stop:
            markdown = "\n".join(lines[start:end]).strip().removeprefix("- ")
            closing = next(
                later
                for later in range(place, len(tokens))
                if tokens[later].type == "list_item_close" and tokens[later].level == 1
            )
            links = _links(tokens[place:closing], first_line)
            targets = tuple(link.target for link in links if not link.is_image)
            yield Reference(markdown, targets, line)


def read_body(text: str, first_line: int) -> Body:
    """Read a page's body.

    Args:
        text: the Markdown that follows the front matter, its lines ended by line feeds.
        first_line: the line of the file that `text` starts on.
    """
    lines = text.split("\n")
    tokens = tokens_of(text)
    headings = tuple(_headings(tokens, first_line))
    sections = tuple(_sections(lines, headings, first_line))
    references: tuple[Reference, ...] = ()
    for section in sections:
        if section.kind is SectionKind.REFERENCES:
            references += tuple(_references(tokens, lines, section, first_line))
    prose = " ".join(plain_text(t.children) for t in tokens if t.type == "inline" and t.children)
    return Body(
        headings=headings,
        sections=sections,
        formulas=tuple(_formulas(tokens, first_line)),
        code_blocks=tuple(
            CodeBlock(t.info.strip(), t.content, first_line + span(t)[0])
            for t in tokens
            if t.type == "fence" and t.info.strip() != "math"
        ),
        links=tuple(_links(tokens, first_line)),
        references=references,
        words=len(WORD.findall(prose)),
    )


def body_of(text: str, first_line: int, cache: Cache | None) -> Body:
    """Read a page's body as `read_body` does, or take what it has found another time."""
    if cache is None:
        return read_body(text, first_line)
    name = key("body", str(first_line), text)
    known = cache.get(name)
    if known is not None:
        return BODY.validate_json(known)
    body = read_body(text, first_line)
    cache.put(name, BODY.dump_json(body).decode())
    return body
