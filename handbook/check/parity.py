"""What the two pages of a question must have in common: all but the words."""

import io
import re
import tokenize
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from itertools import zip_longest
from pathlib import Path

from handbook.check.formulas import formula_complaint
from handbook.check.links import figure, link_complaint
from handbook.check.reading import LANGUAGE, excerpts
from handbook.check.references import citation_complaint
from handbook.check.structure import ORDER, owed_sections
from handbook.links import target_of
from handbook.model import (
    LOCALES,
    SECTION_TITLES,
    CodeBlock,
    Library,
    Link,
    Page,
    Question,
    SectionKind,
)
from handbook.problems import Problem

TIMES = {1: "once", 2: "twice"}
TEXT = re.compile(r"\\text *\{")


@dataclass(frozen=True)
class Item:
    """Something that both pages should have.

    Attributes:
        value: what is compared.
        shown: how a message names it.
        line: where it stands.
        is_sound: False if another check reports it, so that the comparison need not.
    """

    value: str
    shown: str
    line: int
    is_sound: bool = True


@dataclass(frozen=True)
class Side:
    """One of a question's two pages, and what it takes to judge what is on it.

    `compared` are the sections that can be compared, None for what stands before the first.
    """

    root: Path
    library: Library
    question: Question
    page: Page
    compared: Set[SectionKind | None]

    def is_compared(self, line: int) -> bool:
        """Say whether the line lies in a section that can be compared."""
        section = self.page.section_at(line)
        if section is None:
            return None in self.compared
        return section.kind is not None and section.kind in self.compared

    def is_sound(self, link: Link) -> bool:
        """Say whether the link leads somewhere that both languages have."""
        if link_complaint(self.root, self.library, self.page, link):
            return False
        target = target_of(self.page, link)
        question = self.library.question(target.path.stem) if target else None
        return question is None or len(question.pages) == len(LOCALES)


Items = Sequence[Item]
Pair = tuple[Item | None, Item | None]
"""A difference: the English page's item, and what the Chinese page has in its place."""


def check_parity(root: Path, library: Library, question: Question) -> Iterator[Problem]:
    """Compare the question's two pages; name the first difference of each kind.

    What another check reports (an unknown tag, a formula KaTeX rejects, a missing section with all
    that is in it) is no difference here, and a question with one page has none.
    """
    if len(question.pages) < len(LOCALES):
        return
    pages = [question.pages[locale] for locale in LOCALES]
    compared = _compared_sections(question, pages)
    sides = [Side(root, library, question, page, compared) for page in pages]
    for what, pairs_of, items_of in ASPECTS:
        items = [list(items_of(side)) for side in sides]
        for pair in pairs_of(*items):
            if all(item is None or item.is_sound for item in pair):
                yield _difference(what, pages, items, pair)
                break


def _compared_sections(question: Question, pages: Sequence[Page]) -> frozenset[SectionKind | None]:
    """Return the sections that both pages have.

    Where the heading of a section that is owed is missing, its text may stand at the end of the
    section before: that one is no measure for the other page's.
    """
    kinds = [{section.kind for section in page.sections} - {None} for page in pages]
    spoilt: set[SectionKind | None] = set()
    for present in kinds:
        for kind in owed_sections(question.registration):
            if kind not in present:
                earlier = [other for other in ORDER[: ORDER.index(kind)] if other in present]
                spoilt.add(earlier[-1] if earlier else None)
    return frozenset({None} | (kinds[0] & kinds[1])) - spoilt


def _in_order(english: Items, chinese: Items) -> Iterator[Pair]:
    values, other_values = ([item.value for item in side] for side in (english, chinese))
    matcher = SequenceMatcher(None, values, other_values, autojunk=False)
    for operation, start, end, other_start, other_end in matcher.get_opcodes():
        if operation != "equal":
            yield from zip_longest(english[start:end], chinese[other_start:other_end])


def _in_any_order(english: Items, chinese: Items) -> Iterator[Pair]:
    yield from zip_longest(_surplus(english, chinese), _surplus(chinese, english))


def _surplus(items: Items, others: Items) -> list[Item]:
    """Return the items that the others lack; of those they have too few of, the last ones."""
    remaining = Counter(item.value for item in others)
    surplus = []
    for item in items:
        remaining[item.value] -= 1
        if remaining[item.value] < 0:
            surplus.append(item)
    return surplus


def _difference(what: str, pages: Sequence[Page], items: Sequence[Items], pair: Pair) -> Problem:
    """Put a difference into words, on the Chinese page if it has something there."""
    here = 0 if pair[1] is None else 1
    there = 1 - here
    item, other = pair[here], pair[there]
    assert item is not None  # noqa: S101 -- for mypy: a pair has one item at least
    language = LANGUAGE[pages[there].locale]
    shown, shown_there = excerpts(item.shown, other.shown if other else "")
    counts = [sum(one.value == item.value for one in items[side]) for side in (here, there)]
    if counts[1] == 0:
        message = f"the {what} '{shown}' is not on the {language} page"
    elif counts[0] == counts[1]:
        message = f"the {what} '{shown}' stands elsewhere on the {language} page"
    else:
        here_so_often, there_so_often = (TIMES.get(n, f"{n} times") for n in counts)
        message = f"the {what} '{shown}' stands here {here_so_often}, there {there_so_often}"
    advice = "make them agree"
    if other:
        advice = f"the {language} page has '{shown_there}' (line {other.line}): {advice}"
    return Problem(pages[here].path, item.line, message, advice)


