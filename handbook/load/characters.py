"""Characters that no text of the project may hold, since readers do not see them as they are."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from handbook.problems import Problem

TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Sets the direction of the text, and so makes code read otherwise than it runs."""

UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0000-\U000e0fff]"
)
"""Leaves no mark though Unicode calls it a letter or a mark: fillers and variation selectors."""

FAULTS = {
    "Cc": "the control character {}",
    "Cf": "the invisible character {}",
    "Co": "the character {}, which has no meaning of its own",
    "Cs": "the character {}, which has no meaning of its own",
    "Zl": "the invisible character {}",
    "Zp": "the invisible character {}",
}
"""What is wrong with the characters of a category of Unicode's."""


def hidden_characters(path: Path, text: str) -> Iterator[Problem]:
    """Find the first character of each line that readers of the file at `path` cannot see."""
    if not fault_in(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if fault := fault_in(line):
            yield Problem(path, number, fault, "delete it")


def fault_in(text: str) -> str:
    """Return what is wrong with the first character that readers cannot see, '' if none is."""
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return ""  # said of a figure of 100 kB in no time
    hidden = {character for character in set(text) if _fault(character)}
    return _fault(min(hidden, key=text.index)) if hidden else ""


@lru_cache(maxsize=65_536)  # Chinese pages have thousands
def _fault(character: str) -> str:
    """Return what is wrong with a character, nothing if it may stand in a text."""
    if character in "\n\t":  # tabs are up to the checks of each format
        return ""
    if character == "\r":
        return "a carriage return that ends no line"
    if TURNING.match(character):
        fault = "the character {}, which turns the direction of the text"
    elif UNSEEN.match(character):
        fault = FAULTS["Cf"]
    elif _is_noncharacter(ord(character)):
        fault = FAULTS["Co"]
    else:
        fault = FAULTS.get(unicodedata.category(character), "")
    return fault.format(f"U+{ord(character):04X}")


def _is_noncharacter(code: int) -> bool:
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
