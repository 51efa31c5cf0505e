"""The TeX that the site, the books and the flashcards all carry."""

import re
from functools import cache
from pathlib import Path

from handbook.load.files import read_text
from handbook.load.records import YamlReader
from handbook.model import Strict, Text
from handbook.problems import ContentError, Problem

ROOT = Path(__file__).resolve().parents[2]
PORTABLE_TEX = Path("data/tex.yml")

NAME = re.compile(
    r"\\(?:begin|end) *\{(?P<environment>[^}]*)\}|(?P<command>\\(?:[A-Za-z]+|.))", re.S
)


class TexNames(Strict):
    """What formulas may use: commands with their backslash, and environments."""

    commands: tuple[Text, ...]
    environments: tuple[Text, ...]


@cache
def load_portable() -> tuple[frozenset[str] | None, tuple[Problem, ...]]:
    """Read the names that `data/tex.yml` lists, None if it cannot be read; and what is wrong."""
    reader = YamlReader(PORTABLE_TEX)
    try:
        record = reader.record(read_text(ROOT, PORTABLE_TEX), TexNames)
    except ContentError as error:
        return None, tuple(error.problems)
    names = frozenset(record.value.commands + record.value.environments) if record else None
    return names, tuple(reader.problems)


def unportable(tex: str) -> list[str]:
    r"""Return the commands and environments of a formula that some reader would not show.

    Args:
        tex: a formula without delimiters.

    Returns:
        The names as written, `\foo` or `vmatrix`, each once, in their order.
    """
    portable, _ = load_portable()
    used = (match["command"] or match["environment"] for match in NAME.finditer(tex))
    return [name for name in dict.fromkeys(used) if portable and name not in portable]
