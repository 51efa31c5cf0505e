"""How large the project's texts may be, so that any text whatever is checked in seconds.

The limits are several times what the largest page has. Those on blocks and lines are there because
Python-Markdown looks for the end of each `[` to the end of its block, fills every row of a table,
and calls itself for every list inside a list.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from handbook.problems import Problem


class Limits(NamedTuple):
    """How large a file may be: in bytes, in lines, and in characters of one line."""

    size: int
    lines: int
    width: int


PAGE_LIMITS = Limits(50_000, 1_000, 3_000)
FIGURE_LIMITS = Limits(500_000, 500_000, 500_000)
DATA_LIMITS = Limits(250_000, 10_000, 3_000)

BLOCK_LENGTH = 5_000
"""Characters of a page between two blank lines."""

BLOCK_BRACKETS = 150
"""How many `[` there may be between two blank lines of a page."""

ROW_PIPES = 50
"""How many `|` there may be on a line of a page."""

MARGIN = 80
"""How many spaces and marks of lists and quotes a line of a page may begin with."""

MARKS = re.compile(r"(?:[ \t>]|(?:[-*+]|\d+[.)])(?=[ \t]|$))*")
"""What a line begins with, before its text."""


def limits_of(path: Path) -> Limits:
    """Return the limits of the file at `path`, which its suffix decides."""
    return {".md": PAGE_LIMITS, ".svg": FIGURE_LIMITS}.get(path.suffix, DATA_LIMITS)


def oversize(path: Path, text: str) -> Iterator[Problem]:
    """Say what is too long or too much in the text of the file at `path`."""
    _, most, width = limits_of(path)
    lines = text.split("\n")
    if len(lines) > most:
        yield Problem(path, most + 1, f"the file has more than {most} lines", "shorten it")
    for number, line in enumerate(lines, 1):
        if len(line) > width:
            message = f"the line has more than {width} characters"
            yield Problem(path, number, message, "shorten it")
    if path.suffix == ".md":
        yield from _oversize_blocks(path, lines)


def _oversize_blocks(path: Path, lines: list[str]) -> Iterator[Problem]:
    start, length, brackets = 1, 0, 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            start, length, brackets = number + 1, 0, 0
            continue
        if line.count("|") > ROW_PIPES:
            yield Problem(path, number, f"more than {ROW_PIPES} '|' on a line", "drop some")
        marks = MARKS.match(line)
        if marks and len(marks[0]) > MARGIN:
            message = f"a line that begins with more than {MARGIN} spaces and marks"
            yield Problem(path, number, message, "nest it less")
        before = length <= BLOCK_LENGTH and brackets <= BLOCK_BRACKETS
        length += len(line) + 1
        brackets += line.count("[")
        if before and length > BLOCK_LENGTH:
            message = f"more than {BLOCK_LENGTH} characters without a blank line"
            yield Problem(path, start, message, "leave blank lines")
        elif before and brackets > BLOCK_BRACKETS:
            message = f"more than {BLOCK_BRACKETS} '[' without a blank line"
            yield Problem(path, start, message, "leave blank lines, or drop some")
