"""Formulas: what TeX the pages may use, and how it becomes HTML."""

from handbook.math.katex import FormulaError, Katex, KatexDiedError, shared_katex

__all__ = ["FormulaError", "Katex", "KatexDiedError", "shared_katex"]
