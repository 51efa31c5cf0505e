"""The library and what it is made of.

`handbook.load` makes these objects from `docs/` and `data/`; site, checks and books read them.
Nothing here touches a file.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from math import ceil
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Locale = Literal["en", "zh"]
LOCALES: tuple[Locale, ...] = ("en", "zh")

LANGUAGE_TAG: Mapping[Locale, str] = {"en": "en", "zh": "zh-Hans"}
"""BCP 47 tag of each locale, as `lang` and `hreflang` say it."""

READING_RATE: Mapping[Locale, int] = {"en": 220, "zh": 350}
"""Words a minute, in Chinese characters: slow enough for formulas and code to be followed."""

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SOURCE_ITEM = r"^[a-z0-9]+(-[a-z0-9]+)*#[1-9][0-9]*$"

Slug = Annotated[str, Field(pattern=SLUG)]
SourceItem = Annotated[str, Field(pattern=SOURCE_ITEM)]
Text = Annotated[str, Field(min_length=1)]


class Level(StrEnum):
    """How much an interviewer expects the candidate to know before asking."""

    BASIC = "basic"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class SectionKind(StrEnum):
    """The sections of a page, in their order; the value is the anchor in both languages."""

    SHORT_ANSWER = "short-answer"
    EXPLANATION = "explanation"
    WORKED_EXAMPLE = "worked-example"
    COMMON_MISTAKES = "common-mistakes"
    FOLLOW_UP_QUESTIONS = "follow-up-questions"
    REFERENCES = "references"


SECTION_TITLES: Mapping[Locale, Mapping[SectionKind, str]] = {
    "en": {
        SectionKind.SHORT_ANSWER: "Short answer",
        SectionKind.EXPLANATION: "Explanation",
        SectionKind.WORKED_EXAMPLE: "Worked example",
        SectionKind.COMMON_MISTAKES: "Common mistakes",
        SectionKind.FOLLOW_UP_QUESTIONS: "Follow-up questions",
        SectionKind.REFERENCES: "References",
    },
    "zh": {
        SectionKind.SHORT_ANSWER: "简短回答",
        SectionKind.EXPLANATION: "详细解释",
        SectionKind.WORKED_EXAMPLE: "动手验证",
        SectionKind.COMMON_MISTAKES: "常见误区",
        SectionKind.FOLLOW_UP_QUESTIONS: "追问",
        SectionKind.REFERENCES: "参考资料",
    },
}

ANCHOR_OF_TITLE: Mapping[str, SectionKind] = {
    title: kind for titles in SECTION_TITLES.values() for kind, title in titles.items()
}


class Strict(BaseModel):
    """A record that refuses keys it does not know."""

    # The text under each key is its description in the JSON Schemas that editors show.
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Bilingual(Strict):
    """A text in both languages."""

    en: Text
    zh: Text

    def __getitem__(self, locale: Locale) -> str:
        return self.en if locale == "en" else self.zh


class Topic(Strict):
    """A chapter of the book."""

    id: Slug
    """The permanent id: folder and address."""

    title: Bilingual
    """What the topic is called."""

    description: Bilingual
    """What it is about, in a sentence."""


class Tag(Strict):
    """A word of the controlled vocabulary."""

    id: Slug
    """The permanent id: what pages write, and the tag's address."""

    label: Bilingual
    """What readers see."""

    definition: Bilingual
    """Which questions carry the tag, in a sentence."""


class Source(Strict):
    """A public list of interview questions that the book covers."""

    id: Slug
    """The permanent id: address, and what stands before the '#' in an item."""

    title: Bilingual
    """What the list is called."""

    items: Annotated[int, Field(ge=1, le=1000)]
    """How many questions it has."""

    complete: bool = False
    """Whether every item has its answer: from then on, one without is an error."""


class Term(Strict):
    """A word of the trade, as the pages use it."""

    id: Slug
    """Its anchor on the page of the glossary."""

    term: Bilingual
    """The word in both languages."""

    definition: Bilingual
    """What it means, in a line."""

    question: Slug
    """The id of the question that explains it best."""


class Stage(Strict):
    """A part of a learning path that is read in one go."""

    title: Bilingual
    """What it is about, or when to read it."""

    questions: Annotated[tuple[Slug, ...], Field(min_length=1)]
    """The ids of its questions, in the order to read them."""


