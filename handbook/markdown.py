"""The page format in Python-Markdown: one extension for the site, and a parser for the checks.

What it turns on is what the format has, and what brings Python-Markdown nearer to CommonMark, which
GitHub, the checks and the books read the same pages as.
"""

import re
import secrets
import string
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify_unicode
from markdown.inlinepatterns import InlineProcessor, ReferenceInlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import InlineProcessor as InlineTreeprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, code_escape
from markdown_katex.extension import KatexExtension
from pymdownx.superfences import SuperFencesException

from handbook.harmless import HarmlessAttributes
from handbook.load.body import INLINE_MATH
from handbook.math import FormulaError, KatexDiedError, shared_katex
from handbook.model import ANCHOR_OF_TITLE, Locale

Render = Callable[[str, bool], str]
"""Turns TeX into HTML; the second argument says whether the formula is displayed."""


class Alert(NamedTuple):
    """A GitHub alert: the admonition that Material draws for it, and its title."""

    admonition: str
    title: Mapping[Locale, str]


ALERTS: Mapping[str, Alert] = {
    "note": Alert("note", {"en": "Note", "zh": "说明"}),
    "tip": Alert("tip", {"en": "Tip", "zh": "提示"}),
    "important": Alert("info", {"en": "Important", "zh": "重要"}),
    "warning": Alert("warning", {"en": "Warning", "zh": "警告"}),
    "caution": Alert("danger", {"en": "Caution", "zh": "注意"}),
}

PERMALINK_TITLE: Mapping[Locale, str] = {
    "en": "Link to this section",
    "zh": "本节的链接",
}

ESCAPED = r"\\."
CODE_SPAN = r"(?P<fence>`+)(?!`)(?P<code>.+?)(?<!`)(?P=fence)(?!`)"
LONE_BACKTICKS = r"`+"


def anchor(title: str, separator: str) -> str:
    """Return a heading's anchor: the same in both languages for the sections of a page."""
    return ANCHOR_OF_TITLE.get(title) or slugify_unicode(title, separator)


class CodeOrFormula(InlineProcessor):
    """Reads code spans and formulas, whichever starts first.

    One pattern for both, since a code span may show a formula's syntax. It also matches what can
    start neither, escaped characters and backticks without a partner, to step over them.

    Args:
        formula: stores an inline formula and returns what stands for it.
    """

    def __init__(self, formula: Callable[[str], str]) -> None:
        patterns = (ESCAPED, INLINE_MATH.pattern, CODE_SPAN, LONE_BACKTICKS)
        super().__init__("|".join(patterns))
        self._formula = formula

    def handleMatch(  # type: ignore[override] # noqa: N802
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element | str | None, int | None, int | None]:
        """Return the element for a match and where the match starts and ends, or Nones."""
        if m["tex"]:
            return self._formula(m["tex"].strip()), m.start(), m.end()
        if m["code"]:
            code = Element("code")
            code.text = AtomicString(code_escape(m["code"].strip()))
            return code, m.start(), m.end()
        return None, None, None


class MathExtension(KatexExtension):  # type: ignore[misc] # markdown-katex has no types
    """markdown-katex with its slow and fragile parts replaced.

    It keeps a page's formulas and puts them in after Python-Markdown has done its work, as ever.
    Finding them is up to Python-Markdown's own parsers, which know code from text; rendering them
    is up to `render`; and they are put in all at once, by markers that no page can guess.
    """

    def __init__(self, render: Render) -> None:
        # Not KatexExtension's own constructor: it runs KaTeX's command to learn its options.
        Extension.__init__(self)
        self.render = render
        self.options = {"insert_fonts_css": False}  # the site serves KaTeX's stylesheet itself
        self.math_html: dict[str, str] = {}
        self._tex: dict[str, str] = {}
        self._marker = f"tmp_inline_md_katex_{secrets.token_hex(8)}x"
        self._markers = re.compile(rf"{self._marker}\d+x")

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register with Python-Markdown."""
        super().extendMarkdown(md)
        md.preprocessors.deregister("katex_fenced_code_block")
        md.postprocessors.register(Formulas(self), "katex_fenced_code_block", 0)
        md.inlinePatterns.register(CodeOrFormula(self.inline), "backtick", 190)

    def reset(self) -> None:
        """Forget the formulas of the last page."""
        super().reset()
        self._tex.clear()

    def inline(self, tex: str) -> str:
        """Render an inline formula; return the marker that stands for it until the end."""
        marker = f"{self._marker}{len(self._tex)}x"
        self.math_html[marker] = self.render(tex, False)
        self._tex[marker] = tex
        return marker

    def with_html(self, text: str) -> str:
        """Return the text with the HTML of each formula in place of its marker."""
        return self._replaced(text, self.math_html)

    def with_tex(self, text: str) -> str:
        """Return the text with the TeX of each formula in place of its marker."""
        return self._replaced(text, self._tex)

    def _replaced(self, text: str, formulas: Mapping[str, str]) -> str:
        return self._markers.sub(lambda marker: formulas[marker[0]], text)

    def fence(self, source: str, *_: object, **__: object) -> str:
        """Render the formula of a fence, in a box of its own that the keyboard can scroll."""
        try:
            html = self.render(source.strip(), True)
        except (FormulaError, KatexDiedError) as error:
            # The only exception that superfences does not answer by showing the source as text.
            raise SuperFencesException(str(error)) from error
        return f'<div class="formula" tabindex="0">{html}</div>'


class Formulas(Postprocessor):
    """Puts the inline formulas in."""

    def __init__(self, math: MathExtension) -> None:
        super().__init__()
        self._math = math

    def run(self, text: str) -> str:
        """Return the page's HTML with its formulas."""
        return self._math.with_html(text)


