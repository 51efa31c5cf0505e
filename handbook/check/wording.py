"""Words that age or say nothing, from `data/style.yml`."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from handbook.check.prose import Passage, sentences
from handbook.load.files import read_text
from handbook.load.records import YamlReader
from handbook.model import Locale, SectionKind, Strict, Text
from handbook.problems import ContentError, Problem

STYLE = Path("data/style.yml")

GAP = "…"
QUOTED = re.compile(r'"[^"]*"|“[^”]*”|「[^」]*」|《[^》]*》')
"""Words of others, such as the mistakes that a page corrects."""


class Phrases(Strict):
    """Words in both languages; `…` stands for a few characters in between."""

    en: tuple[Text, ...] = ()
    zh: tuple[Text, ...] = ()


class Wording(Strict):
    """Words to avoid.

    Attributes:
        words: the words.
        unless: what excuses them in the same sentence.
        advice: what to do about them.
    """

    words: Phrases
    unless: Phrases = Phrases()
    advice: Text


@lru_cache
def _pattern(phrases: Phrases, locale: Locale) -> re.Pattern[str]:
    """Return what finds any of the phrases in one language, in English as whole words."""
    words = phrases.en if locale == "en" else phrases.zh
    choices = "|".join(re.escape(word).replace(GAP, ".{1,20}?") for word in words)
    edge = r"\b" if locale == "en" else ""
    return re.compile(f"{edge}(?:{choices}){edge}" if choices else "(?!)", re.IGNORECASE)


def load_wordings(root: Path) -> tuple[tuple[Wording, ...], tuple[Problem, ...]]:
    """Read the list below `root`; return what is sound of it, and what is wrong."""
    try:
        return _parse(read_text(root, STYLE))
    except ContentError as error:
        return (), tuple(error.problems)


@lru_cache
def _parse(text: str) -> tuple[tuple[Wording, ...], tuple[Problem, ...]]:
    """Parse the list; remembered, since every page is held against it."""
    reader = YamlReader(STYLE)
    records = reader.records(text, Wording)
    return tuple(record.value for record in records), tuple(reader.problems)


def check_wording(
    path: Path, locale: Locale, text: Sequence[Passage], wordings: Sequence[Wording]
) -> Iterator[Problem]:
    """Say which words of the page at `path` age or say nothing; references may have them."""
    prose = [
        (passage.line, QUOTED.sub(" ", passage.text))
        for passage in text
        if passage.section is not SectionKind.REFERENCES
    ]
    for wording in wordings:
        words, unless = _pattern(wording.words, locale), _pattern(wording.unless, locale)
        for line, own in prose:
            for word in _found(words, unless, own, locale):
                yield Problem(path, line, f"'{word}' ages or says nothing", wording.advice)


def _found(
    words: re.Pattern[str], unless: re.Pattern[str], text: str, locale: Locale
) -> Iterator[str]:
    """Yield the first word found in each sentence of a text, but where it is excused."""
    if words.search(text):
        for sentence in sentences(text, locale):
            if (found := words.search(sentence)) and not unless.search(sentence):
                yield found[0]