class LearningPath(Strict):
    """A choice of questions in the order to read them, for a role or for the time there is."""

    id: Slug
    """The permanent id: address, and what study mode keeps."""

    kind: Literal["role", "time"]
    """What it is made for."""

    title: Bilingual
    """What the path is called."""

    description: Bilingual
    """Whom it is for and what it leaves out, in a sentence or two."""

    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]
    """Its parts, in the order to read them."""

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of all its questions, in the order to read them."""
        return tuple(question for stage in self.stages for question in stage.questions)


class Registration(Strict):
    """A question's entry in the register of permanent ids."""

    id: Slug
    """The permanent id: file name, address, flashcard and scheduler key."""

    topic: Slug
    """The id of the topic its pages live under."""

    title: Bilingual
    """What the question is called while it has no page, and on lists."""

    sources: tuple[SourceItem, ...] = ()
    """The items of the question lists that it answers, as 'list#number'."""

    worked_example: bool = False
    """Whether its page owes a 'Worked example' section."""

    formerly: tuple[Slug, ...] = ()
    """Ids of topics it lived under before; each old address redirects."""


class FrontMatter(Strict):
    """The front matter of a question page."""

    tags: Annotated[tuple[Slug, ...], Field(min_length=2, max_length=5)]
    """Two to five ids of data/tags.yml, the same in both languages."""

    level: Level
    """How much an interviewer expects the candidate to know before asking."""

    sources: tuple[SourceItem, ...] = ()
    """The items of the question lists that the page answers, as in data/questions.yml."""

    aliases: tuple[Text, ...] = ()
    """Other ways people ask for it, in the page's language; search finds them."""

    checked: date
    """The day on which somebody last checked the page's facts."""

    review_by: date | None = None
    """When to check them again; only where facts move fast."""

    synced: Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")] | None = None
    """Written by `handbook sync`: which text of the other language this one was compared with."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as TeX, inline or displayed, with the line it starts on."""

    tex: str
    display: bool
    line: int


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """A fenced code block: its language, its text, and the line of its opening fence."""

    language: str
    code: str
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image: where it points as written, its text, and its line."""

    target: str
    text: str
    line: int
    is_image: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level from 1, its plain text and its line."""

    level: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of 'References': its Markdown, its links and its line."""

    markdown: str
    links: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a page.

    Attributes:
        kind: which of the six sections it is, None for a heading the format does not know.
        title: the heading as written.
        line: the heading's line in the file.
        text_line: the line that `markdown` starts on.
        markdown: the text below the heading, without blank lines around it.
    """

    kind: SectionKind | None
    title: str
    line: int
    text_line: int
    markdown: str


@dataclass(frozen=True, kw_only=True)
class Body:
    """What a page's body is made of, in the order of the page; lines are those of the file."""

    headings: tuple[Heading, ...]
    sections: tuple[Section, ...]
    formulas: tuple[Formula, ...]
    code_blocks: tuple[CodeBlock, ...]
    links: tuple[Link, ...]
    references: tuple[Reference, ...]
    words: int


@dataclass(frozen=True, kw_only=True)
class Page(Body):
    """One question in one language, as read from its file.

    `key_lines` gives the line of each front matter key. `body` is the text that follows the front
    matter, from `body_line` on, and `digest` identifies it.
    """

    path: Path
    locale: Locale
    topic: str
    id: str
    front_matter: FrontMatter
    key_lines: Mapping[str, int]
    body: str
    body_line: int
    digest: str

    @property
    def minutes(self) -> int:
        """How long reading the page takes, at least a minute."""
        return max(1, ceil(self.words / READING_RATE[self.locale]))

    @property
    def title(self) -> str:
        """The first-level heading."""
        return next((h.text for h in self.headings if h.level == 1), self.id)

    @cached_property
    def follow_up_links(self) -> tuple[Link, ...]:
        """The links of the section of follow-up questions."""
        kind = SectionKind.FOLLOW_UP_QUESTIONS
        sections = ((link, self.section_at(link.line)) for link in self.links)
        return tuple(link for link, section in sections if section and section.kind is kind)

    def section(self, kind: SectionKind) -> Section | None:
        """Return the section of that kind, if the page has it."""
        return next((s for s in self.sections if s.kind is kind), None)

    def section_at(self, line: int) -> Section | None:
        """Return the section that the given line of the file lies in."""
        return next((s for s in reversed(self.sections) if s.line <= line), None)


