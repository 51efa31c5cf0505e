"""Which questions belong together: follow-ups as written, and nearness by tags."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from heapq import merge
from itertools import chain, combinations, groupby, islice
from math import log

from handbook.links import target_of
from handbook.model import Library, Link, Page, Question

FOLLOW_UP_WEIGHT = 3.0
"""What a follow-up, in either direction, counts for: about one rare shared tag."""

Tags = tuple[str, ...]
"""Ids of tags, in alphabetical order."""


class Relations:
    """The relations between the answered questions of a library.

    They come from tags and links of both languages together, so that they are the same in each,
    and ties are broken by the order of the register, so that they are the same on every run.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._places = {question.id: n for n, question in enumerate(library.answered)}
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
        here = self._places[question.id]
        linked = {
            self._places[other.id]
            for other in chain(self._follow_ups[question.id], self._asked_after[question.id])
        }
        scores = {place: FOLLOW_UP_WEIGHT + self._shared_rarity(here, place) for place in linked}
        others = (
            (place, score)
            for score, place in self._by_shared_tags(question)
            if place != here and place not in linked
        )
        scores |= dict(islice(others, limit))
        nearest = sorted(scores, key=lambda place: (-scores[place], place))
        return [self._library.answered[place] for place in nearest[:limit]]

    def _by_shared_tags(self, question: Question) -> Iterator[tuple[float, int]]:
        """Yield how rare what others share with a question is, rarest first, and their places.

        Whoever shares more than some tags has come before with these, so that it takes no look at
        all questions, however many have a common tag.
        """
        rarities = {tags: self._rarity(tags) for tags in _choices(question.tags)}
        rare = sorted((tags for tags in rarities if rarities[tags] > 0), key=rarities.__getitem__)
        seen: set[int] = set()
        for rarity, equally_rare in groupby(reversed(rare), rarities.__getitem__):
            for place in merge(*(self._places_with[tags] for tags in equally_rare)):
                if place not in seen:
                    seen.add(place)
                    yield rarity, place

    @cached_property
    def _places_with(self) -> dict[Tags, list[int]]:
        """The places of the questions that have some tags, perhaps among others."""
        places: dict[Tags, list[int]] = {}
        for place, question in enumerate(self._library.answered):
            for tags in _choices(question.tags):
                places.setdefault(tags, []).append(place)
        return places

    def _shared_rarity(self, one: int, other: int) -> float:
        answered = self._library.answered
        return self._rarity(tuple(sorted({*answered[one].tags} & {*answered[other].tags})))

    def _rarity(self, tags: Tags) -> float:
        return sum(self._rarities[tag] for tag in tags)

    @cached_property
    def _rarities(self) -> dict[str, float]:
        counts = self._library.tag_counts
        return {tag: log(len(self._library.answered) / counts[tag]) for tag in counts}


def _choices(tags: Sequence[str]) -> Iterator[Tags]:
    """Yield every choice of one or more of some tags."""
    ordered = sorted(tags)
    return chain.from_iterable(combinations(ordered, n) for n in range(1, len(ordered) + 1))


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
        for link in page.follow_up_links:
            target = _question_at(library, page, link)
            if target and target.id != question.id:
                found.setdefault(target.id, target)
    return list(found.values())


def _question_at(library: Library, page: Page, link: Link) -> Question | None:
    target = target_of(page, link)
    question = library.question(target.path.stem) if target else None
    return question if question and question.is_answered else None
