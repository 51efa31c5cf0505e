"""`llms.txt` and `llms-full.txt`: the book for language models, as llmstxt.org proposes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from handbook.addresses import PREFIX
from handbook.check.prose import passages, sentences
from handbook.check.reading import read
from handbook.export.data import DATA, SCHEMA
from handbook.export.edition import Edition
from handbook.export.markdown import on_site, relinked, require_readable
from handbook.export.plain import plain_url
from handbook.export.selection import Wanted, chapters
from handbook.model import LOCALES, Bilingual, Library, Locale, Question, SectionKind

LLMS = "llms.txt"
LLMS_FULL = "llms-full.txt"

Words = Mapping[str, Bilingual]
"""What the site says, from `data/interface.yml`."""

OPTIONAL = "Optional"
"""The convention's own word, in any language, for what a program may leave out."""

MARKS = re.compile(r"[\\`*_\[\]<]")
"""What Markdown may take for its own in a text."""

STOP: Mapping[Locale, str] = {"en": ".", "zh": "。"}


def llms_txt(library: Library, words: Words, locale: Locale, edition: Edition) -> str:
    """Return the text of a language's `llms.txt`: a list of its pages, topic by topic.

    Args:
        library: what is listed.
        words: how the site says it.
        locale: the language.
        edition: where the pages are.
    """
    return "\n\n".join(_Book(library, words, locale, edition).listed()) + "\n"


def llms_full_txt(library: Library, words: Words, locale: Locale, edition: Edition) -> str:
    """Return the text of a language's `llms-full.txt`: all its pages, in the order of the book.

    Its links are absolute, and lead to the site.

    Args:
        library: what is in it.
        words: how the site says it.
        locale: the language.
        edition: where the pages are.

    Raises:
        ContentError: a page cannot be read elsewhere.
    """
    require_readable(library)
    return "\n\n".join(_Book(library, words, locale, edition).whole()) + "\n"


@dataclass(frozen=True)
class _Book:
    """The pages of a language."""

    library: Library
    words: Words
    locale: Locale
    edition: Edition

    def listed(self) -> Iterator[str]:
        """Yield the blocks of `llms.txt`."""
        yield from self._head()
        yield self._say("llms_guide")
        for chapter in chapters(self.library, self.locale, Wanted()):
            yield f"## {chapter.title}"
            yield "\n".join(map(self._entry, chapter.questions))
        yield f"## {OPTIONAL}"
        yield "\n".join(self._other_files())

    def whole(self) -> Iterator[str]:
        """Yield the blocks of `llms-full.txt`."""
        yield from self._head()
        for chapter in chapters(self.library, self.locale, Wanted()):
            for question in chapter.questions:
                body = relinked(question.pages[self.locale], self._url).strip("\n")
                title, _, text = body.partition("\n")
                yield title
                yield "\n".join(self._about(question, chapter.title))
                yield text.strip("\n")

    def _head(self) -> Iterator[str]:
        """Yield what both files begin with: what this is, how much, of when."""
        count = sum(self.locale in question.pages for question in self.library.answered)
        version, date = self.edition.version, self.edition.date
        yield f"# {self._say('site_name')}"
        yield f"> {self._say('llms_summary').format(count)}"
        state = self._say("edition_of").format(version=version, date=date)
        yield f"- {state}\n- {self._say('book_licence')}"

    def _entry(self, question: Question) -> str:
        title = _escaped(question.title(self.locale))
        link = f"[{title}]({plain_url(question, self.locale, self.edition)})"
        description = self._description(question)
        return f"- {link}: {description}" if description else f"- {link}"

    def _description(self, question: Question) -> str:
        """Return the first sentence of a short answer as Markdown; nothing if it has no text."""
        for passage in passages(read(question.registration, question.pages[self.locale])):
            if passage.section is SectionKind.SHORT_ANSWER and passage.element == "p":
                first = sentences(_escaped(passage.text), self.locale)[0].strip()
                # It may announce the formula below it.
                whole = first[:-1] + STOP[self.locale] if first.endswith((":", "：")) else first
                return passage.restored(whole)
        return ""

    def _other_files(self) -> Iterator[str]:
        """Yield a link to each other file for programs."""
        root, here = self.edition.site_url, PREFIX[self.locale]
        yield f"- [{LLMS_FULL}]({root}{here}{LLMS_FULL}): {self._say('llms_full')}"
        for other in LOCALES:
            if other != self.locale:
                name = self.words["site_name"][other]
                yield f"- [{name}]({root}{PREFIX[other]}{LLMS}): {self._say('llms_other')}"
        yield f"- [{DATA}]({root}{DATA}): {self._say('llms_data')}"
        yield f"- [{SCHEMA}]({root}{SCHEMA}): {self._say('llms_schema')}"

    def _about(self, question: Question, topic: str) -> Iterator[str]:
        """Yield what `llms-full.txt` says of a question below its title."""
        labels = (self.library.tag(tag).label[self.locale] for tag in question.tags)
        facts = {
            "address": self.edition.url(question, self.locale),
            "topic": topic,
            "level": self._say(question.level.value),
            "tags": self._say("list_separator").join(labels),
            "checked": str(question.any_page.front_matter.checked),
        }
        for key, value in facts.items():
            yield f"- {self._say(key)}{self._say('colon')}{value}"

    def _say(self, key: str) -> str:
        return self.words[key][self.locale]

    def _url(self, path: PurePosixPath) -> str:
        return self.edition.site_url + on_site(path)


def _escaped(text: str) -> str:
    return MARKS.sub(r"\\\g<0>", text)
