"""Numbers to look at before a release: those that two pages, or two languages, may disagree on.

Prints the numbers with a unit that stand beside the same name in the English text of several
pages, and then those in the text of one language only. Neither is a mistake by itself: units are
converted, and Chinese writes some numbers in words. Code and formulas are compared by the checks.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from handbook.load import load
from handbook.model import LOCALES, Page, Question, SectionKind

ROOT = Path(__file__).parent.parent

NAME = re.compile(
    r"\b(?:[A-Z][A-Za-z]*-?\d[\w.]*(?: \d+(?:\.\d+)?B)?|[A-Z][a-z]+[A-Z]\w*|[A-Z][A-Z0-9]{2,}"
    r"|(?:Llama|Qwen|Gemma|Gemini|Mistral|OLMo) [\d.]+(?: \d+(?:\.\d+)?B)?"
    r"|Chinchilla|Gopher|Whisper|[A-Z][a-z]+ et al\.)"
)
"""A model, a card, a method or the authors of a paper."""

NUMBER = re.compile(
    r"(?<![A-Za-z\d.-])(\d[\d,]*(?:\.\d+)?) ?(%|times|points?|[GMKT]i?B(?:/s)?|TFLOPs?|tokens"
    r"|layers|heads|parameters|experts|million|billion|trillion|[BMT]\b|bits?|ms|hours?|days?|GPUs?)"
)
AMOUNT = re.compile(
    r"(?<![A-Za-z\d.])(\d[\d,]*(?:\.\d+)?)\s?"
    r"(万亿|百万|十亿|万|亿|千|million|billion|trillion|thousand|[BMKT]\b)?"
)
TIMES = {
    **dict.fromkeys(("千", "thousand", "K"), 1e3),
    "万": 1e4,
    **dict.fromkeys(("百万", "million", "M"), 1e6),
    "亿": 1e8,
    **dict.fromkeys(("十亿", "billion", "B"), 1e9),
    **dict.fromkeys(("万亿", "trillion", "T"), 1e12),
}
SMALL = 10
"""Up to here, a whole number may be a word in either language."""

NOT_TEXT = re.compile(r"```.*?```|\$`.*?`\$|`[^`]*`|(?<=\])\([^)]*\)", re.DOTALL)

Place = tuple[str, str, str]
"""A number, the id of its page, and the sentence."""


def repeated(pages: list[Page]) -> Iterator[str]:
    """Yield the numbers of each name and unit that has several, on several pages."""
    found: dict[tuple[str, str], set[Place]] = defaultdict(set)
    for page in pages:
        for sentence in re.split(r"(?<=[.!?;])\s+|\n", _text(page)):
            for name in set(NAME.findall(sentence)):
                for number, unit in NUMBER.findall(sentence.replace(name, "")):
                    found[name, unit].add((number, page.id, sentence.strip()))
    for (name, unit), places in sorted(found.items()):
        numbers, ids = ({place[key] for place in places} for key in (0, 1))
        if len(numbers) > 1 and len(ids) > 1:
            yield f"{name}, {unit}"
            yield from (f"  {number} | {page} | {text}" for number, page, text in sorted(places))


def one_sided(questions: tuple[Question, ...]) -> Iterator[str]:
    """Yield the questions with numbers that the text of only one language has."""
    for question in questions:
        english, chinese = (_amounts(question.pages[locale]) for locale in LOCALES)
        if english != chinese:
            yield f"{question.id}: {sorted(english - chinese)} | {sorted(chinese - english)}"


def _amounts(page: Page) -> set[float]:
    found = AMOUNT.findall(_text(page))
    amounts = {
        float(f"{float(number.replace(',', '')) * TIMES.get(unit, 1):.6g}")
        for number, unit in found
    }
    return {amount for amount in amounts if amount > SMALL or amount % 1}


def _text(page: Page) -> str:
    """Return the page's text without formulas, code, addresses and references."""
    references = page.section(SectionKind.REFERENCES)
    lines = page.body.split("\n")
    end = references.line - page.body_line if references else len(lines)
    return NOT_TEXT.sub("", "\n".join(lines[:end]))


def main() -> None:
    """Print both lists for the book."""
    library = load(ROOT).library
    english = [page for page in library.pages if page.locale == "en"]
    print("\n".join(["Several numbers beside one name", *repeated(english), ""]))
    print(
        "\n".join(["Numbers in one language only, English | Chinese", *one_sided(library.answered)])
    )


if __name__ == "__main__":
    main()
