"""Markdown that the site, GitHub and the books read differently: the mistakes with a name.

The comparison in `handbook.check.guard` finds the others.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from markdown_it.token import Token

from handbook.check.complaint import Complaint
from handbook.check.reading import CODE_SPAN, Reading
from handbook.load.body import INLINE_MATH, span, with_lines
from handbook.load.characters import fault_in
from handbook.problems import Problem

QUOTE_MARKS = re.compile(r"^ *(?:> ?)+")
ALERT = re.compile(r"\[!(?P<kind>NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|\Z)")
"""What a quote's text starts with if GitHub shows it as an alert."""

WIDE = r"[\u3000-\u303f\uff00-\uffef“”‘’—…]"
BOLD_AT_WIDE = re.compile(rf"{WIDE}\*\*|\*\*{WIDE}")
"""Bold against Chinese punctuation, where CommonMark may not see its end."""

HTML_ADVICE = "write Markdown, or put it in backticks if readers are to see it"

ENTITY = re.compile(r"&(?:#x?[0-9a-f]+|[a-z][a-z0-9]*);", re.IGNORECASE)
"""A character by its number or by a name."""

FENCE_INFO = re.compile(r"(?!py\d*$|pycon$|ipython$)[a-z0-9+-]*")
"""What may follow the marks that open a code block: nothing, or one language."""

UNDERLINE = re.compile(r"^ {0,3}(?:=+|-+) *$")
FENCE_START = re.compile(r"^[ >]*```\w")
FENCE_END = re.compile(r"^[ >]*(?:`{3,}|~{3,}) *$")
HEADING = re.compile(r"^#{1,3} ")

LINE_HINTS = (
    (
        re.compile(r"^[ >]*(?:[-*+]|\d+[.)]) +\[[ xX]\](?: |$)"),
        Complaint("a task list", "write an ordinary list"),
    ),
    (
        re.compile(r"^[ >]*(?:(?:[-*+]|\d+[.)]) +)*\[[^\]]+\]:"),
        Complaint("a footnote or a link defined elsewhere", "write it where it is used"),
    ),
    (re.compile(r"\[\^[^\]\s]+\](?!:)"), Complaint("a footnote", "write it in the text")),
    (
        re.compile(r"\{:[^}]*\}|\{ *[.#][A-Za-z][^}]*\}"),
        Complaint("an attribute list", "drop it: only the site would read it"),
    ),
    (
        re.compile(r"^ *(?:!!!|\?\?\?)\+? +\S"),
        Complaint("an admonition of the site's own", "write '> [!NOTE]'"),
    ),
    (
        re.compile(r"^ *===[+!]? +\S"),
        Complaint("a tab of the site's own", "use headings, a list or a table"),
    ),
)


def check_syntax(reading: Reading) -> Iterator[Problem]:
    """Say what on the page is not portable Markdown."""
    pipes = list(_table_pipes(reading))
    yield from pipes
    yield from _text(reading, pipe_lines={problem.line for problem in pipes})
    yield from check_html(reading.page.path, reading.tokens, reading.page.body_line)
    yield from _fences(reading)
    yield from _lines(reading)
    yield from _alerts(reading)
    yield from _lists_and_tables(reading)


def check_open_ends(reading: Reading) -> Iterator[Problem]:
    """Find a code block or raw HTML that never ends and so swallows sections.

    A page with one cannot be judged further: what it lacks may be there.
    """
    for token in reading.tokens:
        if token.type not in ("fence", "html_block"):
            continue
        start, end = span(token)
        path, line = reading.page.path, reading.line_of(token)
        lines = reading.lines[start + 1 : end]
        swallows = any(HEADING.match(inner) for inner in lines)
        if token.type == "html_block" and swallows:
            yield Problem(path, line, _html_message(token.content), HTML_ADVICE)
        elif token.type == "fence" and (
            any(FENCE_START.match(inner) for inner in lines)
            or (swallows and not FENCE_END.match(lines[-1]))
        ):
            yield Problem(path, line, "a code block that never ends", "close it with ```")


