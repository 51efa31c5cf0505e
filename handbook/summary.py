"""How a page's short answer begins, in plain text: for search engines, and where links are shown.

None of them renders TeX. Simple formulas are written as people type them, `n²` or `d_k`; before
one that has no such form the text ends.
"""

import re
from collections.abc import Iterator, Mapping

from markdown_it.token import Token

from handbook.check.prose import sentences
from handbook.load.body import plain_text, tokens_of
from handbook.model import Locale, Page, SectionKind

LONGEST: Mapping[Locale, int] = {"en": 200, "zh": 120}
"""So many characters at most, besides the ellipsis: what others show of a description."""

SHORTEST: Mapping[Locale, int] = {"en": 60, "zh": 25}
"""Whole sentences that are shorter are followed by a part of the next."""

LOST = "\ue000"
"""Stands for a formula that has no form in plain text."""

SYMBOLS = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "epsilon": "ε",
    "eta": "η",
    "theta": "θ",
    "lambda": "λ",
    "mu": "μ",
    "pi": "π",
    "rho": "ρ",
    "sigma": "σ",
    "tau": "τ",
    "phi": "φ",
    "Delta": "Δ",
    "infty": "∞",
    "ldots": "…",
    "top": "T",
    "mid": " | ",
    "approx": " ≈ ",
    "times": " × ",
    "cdot": " · ",
    "in": " ∈ ",
    "to": " → ",
    "le": " ≤ ",
    "ge": " ≥ ",
    "exp": "exp",
    "ln": "ln",
    "log": "log",
    "max": "max",
    "min": "min",
    "left": "",
    "right": "",
    ",": "",
    ";": " ",
    " ": " ",
    "%": "%",
}
"""The commands that have a sign or a word of their own."""

NAMED = re.compile(r"\\(?:text|mathrm|mathbb|mathcal|mathbf)\{([\w -]+)\}")
OPERATOR = re.compile(r"\\operatorname\{(\w+)\}")
ONE = r"\{(\d+|[^\W\d](?:_\w+)?)\}"  # a number, or a symbol with its index
ROOT = re.compile(rf"\\sqrt{ONE}(?!\w)")
FRACTION = re.compile(rf"\\frac{ONE}{ONE}(?!\w)")
COMMAND = re.compile(r"\\([A-Za-z]+|.)")
INDEX = re.compile(r"([_^])\{([A-Za-z0-9]+)\}")
POWER = re.compile(r"\^(?:\{(-?[0-9n]+)\}|([0-9n]))")
RAISED = str.maketrans("0123456789n-", "⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ⁻")
TEX = re.compile(r"[\\{}~&]|\^(?!\w)")

WEAK_END = " ,;:(—–，；：、（“"
"""What a text that goes on with an ellipsis does not end with."""


def beginning(page: Page) -> str:
    """Return the beginning of a page's short answer, '' if it has none that can be said so."""
    section = page.section(SectionKind.SHORT_ANSWER)
    text = " ".join(_paragraphs(section.markdown)) if section else ""
    return _shortened(text, page.locale)


def _paragraphs(markdown: str) -> Iterator[str]:
    """Yield the text of the paragraphs before anything else: a list, a table, a formula."""
    tokens = iter(tokens_of(markdown))
    for opening in tokens:
        if opening.type != "paragraph_open":
            return
        yield "".join(map(_text, next(tokens).children or ()))
        next(tokens)  # its end


def _text(token: Token) -> str:
    if token.type == "math_inline":
        text = in_plain_text(token.content)
        return LOST if text is None else text
    return plain_text([token])


def in_plain_text(tex: str) -> str | None:
    """Return a formula as people type it where there is no TeX, None if it is not that simple."""

    def symbol(match: re.Match[str]) -> str:
        return SYMBOLS.get(match[1], match[0])

    text = POWER.sub(lambda match: (match[1] or match[2]).translate(RAISED), tex)
    text = NAMED.sub(r"\1", COMMAND.sub(symbol, text))
    text = OPERATOR.sub(r" \1", INDEX.sub(r"\1\2", text))
    text = FRACTION.sub(r"\1/\2", ROOT.sub(r"√\1", text))
    return None if TEX.search(text) else " ".join(text.split())


def _shortened(text: str, locale: Locale) -> str:
    """Return as many whole sentences as there is room for, or a part of the first.

    It never passes over a sentence, since the next may speak of it.
    """
    found, space = "", " " if locale == "en" else ""
    for sentence in sentences(text, locale):
        before = f"{found}{space}" if found else ""
        known, lost, _ = (before + sentence).partition(LOST)
        if not lost and len(known) <= LONGEST[locale]:
            found = known
        else:
            part = _part(known, locale)
            if len(found) < SHORTEST[locale] <= len(part):
                return f"{part}…"
            break
    # It may announce the formula below it.
    return re.sub(r"[:：]$", "." if locale == "en" else "。", found)


def _part(text: str, locale: Locale) -> str:
    """Return the beginning of a sentence, up to the end of a word or of a Chinese clause."""
    longest = LONGEST[locale]
    if len(text) > longest:
        ends = re.finditer(r"\s" if locale == "en" else "[，；：、。]", text[: longest + 1])
        text = text[: max((end.start() for end in ends), default=longest)]
    return text.rstrip(WEAK_END)
