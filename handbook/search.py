"""The search index: Pagefind's, with the words of Chinese text as browsers see them.

A reader's browser splits what is typed into words, and Pagefind splits what it indexes. For Chinese
the two disagree on words as common as 注意力, which is then not found. So the pages are split here,
by the ICU that browsers have, and Pagefind gets them in a language it knows no words of.
"""

import gzip
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from handbook.model import LANGUAGE_TAG, LOCALES, Library, Locale
from handbook.node import NODE

T = TypeVar("T")

BATCH = 200
"""How many pages are split into words at a time: a book of any size takes the memory of these."""

SEGMENTER = Path(__file__).with_name("segment.mjs")
TRADITIONAL = Path(__file__).with_name("traditional.mjs")

INDEXED = "data-pagefind-body"
"""The attribute of what a page has for the index; a page without it is left out."""

DRAWN = '<span class="katex-html"'
EXCLUDED = ".katex-mathml mrow, .headerlink"
"""KaTeX writes a formula three times; the index takes its TeX source only. What KaTeX draws has so
many elements that Pagefind would be slow to pass over them: they are taken out here."""

CHINESE = f'<html lang="{LANGUAGE_TAG["zh"]}"'
UNSPLIT = "cmn-hans"
"""Mandarin, in a tag that Pagefind does not take for Chinese."""

UNSPLIT_KEY, CHINESE_KEY = f'"{UNSPLIT}":', f'"{LANGUAGE_TAG["zh"].lower()}":'
"""How Pagefind's list of languages names them, where the browser looks for its own."""

SIGNATURE = b"pagefind_dcd"
"""What Pagefind's files begin with, once unpacked."""

TAG = re.compile(r"(<[^>]*>)")
SPAN = re.compile(r"<(/?)span\b[^>]*>")
LINK_TARGET = re.compile(r"(?<=\])\([^)\s]*\)")
HAN = re.compile(r"[\u3400-\u9fff]+")


Words = Mapping[str, object]
"""What a search makes of a reader's words, by what it is of them."""


class SearchError(Exception):
    """Pagefind or Node ended with an error; the message is theirs."""


def build_index(site: Path, words: Mapping[Locale, Words]) -> None:
    """Write the search index of the built site, one part a language, to `pagefind/` below it.

    Beside it stands `words.<language>.json`, with what a search makes of a reader's words.

    Args:
        site: the site, of which the pages are finished.
        words: what `all_words` returns of its library.

    Raises:
        SearchError: there is no index, and the message says why.
    """
    with TemporaryDirectory() as folder:
        for some in _batches(sorted(site.rglob("index.html"))):
            _copy_split(site, some, Path(folder))
        command = [sys.executable, "-m", "pagefind", "--quiet", "--site", folder]
        _run([*command, "--output-path", str(site / "pagefind"), "--exclude-selectors", EXCLUDED])
    entry = site / "pagefind" / "pagefind-entry.json"
    chinese_again = entry.read_text(encoding="utf-8").replace(UNSPLIT_KEY, CHINESE_KEY)
    entry.write_text(chinese_again, encoding="utf-8")
    for locale, found in words.items():
        served = {**found, "pages": _filters(site / "pagefind", locale)}
        text = json.dumps(served, ensure_ascii=False, separators=(",", ":"))
        (site / "pagefind" / f"words.{locale}.json").write_text(text, encoding="utf-8")


def searched(html: str) -> str:
    """Return what a search finds of a page: its language, and its answer without drawn formulas."""
    language, _, _ = html.partition("<head>")
    answer = html[html.rindex("<", 0, html.index(INDEXED)) :]
    parts, end = [language], 0
    while (start := answer.find(DRAWN, end)) >= 0:
        parts.append(answer[end:start])
        end = _end_of_span(answer, start)
    return "".join([*parts, answer[end:]])