def _table_pipes(reading: Reading) -> Iterator[Problem]:
    """Find each `|` inside a formula or code that would end a table's cell."""
    path = reading.page.path
    for token in reading.tokens:
        if token.type != "table_open":
            continue
        for number in range(*span(token)):
            row, line = reading.lines[number], reading.page.body_line + number
            if any("|" in match["tex"] for match in INLINE_MATH.finditer(row)):
                advice = r"write \mid, \lvert … \rvert or \lVert … \rVert"
                yield Problem(path, line, "'|' in a formula of a table", advice)
            elif any("|" in match["code"] for match in CODE_SPAN.finditer(row)):
                yield Problem(path, line, "'|' in code of a table", "say it outside the table")


def _text(reading: Reading, pipe_lines: set[int]) -> Iterator[Problem]:
    """Find marks left over in the text that readers would see."""
    path = reading.page.path
    for token, number in with_lines(reading.tokens):
        line = reading.page.body_line + number
        if token.type != "text":
            continue
        if "$" in token.content and line not in pipe_lines:
            advice = "write formulas as $`x`$ and money as 'USD 5' or '5 美元'"
            yield Problem(path, line, "a bare '$'", advice)
        if "**" in token.content:
            advice = "close the bold, or write asterisks as code"
            if BOLD_AT_WIDE.search(reading.lines[number]):
                advice = "keep Chinese punctuation outside the bold, away from '**'"
            yield Problem(path, line, "'**' that readers would see", advice)
        if "~~" in token.content:
            message = "'~~' that only GitHub reads as struck out"
            yield Problem(path, line, message, "drop the words, or the marks")


def has_html_block(reading: Reading) -> bool:
    """Say whether lines of the page are raw HTML, whatever else stands on them."""
    return any(token.type == "html_block" for token in reading.tokens)


def has_html(tokens: Sequence[Token]) -> bool:
    """Say whether a page has raw HTML."""
    inline = (child for child, _ in with_lines(tokens))
    return any(token.type in ("html_block", "html_inline") for token in (*tokens, *inline))


def check_html(path: Path, tokens: Sequence[Token], body_line: int) -> Iterator[Problem]:
    """Find raw HTML, once a line.

    Args:
        path: the page.
        tokens: what its body is read as.
        body_line: the line of the file that the body starts on.
    """
    found = {span(token)[0]: token.content for token in tokens if token.type == "html_block"}
    for token, number in with_lines(tokens):
        if token.type == "html_inline":
            found.setdefault(number, token.content)
    for number, html in found.items():
        yield Problem(path, body_line + number, _html_message(html), HTML_ADVICE)


def check_entities(reading: Reading, explained: Set[int]) -> Iterator[Problem]:
    """Find characters written by their number, and by a name for what readers cannot see.

    Args:
        reading: the page.
        explained: lines of the file that have been reported.
    """
    for number, text in reading.prose:
        if number not in explained:
            yield from hidden_entities(reading.page.path, number, text)


def hidden_entities(path: Path, number: int, text: str) -> Iterator[Problem]:
    """Find the first such character in a line of text of the file at `path`."""
    for entity in ENTITY.findall(text):
        if entity.startswith("&#"):
            yield Problem(path, number, f"the number '{entity}'", "write the character itself")
            return
        if fault := fault_in(unescape(entity)):
            yield Problem(path, number, f"{fault}, as '{entity}'", "delete it")
            return


def _fences(reading: Reading) -> Iterator[Problem]:
    """Find code blocks whose language is more than a word, or Python under another name."""
    for token in reading.tokens:
        if token.type == "fence" and not FENCE_INFO.fullmatch(token.info.strip()):
            message = f"a code block of the kind '{token.info.strip()}'"
            advice = "write one word after the ```, like python or text"
            yield Problem(reading.page.path, reading.line_of(token), message, advice)


