"""The TeX that the site, the books and the flashcards all carry."""

import re
from functools import cache
from pathlib import Path

import yaml

PORTABLE_TEX = Path(__file__).resolve().parents[2] / "data" / "tex.yml"

NAME = re.compile(
    r"\\(?:begin|end) *\{(?P<environment>[^}]*)\}|(?P<command>\\(?:[A-Za-z]+|.))", re.S
)


@cache
def portable_names() -> frozenset[str]:
    """Return the commands (with their backslash) and environments that `data/tex.yml` lists."""
    lists: dict[str, list[str]] = yaml.safe_load(PORTABLE_TEX.read_text(encoding="utf-8"))
    return frozenset(name for names in lists.values() for name in names)


def unportable(tex: str) -> list[str]:
    r"""Return the commands and environments of a formula that some reader would not show.

    Args:
        tex: a formula without delimiters.

    Returns:
        The names as written, `\foo` or `vmatrix`, each once, in their order.
    """
    used = (match["command"] or match["environment"] for match in NAME.finditer(tex))
    return [name for name in dict.fromkeys(used) if name not in portable_names()]
