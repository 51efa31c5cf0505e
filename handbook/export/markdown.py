"""A page's Markdown for those who read it elsewhere: its links and images lead there from there."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath

from markdown_it.token import Token

from handbook.addresses import address_of
from handbook.links import Target, target_of
from handbook.load.body import PARSER, span, tokens_of
from handbook.model import Library, Link, Page, SectionKind
from handbook.problems import ContentError, Problem

ADDRESS = re.compile(r"(?P<before>\]\( *<?)(?P<address>[\w./#-]+)", re.ASCII)
"""What may be the relative address of a link or an image, or the same text in code; of an address
on another host, how it begins."""

NOT_PLAIN = re.compile(r"[`<\\$]")
"""What may begin something in which an address is text."""

Span = tuple[int, int]
"""Where a text starts, and where it has ended."""


def relinked(page: Page, address: Callable[[PurePosixPath], str]) -> str:
    """Return a page's body with other addresses in the links and images that are relative.

    What only looks like a link, in code or in a formula, stays as it is, and so do all lines.

    Args:
        page: the page.
        address: returns where a file of the project is read; anchors in it stay the same.

    Raises:
        ContentError: a link is written in a way that leaves open where its address stands.
    """
    if problems := list(_lost_links(page)):
        raise ContentError(problems)
    body, end = "", 0
    for _, target, place in _links(page):
        if place:
            there = with_anchor(address(target.path), target.anchor)
            body += page.body[end : place[0]] + there
            end = place[1]
    return body + page.body[end:]


def on_site(path: PurePosixPath) -> str:
    """Return the address that a file of `docs/` has below the site's root."""
    return address_of(path) if path.suffix == ".md" else path.relative_to("docs").as_posix()


def with_anchor(address: str, anchor: str) -> str:
    """Return the address of a page's part; that of the page, if `anchor` is empty."""
    return f"{address}#{anchor}" if anchor else address


def sections_of(page: Page, body: str) -> Mapping[SectionKind, str]:
    """Return the Markdown of each section of a page.

    Args:
        page: the page.
        body: its body with other addresses in its links.
    """
    lines = body.split("\n")
    found = {}
    for section in page.sections:
        if section.kind:
            start = section.text_line - page.body_line
            stop = start + section.markdown.count("\n") + 1
            found[section.kind] = "\n".join(lines[start:stop])
    return found


def require_readable(library: Library) -> None:
    """Make sure that every page can be read elsewhere, with all that it says.

    Raises:
        ContentError: some cannot; the problems are those of all pages.
    """
    if problems := [problem for page in library.pages for problem in unreadable(page)]:
        raise ContentError(problems)


def unreadable(page: Page) -> Iterator[Problem]:
    """Say what of a page would not reach those who read it elsewhere, whole or by section."""
    yield from _lost_links(page)
    yield from _lost_text(page)


def _lost_links(page: Page) -> Iterator[Problem]:
    for link, _, place in _links(page):
        if place is None:
            what, mark = ("image", "!") if link.is_image else ("link", "")
            message = f"programs cannot find the address of the {what} to '{link.target}'"
            advice = f"write {mark}[text]({link.target}), and no more"
            yield Problem(page.path, link.line, message, advice)


def _lost_text(page: Page) -> Iterator[Problem]:
    """Find what stands in no section, which programs that ask for sections do not get."""
    title = next((heading.line for heading in page.headings if heading.level == 1), page.body_line)
    first = next((section.line for section in page.sections), title)
    lines = page.body.split("\n")
    for line in range(title + 1, first):
        if lines[line - page.body_line].strip():
            message = "text between the title and the first section"
            yield Problem(page.path, line, message, "move it into a section")
            break
    if any(link.line == title for link in page.links):
        yield Problem(page.path, title, "a link in the title", "move it into a section")


def _links(page: Page) -> Iterator[tuple[Link, Target, Span | None]]:
    """Yield each relative link, where it leads, and where its address stands in the body."""
    for link, place in zip(page.links, _places(page.body), strict=True):
        if target := target_of(page, link):
            is_found = place and page.body[slice(*place)] == link.target
            yield link, target, place if is_found else None


@lru_cache(maxsize=4096)
def _places(body: str) -> tuple[Span | None, ...]:
    """Return where the address of each link of a body is written; remembered for other outputs.

    The parser itself says which addresses are those of links: it reads each text with one once
    more, with a mark of its own in place of each.
    """
    starts = [0, *(match.end() for match in re.finditer("\n", body)), len(body)]
    places: list[Span | None] = []
    read_to = 0  # the cells of a table's row are several texts on one line
    for token in tokens_of(body):
        if token.type != "inline":
            continue
        first, stop = span(token)
        marked, marks = _with_marks(token.content)
        written = ADDRESS.finditer(body, max(read_to, starts[first]), starts[stop])
        by_mark = {mark: match.span("address") for mark, match in zip(marks, written, strict=False)}
        read_to = max([read_to, *(end for _, end in by_mark.values())])
        targets = _targets(token)
        if _are_all_links(
            token.content, [body[start:end] for start, end in by_mark.values()], targets
        ):
            places += by_mark.values()
            continue
        again = _targets(PARSER.parseInline(marked)[0]) if marks else []
        is_same = len(again) == len(targets)  # not if a link is defined elsewhere
        places += map(by_mark.get, again) if is_same else [None] * len(targets)
    return tuple(places)


def _are_all_links(text: str, written: Sequence[str], targets: Sequence[str]) -> bool:
    """Say without a second look whether the addresses written in a text are those of its links."""
    return (
        len(written) == len(targets)
        and all(
            target.startswith(address) for address, target in zip(written, targets, strict=True)
        )
        and not NOT_PLAIN.search(text)
    )


def _with_marks(text: str) -> tuple[str, Sequence[str]]:
    """Return a text with a mark in place of each address that it may have, and the marks."""
    marks: list[str] = []

    def mark(match: re.Match[str]) -> str:
        marks.append(f"address-{len(marks)}")
        return match["before"] + marks[-1]

    return ADDRESS.sub(mark, text), marks


def _targets(text: Token) -> Sequence[str]:
    """Return where the links and images of a text lead, in the order of a page's `links`."""
    opened: list[str] = []
    targets: list[str] = []
    for token in text.children or ():
        if token.type == "link_open":
            opened.append(str(token.attrs["href"]))
        elif token.type == "link_close":
            targets.append(opened.pop())
        elif token.type == "image":
            targets.append(str(token.attrs["src"]))
    return targets
