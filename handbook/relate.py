"""Which questions belong together: follow-ups as written, and nearness by tags."""

from collections.abc import Sequence
from math import log

from handbook.links import target_of
from handbook.model import Library, Link, Page, Question, SectionKind

FOLLOW_UP_WEIGHT = 3.0
"""What a follow-up, in either direction, counts for: about one rare shared tag."""


class Relations:
    """The relations between the answered questions of a library.

    They come from tags and links of both languages together, so that they are the same in each,
    and ties are broken by the order of the register, so that they are the same on every run.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._follow_ups = {q.id: _follow_ups(library, q) for q in library.answered}
        self._asked_after: dict[str, list[Question]] = {q.id: [] for q in library.answered}
        for question in library.answered:
            for follow_up in self._follow_ups[question.id]:
                self._asked_after[follow_up.id].append(question)

    def follow_ups(self, question: Question) -> Sequence[Question]:
        """Return the questions that this one's follow-up section links to, as it orders them."""
        return self._follow_ups[question.id]

    def asked_after(self, question: Question) -> Sequence[Question]:
        """Return the questions that name this one as a follow-up, in learning order."""
        return self._asked_after[question.id]

    def related(self, question: Question, limit: int = 6) -> Sequence[Question]:
        """Return the questions nearest to this one, nearest first, at most `limit`."""
        others = [q for q in self._library.answered if q.id != question.id]
        scored = [(self._nearness(question, other), other) for other in others]
        near = [(score, other) for score, other in scored if score > 0]
        near.sort(key=lambda pair: -pair[0])
        return [other for _, other in near[:limit]]

    def _nearness(self, one: Question, other: Question) -> float:
        shared = set(one.tags) & set(other.tags)
        rarity = sum(self._rarity(tag) for tag in sorted(shared))
        linked = other in self._follow_ups[one.id] or one in self._follow_ups[other.id]
        return rarity + FOLLOW_UP_WEIGHT * linked

    def _rarity(self, tag: str) -> float:
        return log(len(self._library.answered) / self._library.tag_counts[tag])


def related_tags(library: Library, tag_id: str, limit: int = 8) -> Sequence[str]:
    """Return the tags that go with this one most often, by shared questions."""
    counts: dict[str, int] = {}
    for question in library.answered_with(tag_id):
        for other in question.tags:
            if other != tag_id:
                counts[other] = counts.get(other, 0) + 1
    order = [tag.id for tag in library.tags]
    return sorted(counts, key=lambda other: (-counts[other], order.index(other)))[:limit]


def _follow_ups(library: Library, question: Question) -> list[Question]:
    found: dict[str, Question] = {}
    for page in question.pages.values():
        for link in page.links:
            target = _question_at(library, page, link)
            if target and target.id != question.id and _is_follow_up(page, link):
                found.setdefault(target.id, target)
    return list(found.values())


def _is_follow_up(page: Page, link: Link) -> bool:
    section = page.section_at(link.line)
    return section is not None and section.kind is SectionKind.FOLLOW_UP_QUESTIONS


def _question_at(library: Library, page: Page, link: Link) -> Question | None:
    target = target_of(page, link)
    question = library.question(target.path.stem) if target else None
    return question if question and question.is_answered else None
