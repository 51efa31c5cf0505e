"""A page as a sequence of blocks, once as CommonMark reads it, once as the site shows it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from markdown_it.token import Token

from handbook.check.syntax import ALERT, opening_text
from handbook.check.tags import TagReader
from handbook.load.body import plain_text, span
from handbook.markdown import ALERTS

TEX_ELEMENT = "handbook-tex"


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading, a cell, or the start of a list, an item, a table and so on.

    Attributes:
        kind: the name of its HTML element, or 'formula', or 'alert'.
        text: what it says, with its white space normalized.
        depth: how many lists and quotes it lies in.
        lines: the lines of the body it takes, counted from 0; only CommonMark tells.
    """

    kind: str
    text: str
    depth: int
    lines: range = field(default=range(0), compare=False)


def tex_element(tex: str, display: bool) -> str:  # noqa: ARG001 -- what `site_markdown` calls
    """Return what stands for a formula where only its TeX matters."""
    return f"<{TEX_ELEMENT}>{escape(tex)}</{TEX_ELEMENT}>"


def _normal(text: str) -> str:
    return " ".join(text.split())


def _normal_code(code: str) -> str:
    return "\n".join(line.rstrip() for line in code.strip("\n").split("\n"))


def commonmark_blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """Yield the blocks of a page as CommonMark, and so GitHub, reads them."""
    depth = 0
    kind = "p"
    lines = range(0)
    for place, token in enumerate(tokens):
        if token.map:
            lines = range(*span(token))
        if token.type in ("bullet_list_open", "ordered_list_open", "blockquote_open"):
            yield Block(*_container(tokens, place), depth=depth, lines=lines)
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close", "blockquote_close"):
            depth -= 1
        elif token.type in ("list_item_open", "table_open", "tr_open", "hr"):
            yield Block(token.tag, "", depth, lines)
        elif token.type in ("heading_open", "paragraph_open", "th_open", "td_open"):
            kind = token.tag
        elif token.type == "inline":
            text = _text(tokens, place)
            if text or kind != "p":
                yield Block(kind, text, depth, lines)
        elif token.type in ("fence", "code_block"):
            yield Block(*_code(token), depth=depth, lines=lines)


def _container(tokens: Sequence[Token], place: int) -> tuple[str, str]:
    """Return the kind of a list or a quote, and the number or the alert it starts with."""
    token = tokens[place]
    if token.type == "ordered_list_open":
        return "ol", str(token.attrGet("start") or 1)
    alert = ALERT.match(opening_text(tokens, place)) if token.type == "blockquote_open" else None
    return ("alert", ALERTS[alert["kind"].lower()].admonition) if alert else (token.tag, "")


def _text(tokens: Sequence[Token], place: int) -> str:
    """Return the text of a paragraph, a heading or a cell; of an alert's first, what is below."""
    children = tokens[place].children or []
    if tokens[place - 2].type == "blockquote_open" and ALERT.match(tokens[place].content):
        children = _after_first_line(children)
    return _normal("".join(_inline(children)))


def _code(token: Token) -> tuple[str, str]:
    if token.info.strip() == "math":
        return "formula", _normal(token.content)
    return "pre", _normal_code(token.content)


def _after_first_line(children: Sequence[Token]) -> list[Token]:
    breaks = [n for n, child in enumerate(children) if child.type in ("softbreak", "hardbreak")]
    return list(children[breaks[0] + 1 :]) if breaks else []


def _inline(children: Sequence[Token]) -> Iterator[str]:
    for child in children:
        match child.type:
            case "code_inline":
                yield f"`{child.content.strip()}`"
            case "math_inline":
                yield f"${child.content.strip()}$"
            case "softbreak" | "hardbreak":
                yield " "
            case "image":
                yield plain_text(child.children or ())
            case _:
                yield child.content


class SiteBlocks(TagReader):
    """Reads the blocks out of what Python-Markdown made of a page with `tex_element`."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._open: list[str] = []
        self._kind = "p"
        self._depth = 0
        self._text: list[str] = []
        self._code_starts = 0

    def handle_start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        classes = attributes.get("class", "").split()
        if tag in ("br", "img", "hr"):
            self._void(tag, attributes)
            return
        role = _role(tag, classes)
        self._open.append(role)
        if "skipped" in self._open:
            return
        match role:
            case "ul" | "ol" | "blockquote" | "alert":
                self._flush()
                start = {
                    "ol": attributes.get("start") or "1",
                    "alert": classes[-1] if classes else "",
                }
                self.blocks.append(Block(role, start.get(role, ""), self._depth))
                self._depth += 1
            case "li" | "table" | "tr":
                self._flush()
                self.blocks.append(Block(role, "", self._depth))
            case "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "th" | "td" | "pre" | "formula":
                self._flush()
                self._kind = role
            case "code" if self._kind != "pre":
                self._code_starts = len(self._text)
            case "tex" if self._kind != "formula":
                self._text.append("$")

    def handle_end(self) -> None:
        """End an element."""
        skipped = "skipped" in self._open
        role = self._open.pop() if self._open else ""
        if skipped:
            return
        match role:
            case "ul" | "ol" | "blockquote" | "alert":
                self._flush()
                self._depth -= 1
            case "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "th" | "td" | "pre" | "formula":
                self._flush()
            case "li" | "table" | "tr":
                self._flush()
            case "code" if self._kind != "pre":
                code = "".join(self._text[self._code_starts :]).strip()
                self._text[self._code_starts :] = [f"`{code}`"]
            case "tex" if self._kind != "formula":
                self._text.append("$")

    def handle_text(self, text: str) -> None:
        """Take up text."""
        if "skipped" not in self._open:
            self._text.append(text)

    def read(self, html: str) -> None:
        """Read a page, to the end of its last block."""
        super().read(html)
        self._flush()

    def _void(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "hr":
            self._flush()
            self.blocks.append(Block("hr", "", self._depth))
        else:
            self._text.append(" " if tag == "br" else attributes.get("alt", ""))

    def _flush(self) -> None:
        """End the block that the text so far belongs to."""
        kind, text = self._kind, "".join(self._text)
        text = _normal_code(text) if kind == "pre" else _normal(text)
        if text or kind != "p":
            self.blocks.append(Block(kind, text, self._depth))
        self._kind = "p"
        self._text = []


def _role(tag: str, classes: Sequence[str]) -> str:
    """Return what an element is on a page: its name, or what its class says."""
    if "headerlink" in classes or "admonition-title" in classes:
        return "skipped"
    if tag == "div" and "admonition" in classes:
        return "alert"
    if tag == "div" and "formula" in classes:
        return "formula"
    return "tex" if tag == TEX_ELEMENT else tag


def site_blocks(html: str) -> list[Block]:
    """Return the blocks of a page as the site shows them."""
    reader = SiteBlocks()
    reader.read(html)
    return reader.blocks
