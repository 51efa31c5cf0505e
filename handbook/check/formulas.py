"""Formulas that KaTeX accepts and that books and flashcards carry."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from handbook.check.complaint import Complaint
from handbook.math import FormulaError, shared_katex
from handbook.math.portable import unportable
from handbook.model import Formula
from handbook.problems import Problem

POSITION = re.compile(r" at position (\d+)")


def check_formulas(path: Path, formulas: Iterable[Formula]) -> Iterator[Problem]:
    """Say which formulas of the page at `path` KaTeX, pandoc or Typst would reject."""
    for formula in formulas:
        if complaint := formula_complaint(formula):
            line = formula.line + _line_within(formula.tex, complaint.message)
            yield Problem(path, line, *complaint)


def formula_complaint(formula: Formula) -> Complaint | None:
    """Return what is wrong with a formula, None if it is sound."""
    try:
        shared_katex().render(formula.tex, formula.display)
    except FormulaError as error:
        reason = " ".join(str(error).split())
        return Complaint(f"KaTeX rejects the formula: {reason}", "correct the TeX")
    if names := unportable(formula.tex):
        message = f"not every reader of the page can show {', '.join(names)}"
        return Complaint(message, "use the TeX that data/tex.yml lists")
    return None


def _line_within(tex: str, message: str) -> int:
    """Return how many lines below the formula's first the position named by KaTeX is."""
    position = POSITION.search(message)
    return tex.count("\n", 0, int(position[1]) - 1) if position else 0