def _html_message(html: str) -> str:
    tag = re.match(r"\s*(<[^\n>]*>?)", html)
    return f"raw HTML '{tag[1]}'" if tag else "raw HTML"


def _lines(reading: Reading) -> Iterator[Problem]:
    """Find tabs, and the syntax of other Markdown dialects."""
    path, body_line = reading.page.path, reading.page.body_line
    for number, text in enumerate(reading.lines, body_line):
        if "\t" in text:
            yield Problem(path, number, "a tab", "indent with spaces")
    above = (0, "")
    for number, text in reading.prose:
        complaint = next((hint for mark, hint in LINE_HINTS if mark.search(text)), None)
        if complaint:
            yield Problem(path, number, *complaint)
        if UNDERLINE.match(text) and above[0] == number - 1 and above[1].strip():
            advice = "leave a blank line between them, or write '## …' if it is a heading"
            yield Problem(path, number, "a line of '=' or '-' right below text", advice)
        above = number, text
    for token in reading.tokens:
        if token.type == "code_block":
            advice = "write it between ``` lines, or at the margin if it is text"
            yield Problem(path, reading.line_of(token), "text indented into code", advice)


def opening_text(tokens: Sequence[Token], place: int) -> str:
    """Return the Markdown of the paragraph that the quote at `place` starts with, if it does."""
    is_paragraph = tokens[place + 1].type == "paragraph_open"
    return tokens[place + 2].content if is_paragraph else ""


def _alerts(reading: Reading) -> Iterator[Problem]:
    """Find quotes that look like alerts and are none on GitHub."""
    path = reading.page.path
    for place, token in enumerate(reading.tokens):
        text = opening_text(reading.tokens, place) if token.type == "blockquote_open" else ""
        if not text.startswith("[!"):
            continue
        line = reading.line_of(token)
        if not ALERT.match(text):
            message = f"'{text.split(chr(10))[0]}' does not start an alert"
            advice = "put [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION] alone on the line"
            yield Problem(path, line, message, advice)
        elif token.level:
            yield Problem(path, line, "an alert inside a list or a quote", "move it to the margin")


@dataclass(frozen=True)
class _Container:
    """A list, an item, a quote or a table that is open.

    `start` is the line of the body it starts on, `depth` how many lists of the nearest quote, or of
    the page, it lies in.
    """

    kind: str
    start: int
    depth: int


def _lists_and_tables(reading: Reading) -> Iterator[Problem]:
    """Find lists and tables that Python-Markdown would not see, or see at another level."""
    around = [_Container("page", 0, 0)]
    for token in reading.tokens:
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if kind not in ("bullet_list", "ordered_list", "list_item", "blockquote", "table"):
            continue
        if token.nesting < 0:
            around.pop()
            continue
        complaint = _misplacement(reading, kind, span(token)[0], around[-1])
        if complaint:
            yield Problem(reading.page.path, reading.line_of(token), *complaint)
        is_list = kind.endswith("_list")
        depth = 0 if kind == "blockquote" else around[-1].depth + is_list
        around.append(_Container(kind, span(token)[0], depth))


def _misplacement(reading: Reading, kind: str, start: int, around: _Container) -> Complaint | None:
    if kind not in ("bullet_list", "ordered_list", "table"):
        return None
    line = QUOTE_MARKS.sub("", reading.lines[start])
    indent = len(line) - len(line.lstrip(" "))
    what = "table" if kind == "table" else "list"
    if what == "list" and indent != 4 * around.depth:
        if around.depth:
            advice = f"start it in column {4 * around.depth + 1}: four spaces for each level"
            return Complaint(f"a list inside a list starts in column {indent + 1}", advice)
        return Complaint(f"a list starts in column {indent + 1}", "start it at the margin")
    if start == around.start or (what == "list" and around.kind == "list_item"):
        return None
    previous = QUOTE_MARKS.sub("", reading.lines[start - 1])
    if previous.strip() and not ALERT.match(previous):
        return Complaint(f"no blank line before the {what}", "leave one")
    return None