class QuickInline(InlineTreeprocessor):
    """Python-Markdown's own, which tries a pattern only on a text that has it.

    Most texts have one pattern or none of the dozen, and to try one takes far longer than to look
    for it.
    """

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Change the texts below `tree`."""
        assert self.md is not None  # noqa: S101 -- for mypy
        patterns = [
            pattern
            for pattern in self.md.inlinePatterns
            # What refers to links defined elsewhere finds none where none are.
            if self.md.references or not isinstance(pattern, ReferenceInlineProcessor)
        ]
        self.inlinePatterns = patterns  # type: ignore[assignment] # a registry is a slow list
        self._searches = [pattern.getCompiledRegExp().search for pattern in patterns]
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        """Return a text with placeholders for what the patterns, from one on, find in it."""
        if isinstance(data, AtomicString):
            return data
        for index in range(patternIndex, len(self._searches)):
            matched, start = self._searches[index](data) is not None, 0
            while matched:
                data, matched, start = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined]
                    self.inlinePatterns[index], data, index, start
                )
        return data


class AlertTitles(Treeprocessor):
    """Gives alerts their title in the page's language and the class that Material draws."""

    def __init__(self, locale: Locale) -> None:
        super().__init__()
        self._locale = locale

    def run(self, root: Element) -> None:
        """Change the alerts below `root`."""
        for box in root.iter("div"):
            kind = box.get("class", "").removeprefix("admonition ")
            if kind in ALERTS:
                box.set("class", f"admonition {ALERTS[kind].admonition}")
                box[0].text = ALERTS[kind].title[self._locale]


class HandbookExtension(Extension):
    """Turns on the page format.

    Args:
        locale: the language of the page.
        render: turns TeX into HTML; KaTeX, if none is given.
    """

    def __init__(self, locale: Locale = "en", render: Render | None = None) -> None:
        super().__init__()
        self._locale = locale
        self._math = MathExtension(render or shared_katex().render)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register with Python-Markdown."""
        settings: dict[str, dict[str, Any]] = {
            "pymdownx.quotes": {"callouts": True},
            "pymdownx.superfences": {
                "relaxed_headers": True,  # CommonMark takes a fence with any info string as code
                "custom_fences": [{"name": "math", "class": "formula", "format": self._math.fence}],
            },
            "toc": {
                "slugify": anchor,
                "permalink": True,
                "permalink_title": PERMALINK_TITLE[self._locale],
            },
        }
        extensions = ["pymdownx.betterem", "pymdownx.highlight", "pymdownx.saneheaders"]
        extensions += ["sane_lists", "tables", *settings]
        md.registerExtensions([*extensions, self._math], settings)
        # Raw HTML is text: the checks refuse it, and a preview of unread pages runs no script.
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.ESCAPED_CHARS = list(string.punctuation)  # as CommonMark has it
        md.treeprocessors.register(QuickInline(md), "inline", 20)
        # After the quotes extension has made its boxes, at 19.99.
        md.treeprocessors.register(AlertTitles(self._locale), "alert_titles", 19.9)
        # Last, when every link is what the browser gets.
        harmless = HarmlessAttributes(self._math.with_tex)
        md.treeprocessors.register(harmless, "harmless_attributes", -10)


def site_markdown(locale: Locale, render: Render | None = None) -> Markdown:
    """Return the parser that the site uses; call its `reset` between pages.

    Args:
        locale: the language of the pages.
        render: turns TeX into HTML, in place of KaTeX.
    """
    return Markdown(extensions=[HandbookExtension(locale, render)])


def makeExtension(  # noqa: N802
    locale: Locale = "en", render: Render | None = None
) -> HandbookExtension:
    """Return the extension; Python-Markdown looks for this name."""
    return HandbookExtension(locale, render)
