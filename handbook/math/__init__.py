"""Formulas: what TeX the pages may use, and how it becomes HTML."""

from handbook.math.fonts import cut_down
from handbook.math.katex import FormulaError, Katex, KatexDiedError, shared_katex
from handbook.math.portable import load_portable, unportable

__all__ = [
    "FormulaError",
    "Katex",
    "KatexDiedError",
    "cut_down",
    "load_portable",
    "shared_katex",
    "unportable",
]
