"""Style that a program can hold: headings, sentences, lines, code blocks and images."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise
from pathlib import PurePosixPath
from urllib.parse import unquote

from handbook.check.links import figure
from handbook.check.prose import Passage, passages, sentences, sentences_around_formulas
from handbook.check.reading import Reading
from handbook.check.structure import HINT
from handbook.check.syntax import ALERT
from handbook.check.typography import check_typography
from handbook.check.wording import Wording, check_wording
from handbook.load.body import WORD, span, with_lines
from handbook.model import Link, Locale, Page, SectionKind
from handbook.problems import Problem

FEWEST_SENTENCES, MOST_SENTENCES = 2, 4
"""Of a short answer."""

LONGEST_CODE = 30
"""In lines, the printed ones included."""

LONGEST_SENTENCE: Mapping[Locale, int] = {"en": 60, "zh": 90}
"""In the language's unit; a formula or a code span counts one, a Latin word in Chinese too."""

SHORTEST_DESCRIPTION: Mapping[Locale, int] = {"en": 3, "zh": 4}
"""Of an image, in the same unit."""

UNIT: Mapping[Locale, str] = {"en": "words", "zh": "characters"}

SAYS_NOTHING = re.compile(
    r"\b(?:figure|fig|image|picture|diagram|chart|plot)\b|[0-9]+|示意图|图片|图像|插图|图",
    re.IGNORECASE,
)
"""What in an image's description does not describe it."""

STOP = re.compile(r"[.:;,。：；，、]\Z")
URL = re.compile(r"(?:https?://|www\.)[^\s，。；）]+")


def check_line_breaks(reading: Reading, explained: Set[int]) -> Iterator[Problem]:
    """Say which paragraphs go on over a line's end, below the line that makes a quote an alert.

    Args:
        reading: the page.
        explained: lines of the file whose Markdown is wrong in itself: a break there is no news.
    """
    for place, token in enumerate(reading.tokens):
        if token.type != "paragraph_open":
            continue
        start, end = span(token)
        is_first_in_quote = reading.tokens[place - 1].type == "blockquote_open"
        if is_first_in_quote and ALERT.match(reading.tokens[place + 1].content):
            start += 1
        lines = range(reading.page.body_line + start, reading.page.body_line + end)
        if len(lines) > 1 and explained.isdisjoint(lines):
            advice = "write one paragraph a line, with a blank line between two"
            yield Problem(reading.page.path, lines[1], "a line break in a paragraph", advice)


def check_style(
    reading: Reading, wordings: Sequence[Wording], explained: Set[int]
) -> Iterator[Problem]:
    """Say where a page breaks the style.

    Args:
        reading: the page.
        wordings: the words to avoid.
        explained: lines of the file whose Markdown is wrong in itself: a heading there is no news.
    """
    page = reading.page
    text = [passage for passage in passages(reading) if not HINT.match(passage.text)]
    yield from _headings(reading, explained)
    yield from _short_answer(page, text)
    yield from _long_sentences(page, text)
    yield from _bare_urls(reading)
    yield from _long_code(page)
    yield from _descriptions(page)
    yield from check_wording(page.path, page.locale, text, wordings)
    if page.locale == "zh":
        yield from check_typography(page.path, text)


def _headings(reading: Reading, explained: Set[int]) -> Iterator[Problem]:
    page = reading.page
    first_section = page.sections[0].line if page.sections else 0
    seen: set[str] = set()
    for heading in page.headings:
        if heading.line in explained:
            continue
        shown = f"the heading '{heading.text}'"
        if stop := STOP.search(heading.text):
            yield Problem(page.path, heading.line, f"{shown} ends with '{stop[0]}'", "drop it")
        if heading.level > 2 and heading.line < first_section:
            message = f"{shown} stands before the first section"
            yield Problem(page.path, heading.line, message, "move it into a section")
        if heading.level > 2 and heading.text.casefold() in seen:
            advice = "say what is different about each"
            yield Problem(page.path, heading.line, f"{shown} stands twice", advice)
        seen.add(heading.text.casefold())
    for opening, inline in pairwise(reading.tokens):
        children = inline.children or ()
        if opening.type == "heading_open" and any(c.type == "strong_open" for c in children):
            line = reading.line_of(opening)
            yield Problem(page.path, line, "bold in a heading", "drop the '**'")


def _short_answer(page: Page, text: Sequence[Passage]) -> Iterator[Problem]:
    section = page.section(SectionKind.SHORT_ANSWER)
    answer = [
        p for p in text if p.section is SectionKind.SHORT_ANSWER and p.element in ("p", "math")
    ]
    if section is None or not answer or page.section(SectionKind.EXPLANATION) is None:
        return  # it is missed, or may hold the explanation, whose heading is missed
    count = len(sentences_around_formulas(answer, page.locale))
    if not FEWEST_SENTENCES <= count <= MOST_SENTENCES:
        message = f"the short answer has {count} sentence{'' if count == 1 else 's'}"
        advice = f"write {FEWEST_SENTENCES} to {MOST_SENTENCES}"
        yield Problem(page.path, section.text_line, message, advice)


def _long_sentences(page: Page, text: Sequence[Passage]) -> Iterator[Problem]:
    limit, unit = LONGEST_SENTENCE[page.locale], UNIT[page.locale]
    for passage in text:
        if passage.element != "p" or passage.section is SectionKind.REFERENCES:
            continue
        for sentence in sentences(passage.text, page.locale):
            count = len(WORD.findall(sentence))
            if count > limit:
                message = f"a sentence of {count} {unit}, more than {limit}"
                yield Problem(page.path, passage.line, message, "make two of it", "warning")


def _bare_urls(reading: Reading) -> Iterator[Problem]:
    page = reading.page
    is_linked = False
    for token, number in with_lines(reading.tokens):
        if token.type in ("link_open", "link_close"):
            is_linked = token.type == "link_open" and token.markup != "autolink"
        elif token.type == "text" and not is_linked and (url := URL.search(token.content)):
            message = f"the bare address '{url[0]}'"
            advice = "make it a link, '[what it leads to](address)'"
            yield Problem(page.path, page.body_line + number, message, advice)


def _long_code(page: Page) -> Iterator[Problem]:
    for block in page.code_blocks:
        count = block.code.count("\n")
        if count > LONGEST_CODE:
            message = f"a code block of {count} lines"
            yield Problem(page.path, block.line, message, f"keep it to {LONGEST_CODE}")


def _descriptions(page: Page) -> Iterator[Problem]:
    for image in page.links:
        if image.is_image and image.text.strip() and not _describes(image, page.locale):
            message = f"the image's description '{image.text}' does not say what is to be seen"
            advice = f"say it in at least {SHORTEST_DESCRIPTION[page.locale]} {UNIT[page.locale]}"
            yield Problem(page.path, image.line, message, advice)


def _describes(image: Link, locale: Locale) -> bool:
    file = PurePosixPath(unquote(image.target))
    if image.text.strip() in (file.name, file.stem, figure(image)):
        return False
    return len(WORD.findall(SAYS_NOTHING.sub(" ", image.text))) >= SHORTEST_DESCRIPTION[locale]
