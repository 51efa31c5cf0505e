"""What is wrong with the content, and where: one line a problem."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong with one line of one file.

    Attributes:
        path: the file, relative to the project's folder.
        line: the line in it, counted from 1.
        message: what is wrong.
        advice: what to do about it.
        severity: an error stops the build; a warning is only shown.
    """

    path: Path
    line: int
    message: str
    advice: str
    severity: Severity = "error"

    def __post_init__(self) -> None:
        """Escape what would break the line, or trick the terminal it is printed on."""
        for name in ("message", "advice"):
            object.__setattr__(self, name, _printable(getattr(self, name)))
        object.__setattr__(self, "path", Path(_printable(str(self.path))))

    def __str__(self) -> str:
        return f"{self.path.as_posix()}:{self.line}: {self.message}; {self.advice}"


def _printable(text: str) -> str:
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(character: str) -> str:
    is_seen = character.isprintable() or unicodedata.category(character) == "Zs"
    return character if is_seen else character.encode("unicode_escape").decode("ascii")


class ContentError(Exception):
    """The content cannot be used as it is; `problems` says why, all of it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that stop a build, in the order of path and line."""
    return sorted({problem for problem in problems if problem.severity == "error"})