def _key(key: str, side: Side) -> Iterator[Item]:
    value = getattr(side.page.front_matter, key)
    if value is not None:
        shown = f"{key}: [{', '.join(value)}]" if isinstance(value, tuple) else f"{key}: {value}"
        is_sound = key != "tags" or all(side.library.has_tag(tag) for tag in value)
        yield Item(shown, shown, side.page.key_lines[key], is_sound)


def _sections(side: Side) -> Iterator[Item]:
    owed = owed_sections(side.question.registration)
    for section in side.page.sections:
        if section.kind and section.kind not in owed:
            title = SECTION_TITLES[side.page.locale][section.kind]
            yield Item(section.kind, title, section.line)


def _formulas(display: bool, side: Side) -> Iterator[Item]:
    for formula in side.page.formulas:
        if formula.display is display and side.is_compared(formula.line):
            shown = " ".join(formula.tex.split())
            is_sound = formula_complaint(formula) is None
            yield Item(without_text(shown), shown, formula.line, is_sound)


def without_text(tex: str) -> str:
    r"""Return a formula without what stands between the braces of its `\text{}`."""
    kept = []
    end = 0
    for match in TEXT.finditer(tex):
        if match.start() < end:
            continue
        kept.append(tex[end : match.end()])
        end = _closing_brace(tex, match.end())
    return "".join(kept) + tex[end:]


def _closing_brace(tex: str, start: int) -> int:
    depth = 1
    for place in range(start, len(tex)):
        if tex[place] in "{}" and tex[place - 1] != "\\":
            depth += 1 if tex[place] == "{" else -1
        if depth == 0:
            return place
    return len(tex)


def _code(side: Side) -> Iterator[Item]:
    for block in side.page.code_blocks:
        if side.is_compared(block.line):
            opening = f"```{block.language}"
            yield Item(opening, opening, block.line)
            lines = without_comments(block)
            for number, line in enumerate(lines, block.line + 1):
                if line.strip():
                    yield Item(line.rstrip(), line.strip(), number)


def without_comments(block: CodeBlock) -> list[str]:
    """Return the block's lines; those of Python without comments, but with printed values."""
    lines = block.code.split("\n")
    if block.language != "python":
        return lines
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(block.code).readline))
    except (SyntaxError, tokenize.TokenError):
        return lines
    for token in tokens:
        if token.type == tokenize.COMMENT and not token.string.startswith("#>"):
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column]
    return lines


def _links(side: Side) -> Iterator[Item]:
    for link in side.page.links:
        section = side.page.section_at(link.line)
        in_references = section and section.kind is SectionKind.REFERENCES
        if not link.is_image and not in_references and side.is_compared(link.line):
            is_sound = side.is_sound(link)
            value = _destination(side.page, link) if is_sound else link.target
            yield Item(value, link.target, link.line, is_sound)


def _destination(page: Page, link: Link) -> str:
    """Return where a link leads, the same in both languages."""
    target = target_of(page, link)
    if target is None:
        return link.target
    return f"{target.path.relative_to(f'docs/{page.locale}')}#{target.anchor}"


def _references(side: Side) -> Iterator[Item]:
    for reference in side.page.references:
        if side.is_compared(reference.line):
            links = [Link(target, "", reference.line) for target in reference.links]
            is_sound = bool(links) and all(
                side.is_sound(link) and not citation_complaint(link.target) for link in links
            )
            value = " ".join(reference.links)
            yield Item(value, value, reference.line, is_sound)


def _figures(side: Side) -> Iterator[Item]:
    for image in side.page.links:
        if image.is_image and side.is_compared(image.line):
            yield Item(figure(image), figure(image), image.line, side.is_sound(image))


ASPECTS: Sequence[
    tuple[str, Callable[[Items, Items], Iterator[Pair]], Callable[[Side], Iterator[Item]]]
] = (
    ("line", _in_order, partial(_key, "tags")),
    ("line", _in_order, partial(_key, "level")),
    ("line", _in_order, partial(_key, "checked")),
    ("line", _in_order, partial(_key, "review_by")),
    ("section", _in_order, _sections),
    ("formula", _in_order, partial(_formulas, True)),
    ("formula", _in_any_order, partial(_formulas, False)),
    ("code", _in_order, _code),
    ("link", _in_any_order, _links),
    ("reference", _in_order, _references),
    ("figure", _in_order, _figures),
)
"""What is compared, how, and what messages call it."""