@dataclass(frozen=True)
class Question:
    """A question of the register with the pages that answer it, by locale."""

    registration: Registration
    pages: Mapping[Locale, Page]

    @property
    def id(self) -> str:
        """The permanent id."""
        return self.registration.id

    @property
    def topic(self) -> str:
        """The id of the question's topic."""
        return self.registration.topic

    @property
    def is_answered(self) -> bool:
        """Whether there is a page in any language."""
        return bool(self.pages)

    @property
    def address(self) -> str:
        """The permanent address below a language's root, `topic/id/`."""
        return f"{self.topic}/{self.id}/"

    @property
    def any_page(self) -> Page:
        """A page of an answered question; front matter is the same in both languages."""
        return next(self.pages[locale] for locale in LOCALES if locale in self.pages)

    @property
    def tags(self) -> tuple[str, ...]:
        """The ids of the question's tags."""
        return self.any_page.front_matter.tags

    @property
    def level(self) -> Level:
        """The question's level."""
        return self.any_page.front_matter.level

    @property
    def lists(self) -> tuple[str, ...]:
        """The ids of the question lists that it answers an item of, each once."""
        return tuple(dict.fromkeys(item.partition("#")[0] for item in self.registration.sources))

    def minutes(self, locale: Locale) -> int:
        """Return how long reading it takes, in the other language where it has only that."""
        return self.pages.get(locale, self.any_page).minutes

    def title(self, locale: Locale) -> str:
        """Return the title: the page's own in that language, else the register's."""
        page = self.pages.get(locale)
        return page.title if page else self.registration.title[locale]


MOST_LISTED = 1_000
"""Up to how many questions the question index lists; in a larger book, only those asked for."""

MOST_SIBLINGS = 40
"""How many questions of its topic the navigation of a page has."""


