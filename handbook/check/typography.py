"""Chinese typography: a space between Chinese and Latin text, and full-width punctuation.

The linter is AutoCorrect. It is shown text alone, a word in place of each formula and code span.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from string import ascii_letters, digits

import autocorrect_py

from handbook.check.prose import MARK, Passage
from handbook.model import SectionKind
from handbook.problems import Problem

RULES = {
    "space-word": 1,  # 在 GPU 上
    "space-punctuation": 1,  # 预填充 + 解码
    "fullwidth": 1,  # 好，对。
    "no-space-fullwidth": 1,
    "no-space-fullwidth-quote": 1,
    "halfwidth-word": 1,  # letters and digits
    "halfwidth-punctuation": 0,  # it takes 'Llama 2、Qwen3' for English
    "space-backticks": 0,  # it never sees code
    "space-bracket": 0,  # brackets are full-width, see below
    "space-dash": 0,  # 编码器-解码器 is one word
    "space-dollar": 0,  # it never sees formulas
    "spellcheck": 0,
}
"""Every rule of AutoCorrect, so that none comes and goes with its defaults."""

HAN = r"\u3400-\u9fff"
BRACKETS = re.compile(rf"(?<=[{HAN}])\(([^()]*)\)|\(([^()]*[{HAN}][^()]*)\)")
QUOTES = re.compile(rf'"([^"]*[{HAN}][^"]*)"')
STOPS = re.compile(
    rf"""[,;:?!.](?:
        (?<=[{HAN}）》”].)(?!\.)\ *  # after Chinese
        |(?<!\.\.)(?<!\bal\.)\ *(?=[{HAN}])  # before Chinese, but not that of 'et al.'
        |(?<!\.\.)(?<!\bal\.)(?=”?\Z)  # at the end
    )""",
    re.VERBOSE,
)
SPACES = re.compile(r" +(?=[，。、；：？！）])|(?<=[，。、；：？！（]) +")
HALF_WIDTH = {ord(one) + 0xFEE0: one for one in ascii_letters + digits}
FULL_WIDTH = str.maketrans(",;:?!.", "，；：？！。", " ")

MARKED_SPACE = re.compile(rf"(?<=[，。、；：？！…）》」』”’]){MARK}+ | {MARK}+(?=[（《「『“‘])")
"""A space that emphasis needs next to punctuation: without it GitHub shows the asterisks."""

NO_BREAK_SPACE = "\u00a0"
"""What such a space is to the linter, which would take it away."""

AROUND = 12
"""How many characters a message shows on either side of a mistake."""


@cache
def _linter() -> Callable[[str], str]:
    """Return AutoCorrect with our rules, which hold for the whole process."""
    configuration = json.dumps({"rules": RULES})
    autocorrect_py.load_config(configuration)  # type: ignore[attr-defined] # not in its stubs
    return autocorrect_py.format


def check_typography(path: Path, text: Sequence[Passage]) -> Iterator[Problem]:
    """Say where a Chinese page has wrong spaces or punctuation, once a line.

    Args:
        path: the page.
        text: its passages; those of the references are left alone.
    """
    prose = [passage for passage in text if passage.section is not SectionKind.REFERENCES]
    if not prose:
        return
    given = [_prepared(passage) for passage in prose]
    reported: set[int] = set()
    for passage, old, new in zip(prose, given, _corrected(given), strict=True):
        if old != new and passage.line not in reported:
            reported.add(passage.line)
            shown, wanted = _excerpts(passage.restored(old), passage.restored(new))
            message = f"wrong spacing or punctuation in '{shown}'"
            yield Problem(path, passage.line, message, f"write '{wanted}'")


def _prepared(passage: Passage) -> str:
    return MARKED_SPACE.sub(NO_BREAK_SPACE, passage.marked).replace(MARK, "").rstrip()


def _corrected(lines: Sequence[str]) -> list[str]:
    """Return the lines as they should be; one call of the linter for all of them."""
    # At the end of a line AutoCorrect changes a stop only if a space follows.
    text = " \n".join(map(_with_full_width, lines))
    return [line.rstrip() for line in _linter()(text).split("\n")]


def _with_full_width(line: str) -> str:
    """Correct what AutoCorrect leaves alone, since it could be code, or comes to too late."""
    if not re.search(f"[{HAN}]", line):
        return line
    line = line.translate(HALF_WIDTH)
    line = BRACKETS.sub(lambda match: f"（{match[1] or match[2] or ''}）", line)
    line = QUOTES.sub(r"“\1”", line)
    line = STOPS.sub(lambda match: match[0].translate(FULL_WIDTH), line)
    return SPACES.sub("", line)


def _excerpts(old: str, new: str) -> tuple[str, str]:
    """Return two texts cut around the place where they first differ."""
    shorter = min(len(old), len(new))
    place = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    return _excerpt(old, place), _excerpt(new, place)


def _excerpt(text: str, place: int) -> str:
    start, end = max(place - AROUND, 0), place + AROUND
    cut = text[start:end].replace(NO_BREAK_SPACE, " ")
    return ("…" if start else "") + cut + ("…" if end < len(text) else "")
