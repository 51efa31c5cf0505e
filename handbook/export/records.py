"""The format of `questions.json`: its records, and with them its JSON Schema.

The text under each key is its description in the schema. Programs of others read the file: a key
may be added, but none changes its meaning or goes.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import ConfigDict, Field

from handbook.model import Level, SectionKind, Slug, SourceItem, Strict


class Published(Strict):
    """A record of which every key is always there."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


class EditionRecord(Published):
    """An edition of the book."""

    version: str
    """The version of the book."""

    date: date
    """The day of the edition."""

    url: str
    """The root of the site that has the book, with a trailing slash."""

    license: str
    """The licence of the text and the figures, as an address."""


class InBothLanguages(Published):
    """A text or an address in each language."""

    en: str
    """In English."""

    zh: str
    """In Chinese, in simplified characters."""


class TopicRecord(Published):
    """A chapter of the book."""

    id: Slug
    """The permanent id."""

    title: InBothLanguages
    """What the topic is called."""

    description: InBothLanguages
    """What it is about, in a sentence."""

    url: InBothLanguages
    """The address of its page."""


class TagRecord(Published):
    """A word that questions are marked with."""

    id: Slug
    """The permanent id."""

    label: InBothLanguages
    """What readers see."""

    definition: InBothLanguages
    """Which questions carry the tag, in a sentence."""

    url: InBothLanguages
    """The address of its page."""


class SourceRecord(Published):
    """A public list of interview questions that the book covers."""

    id: Slug
    """The permanent id; an item of the list is 'id#number', counted from 1."""

    title: InBothLanguages
    """What the list is called."""

    items: int
    """How many questions it has."""

    url: InBothLanguages
    """The address of its page."""


class LinkRecord(Published):
    """A link in the text of a page."""

    text: str
    """The text of the link, formulas as TeX."""

    section: SectionKind
    """The section that it stands in."""

    url: str
    """The address that it leads to."""

    question: Slug | None = None
    """The id of the question that it leads to; null if it leads elsewhere."""

    anchor: SectionKind | None = None
    """The section of that question that it leads to; null if it leads to the question as such."""


class PageRecord(Published):
    """A question in one language."""

    title: str
    """The question itself."""

    url: str | None = None
    """The permanent address of its page; null if it has none in this language yet."""

    markdown_url: str | None = None
    """The address of the page as plain Markdown; null if there is no page yet."""

    aliases: tuple[str, ...] = ()
    """Other ways people ask for it."""

    sections: Mapping[SectionKind, str] = {}
    """The answer as Markdown by section, in the order of the page; without a page there is none.

    CommonMark with tables, alerts ('> [!NOTE]'), inline formulas between '$`' and '`$', displayed
    ones in blocks of the language 'math', all in TeX. Addresses of links and images are absolute.
    """

    links: tuple[LinkRecord, ...] = ()
    """The links of the text, in its order."""


class PageRecords(Published):
    """A question in each language."""

    en: PageRecord
    """In English."""

    zh: PageRecord
    """In Chinese, in simplified characters."""


class QuestionRecord(Published):
    """A question, answered or not."""

    id: Slug
    """The permanent id."""

    topic: Slug
    """The id of its topic."""

    answered: bool
    """Whether it has a page in any language."""

    level: Level | None = None
    """How much an interviewer expects the candidate to know; null while it is unanswered."""

    tags: tuple[Slug, ...] = ()
    """The ids of its tags; none while it is unanswered."""

    sources: tuple[SourceItem, ...]
    """The items of the question lists that it answers, as 'list#number'."""

    checked: date | None = None
    """The day on which its facts were last checked; null while it is unanswered."""

    review_by: date | None = None
    """When they are to be checked again; null unless they move fast."""

    languages: PageRecords
    """The question and its answer in each language."""

    follow_ups: tuple[Slug, ...] = ()
    """The ids of the questions that its section 'follow-up-questions' leads to."""

    asked_after: tuple[Slug, ...] = ()
    """The ids of the questions that name it as a follow-up."""

    related: tuple[Slug, ...] = ()
    """The ids of the questions nearest to it by tags and follow-ups, nearest first."""


class Questions(Published):
    """The questions of the LLM Interview Handbook with their answers in English and Chinese."""

    schema_url: Annotated[str, Field(serialization_alias="$schema")]
    """The address of the JSON Schema that this file follows."""

    edition: EditionRecord
    """Which state of the book this is."""

    topics: tuple[TopicRecord, ...]
    """The topics, in the order of the book."""

    tags: tuple[TagRecord, ...]
    """The tags."""

    sources: tuple[SourceRecord, ...]
    """The public question lists that the book covers."""

    questions: tuple[QuestionRecord, ...]
    """The questions, topic by topic, in learning order."""