@dataclass(frozen=True)
class Library:
    """Everything the book knows, in the order of the register."""

    topics: tuple[Topic, ...]
    tags: tuple[Tag, ...]
    sources: tuple[Source, ...]
    questions: tuple[Question, ...]
    terms: tuple[Term, ...] = ()
    paths: tuple[LearningPath, ...] = ()

    @cached_property
    def _questions_by_id(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def _topics_by_id(self) -> Mapping[str, Topic]:
        return {topic.id: topic for topic in self.topics}

    @cached_property
    def _tags_by_id(self) -> Mapping[str, Tag]:
        return {tag.id: tag for tag in self.tags}

    @cached_property
    def _sources_by_id(self) -> Mapping[str, Source]:
        return {source.id: source for source in self.sources}

    @cached_property
    def _paths_by_id(self) -> Mapping[str, LearningPath]:
        return {path.id: path for path in self.paths}

    @cached_property
    def _registered_by_topic(self) -> Mapping[str, tuple[Question, ...]]:
        return _by_topic(self.questions)

    @cached_property
    def _answered_by_topic(self) -> Mapping[str, tuple[Question, ...]]:
        return _by_topic(self.answered)

    @cached_property
    def _places_in_topics(self) -> Mapping[str, int]:
        topics = self._answered_by_topic.values()
        return {question.id: n for topic in topics for n, question in enumerate(topic)}

    @cached_property
    def _neighbours(self) -> Mapping[str, tuple[Question | None, Question | None]]:
        neighbours = {}
        for siblings in self._answered_by_topic.values():
            around = (None, *siblings, None)
            for previous, question, following in zip(around, siblings, around[2:], strict=False):
                neighbours[question.id] = previous, following
        return neighbours

    @cached_property
    def _next_on_paths(self) -> Mapping[str, Sequence[tuple[LearningPath, Question | None]]]:
        found: dict[str, list[tuple[LearningPath, Question | None]]] = {}
        for path in self.paths:
            way = self.answered_of(dict.fromkeys(path.questions))
            for question, following in zip(way, (*way[1:], None), strict=True):
                found.setdefault(question.id, []).append((path, following))
        return found

    @cached_property
    def answered(self) -> tuple[Question, ...]:
        """The questions that have a page, in learning order."""
        return tuple(question for question in self.questions if question.is_answered)

    @cached_property
    def fits_a_page(self) -> bool:
        """Whether the answered questions are few enough for a page that lists them all."""
        return len(self.answered) <= MOST_LISTED

    @cached_property
    def tag_counts(self) -> Mapping[str, int]:
        """How many answered questions carry each tag."""
        return Counter(tag for question in self.answered for tag in question.tags)

    @cached_property
    def answers_by_item(self) -> Mapping[str, Question]:
        """The question that answers each list item, `<source>#<number>`."""
        return {item: q for q in self.questions for item in q.registration.sources}

    @property
    def pages(self) -> Iterator[Page]:
        """Every page in both languages."""
        for question in self.questions:
            yield from question.pages.values()

    @cached_property
    def edition(self) -> date:
        """The edition's date: the latest day on which any page was checked."""
        return max((page.front_matter.checked for page in self.pages), default=date(2026, 1, 1))

    def question(self, question_id: str) -> Question | None:
        """Return the question with that permanent id, if it is registered."""
        return self._questions_by_id.get(question_id)

    def topic(self, topic_id: str) -> Topic:
        """Return the topic with that id; KeyError if there is none."""
        return self._topics_by_id[topic_id]

    def tag(self, tag_id: str) -> Tag:
        """Return the tag with that id; KeyError if there is none."""
        return self._tags_by_id[tag_id]

    def path(self, path_id: str) -> LearningPath:
        """Return the learning path with that id; KeyError if there is none."""
        return self._paths_by_id[path_id]

    def answered_of(self, ids: Iterable[str]) -> tuple[Question, ...]:
        """Return the answered ones of the questions with those ids, in their order."""
        questions = (self._questions_by_id[question_id] for question_id in ids)
        return tuple(question for question in questions if question.is_answered)

    def source(self, source_id: str) -> Source:
        """Return the question list with that id; KeyError if there is none."""
        return self._sources_by_id[source_id]

    def answered_items(self, source: Source) -> int:
        """Return how many items of a question list have an answered question."""
        prefix = f"{source.id}#"
        return sum(
            item.startswith(prefix) and question.is_answered
            for item, question in self.answers_by_item.items()
        )

    def has_tag(self, tag_id: str) -> bool:
        """Say whether the vocabulary has that tag."""
        return tag_id in self._tags_by_id

    def registered_in(self, topic_id: str) -> tuple[Question, ...]:
        """Return the topic's questions, answered or not, in learning order."""
        return self._registered_by_topic.get(topic_id, ())

    def answered_in(self, topic_id: str) -> tuple[Question, ...]:
        """Return the topic's answered questions in learning order."""
        return self._answered_by_topic.get(topic_id, ())

    def nearest_in(self, topic_id: str, question: Question | None) -> tuple[Question, ...]:
        """Return the topic's answered questions, of very many those around one, else the first.

        A page that lists them does not grow with the book.
        """
        siblings = self.answered_in(topic_id)
        place = self._places_in_topics[question.id] if question else 0
        first = max(0, min(place - MOST_SIBLINGS // 2, len(siblings) - MOST_SIBLINGS))
        return siblings[first : first + MOST_SIBLINGS]

    def terms_of(self, topic_id: str) -> tuple[Term, ...]:
        """Return the glossary's terms that a question of the topic explains, in its order."""
        ids = {question.id for question in self.registered_in(topic_id)}
        return tuple(term for term in self.terms if term.question in ids)

    def answered_with(self, tag_id: str) -> tuple[Question, ...]:
        """Return the answered questions that carry the tag, in learning order."""
        return tuple(q for q in self.answered if tag_id in q.tags)

    def next_on_paths(self, question: Question) -> tuple[tuple[LearningPath, Question | None], ...]:
        """Return each learning path that has the question, with the answered one that comes next.

        That is None where the path ends.
        """
        return tuple(self._next_on_paths.get(question.id, ()))

    def neighbours(self, question: Question) -> tuple[Question | None, Question | None]:
        """Return the previous and the next answered question of the same topic."""
        return self._neighbours[question.id]


def _by_topic(questions: Iterable[Question]) -> Mapping[str, tuple[Question, ...]]:
    groups: dict[str, list[Question]] = {}
    for question in questions:
        groups.setdefault(question.topic, []).append(question)
    return {topic: tuple(group) for topic, group in groups.items()}
