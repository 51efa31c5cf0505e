"""The questions that a book has, chapter by chapter."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from handbook.model import Bilingual, Level, Library, Locale, Question, Source, Topic


@dataclass(frozen=True)
class Chapter:
    """Questions that stand together, in their order.

    Attributes:
        title: what the chapter is called, in the book's language.
        topic: the topic whose introduction opens it, None for a question list.
        questions: at least one, each with a page in the book's language.
    """

    title: str
    topic: Topic | None
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Wanted:
    """What a reader wants in a book; what is not named is not narrowed down.

    Attributes:
        ids: questions, as ids; None for all.
        tags: a question carries all of them.
        levels: a question has one of them.
        locales: a question has a page in each of them.
        source: the question list that the book follows, in the list's order.
    """

    ids: Collection[str] | None = None
    tags: Collection[str] = ()
    levels: Collection[Level] = ()
    locales: Collection[Locale] = ()
    source: Source | None = None

    def has(self, question: Question) -> bool:
        """Say whether the reader wants an answered question."""
        return (
            (self.ids is None or question.id in self.ids)
            and set(self.tags) <= set(question.tags)
            and (not self.levels or question.level in self.levels)
            and set(self.locales) <= set(question.pages)
        )


def chapters(library: Library, locale: Locale, wanted: Wanted) -> tuple[Chapter, ...]:
    """Return the chapters of a book: those of the topics, or the one of a question list.

    Questions without a page in the language are not in it, and empty chapters neither.
    """
    if wanted.source:
        title = wanted.source.title[locale]
        found = [Chapter(title, None, _chosen(_listed(library, wanted.source), locale, wanted))]
    else:
        found = [
            Chapter(
                topic.title[locale], topic, _chosen(library.answered_in(topic.id), locale, wanted)
            )
            for topic in library.topics
        ]
    return tuple(chapter for chapter in found if chapter.questions)


def choice_of(
    library: Library, words: Mapping[str, Bilingual], locale: Locale, wanted: Wanted
) -> str | None:
    """Return what a book has been narrowed down to, in a line for readers; None for all of it.

    Args:
        library: knows what tags and lists are called.
        words: knows what levels are called.
        locale: the reader's language.
        wanted: the reader's choice.
    """
    parts = [wanted.source.title[locale]] if wanted.source else []
    parts += [library.tag(tag).label[locale] for tag in wanted.tags]
    parts += [words[level.value][locale] for level in wanted.levels]
    if wanted.ids is not None:
        parts.append(words["selection"][locale])
    return " · ".join(parts) or None


def _listed(library: Library, source: Source) -> Iterable[Question]:
    """Yield the questions of a list in its order, each where it is asked first."""
    items = (f"{source.id}#{number}" for number in range(1, source.items + 1))
    asked = (library.answers_by_item[item] for item in items if item in library.answers_by_item)
    return {question.id: question for question in asked}.values()


def _chosen(questions: Iterable[Question], locale: Locale, wanted: Wanted) -> tuple[Question, ...]:
    return tuple(q for q in questions if locale in q.pages and wanted.has(q))
