"""What readers practice with: the questions of a language as cards, for scripts in the browser."""

from typing import TypedDict

from handbook.model import Library, Locale
from handbook.relate import Relations


class Card(TypedDict):
    """A question as study mode and the mock interview know it; its answer stands on its page.

    Attributes:
        id: the permanent id, under which a reader's progress is kept.
        title: the question itself.
        address: where its page is, below the language's root.
        topic: the id of its topic.
        level: how much an interviewer expects the candidate to know.
        tags: the ids of its tags.
        lists: the ids of the question lists that ask it.
        paths: the ids of the learning paths that lead over it.
        follow_ups: the ids of the cards that are asked next.
    """

    id: str
    title: str
    address: str
    topic: str
    level: str
    tags: list[str]
    lists: list[str]
    paths: list[str]
    follow_ups: list[str]


def cards(library: Library, relations: Relations, locale: Locale) -> list[Card]:
    """Return a card for each question with a page in the language, in learning order."""
    answered = [question for question in library.answered if locale in question.pages]
    known = {question.id for question in answered}
    ways = {path.id: set(path.questions) for path in library.paths}
    return [
        Card(
            id=question.id,
            title=question.title(locale),
            address=question.address,
            topic=question.topic,
            level=question.level.value,
            tags=list(question.tags),
            lists=sorted(question.lists),
            paths=[path for path, ids in ways.items() if question.id in ids],
            follow_ups=[each.id for each in relations.follow_ups(question) if each.id in known],
        )
        for question in answered
    ]