def _end_of_span(html: str, start: int) -> int:
    """Return where the element that starts there ends, with those in it."""
    depth = 0
    for tag in SPAN.finditer(html, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return len(html)


def _copy_split(site: Path, files: Iterable[Path], folder: Path) -> None:
    """Write into a folder what Pagefind gets of some of the site's pages."""
    pages = {
        path.relative_to(site): searched(html)
        for path in files
        if INDEXED in (html := path.read_text(encoding="utf-8"))
    }
    for path, html in split_chinese(pages).items():
        copy = folder / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(html, encoding="utf-8")


def _filters(index: Path, locale: Locale) -> dict[str, object]:
    """Return each indexed page's labels for each filter, by the id that results have."""
    language = UNSPLIT if locale == "zh" else LANGUAGE_TAG[locale]
    return {
        path.stem: json.loads(gzip.decompress(path.read_bytes()).removeprefix(SIGNATURE))["filters"]
        for path in sorted((index / "fragment").glob(f"{language}_*"))
    }


def all_words(library: Library) -> dict[Locale, Words]:
    """Return what `words_of` does, for each language.

    Raises:
        SearchError: Node ended with an error.
    """
    return {locale: words_of(library, locale) for locale in LOCALES}


def words_of(library: Library, locale: Locale) -> Words:
    """Return the terms that a misspelt word is compared with, all words, and the characters.

    The words are those of the book; one that another begins with is left out, since a reader's
    word is looked for as a beginning. They stand here so that it need not be looked for in a page,
    which would be fetched for that. The characters are a table of what is written otherwise in
    Traditional Chinese, and occurs in the book.
    """
    pages = [page for page in library.pages if page.locale == locale]
    terms = {page.title for page in pages}
    terms |= {alias for page in pages for alias in page.front_matter.aliases}
    terms |= {tag.label[locale] for tag in library.tags}
    terms |= {term.term[locale] for term in library.terms}
    names = [page.id for page in pages] + [tag.id for tag in library.tags]
    short = "\n".join([*sorted(terms), *names])
    texts = [short, *(LINK_TARGET.sub("", page.body) for page in pages)]
    words: dict[str, object] = {"terms": sorted(terms), "words": _beginnings(texts)}
    if locale == "zh":
        words["simplified"] = json.loads(_run([str(NODE), str(TRADITIONAL)], "\n".join(texts)))
    else:
        words["simplified"] = {}
    return words


def _beginnings(texts: Iterable[str]) -> str:
    """Return the words of the texts in their order, without those that the next begins with."""
    split = {
        word
        for some in _batches(sorted({*texts}))
        for text in _words(some).values()
        for word in text.lower().split()
    }
    words = sorted(word for word in split if re.match(r"\w*[^\W\d_]", word))
    return " ".join(
        word for word, following in pairwise([*words, ""]) if not following.startswith(word)
    )


def split_chinese(pages: Mapping[Path, str]) -> dict[Path, str]:
    """Return the pages' HTML with spaces between the words of the Chinese ones' text."""
    chinese = {path: TAG.split(html) for path, html in pages.items() if CHINESE in html}
    texts = {text for parts in chinese.values() for text in HAN.findall(" ".join(parts[::2]))}
    words = _words(texts)
    for parts in chinese.values():
        parts[::2] = [HAN.sub(lambda run: f" {words[run[0]]} ", text) for text in parts[::2]]
    split = {path: "".join(parts) for path, parts in chinese.items()}
    return {
        path: split[path].replace(CHINESE, f'<html lang="{UNSPLIT}"') if path in split else html
        for path, html in pages.items()
    }


def _batches(things: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield all of some texts or pages, so many at a time as are held in memory."""
    return (things[start : start + BATCH] for start in range(0, len(things), BATCH))


def _words(texts: Iterable[str]) -> Mapping[str, str]:
    """Return the words of each text, with spaces between them."""
    ordered = sorted(texts)
    answer = _run([str(NODE), str(SEGMENTER)], json.dumps(ordered))
    return {text: " ".join(words) for text, words in zip(ordered, json.loads(answer), strict=True)}


def _run(command: list[str], text: str | None = None) -> str:
    result = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=False)
    if result.returncode != 0:
        raise SearchError(result.stderr.strip() or result.stdout.strip())
    return result.stdout
