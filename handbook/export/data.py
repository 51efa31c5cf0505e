"""`questions.json`: everything the book knows, for programs, and the JSON Schema it follows."""

import json
from collections.abc import Iterable
from pathlib import PurePosixPath

from pydantic.json_schema import GenerateJsonSchema

from handbook.addresses import PREFIX
from handbook.export.edition import Edition
from handbook.export.markdown import (
    on_site,
    relinked,
    require_readable,
    sections_of,
    with_anchor,
)
from handbook.export.plain import plain_url
from handbook.export.records import (
    EditionRecord,
    InBothLanguages,
    LinkRecord,
    PageRecord,
    PageRecords,
    QuestionRecord,
    Questions,
    SourceRecord,
    TagRecord,
    TopicRecord,
)
from handbook.links import target_of
from handbook.model import (
    LOCALES,
    Bilingual,
    Library,
    Link,
    Locale,
    Page,
    Question,
    SectionKind,
    Source,
    Tag,
    Topic,
)
from handbook.relate import Relations

DATA = "questions.json"
SCHEMA = "questions.schema.json"

LICENSE = "https://creativecommons.org/licenses/by/4.0/"
"""That of text and figures, as the file LICENSE says."""


def schema_json() -> str:
    """Return the text of the JSON Schema that `questions.json` follows."""
    schema = Questions.model_json_schema(mode="serialization")
    dialect = {"$schema": GenerateJsonSchema.schema_dialect}
    return json.dumps(dialect | schema, ensure_ascii=False, indent=2) + "\n"


def questions_json(library: Library, edition: Edition) -> str:
    """Return the text of `questions.json`.

    Args:
        library: what is in it.
        edition: what it says of itself, and where the pages are.

    Raises:
        ContentError: a page has something that the file cannot carry.
    """
    require_readable(library)
    return _Maker(library, edition).all().model_dump_json(by_alias=True, indent=2) + "\n"


class _Maker:
    """Makes the records of an edition of the library."""

    def __init__(self, library: Library, edition: Edition) -> None:
        self._library = library
        self._edition = edition
        self._relations = Relations(library)
        self._ids = {PurePosixPath(page.path): page.id for page in library.pages}

    def all(self) -> Questions:
        """Return everything."""
        library, site_url = self._library, self._edition.site_url
        return Questions(
            schema_url=site_url + SCHEMA,
            edition=EditionRecord(
                version=self._edition.version,
                date=self._edition.date,
                url=site_url,
                license=LICENSE,
            ),
            topics=tuple(map(self._topic, library.topics)),
            tags=tuple(map(self._tag, library.tags)),
            sources=tuple(map(self._source, library.sources)),
            questions=tuple(
                self._answered(question) if question.is_answered else self._unanswered(question)
                for topic in library.topics
                for question in library.registered_in(topic.id)
            ),
        )

    def _topic(self, topic: Topic) -> TopicRecord:
        return TopicRecord(
            id=topic.id,
            title=_both(topic.title),
            description=_both(topic.description),
            url=self._urls(f"{topic.id}/"),
        )

    def _tag(self, tag: Tag) -> TagRecord:
        return TagRecord(
            id=tag.id,
            label=_both(tag.label),
            definition=_both(tag.definition),
            url=self._urls(f"tags/{tag.id}/"),
        )

    def _source(self, source: Source) -> SourceRecord:
        return SourceRecord(
            id=source.id,
            title=_both(source.title),
            items=source.items,
            url=self._urls(f"lists/{source.id}/"),
        )

    def _urls(self, path: str) -> InBothLanguages:
        en, zh = (self._edition.site_url + PREFIX[locale] + path for locale in LOCALES)
        return InBothLanguages(en=en, zh=zh)

    def _unanswered(self, question: Question) -> QuestionRecord:
        return QuestionRecord(
            id=question.id,
            topic=question.topic,
            answered=False,
            sources=question.registration.sources,
            languages=self._pages(question),
        )

    def _answered(self, question: Question) -> QuestionRecord:
        front_matter = question.any_page.front_matter
        return QuestionRecord(
            id=question.id,
            topic=question.topic,
            answered=True,
            level=question.level,
            tags=question.tags,
            sources=question.registration.sources,
            checked=front_matter.checked,
            review_by=front_matter.review_by,
            languages=self._pages(question),
            follow_ups=_ids(self._relations.follow_ups(question)),
            asked_after=_ids(self._relations.asked_after(question)),
            related=_ids(self._relations.related(question)),
        )

    def _pages(self, question: Question) -> PageRecords:
        return PageRecords(en=self._page(question, "en"), zh=self._page(question, "zh"))

    def _page(self, question: Question, locale: Locale) -> PageRecord:
        page = question.pages.get(locale)
        if page is None:
            return PageRecord(title=question.title(locale))
        return PageRecord(
            title=page.title,
            url=self._edition.url(question, locale),
            markdown_url=plain_url(question, locale, self._edition),
            aliases=page.front_matter.aliases,
            sections=sections_of(page, relinked(page, self._url)),
            links=tuple(
                self._link(page, section.kind, link)
                for link in page.links
                if (section := page.section_at(link.line)) and section.kind and not link.is_image
            ),
        )

    def _link(self, page: Page, section: SectionKind, link: Link) -> LinkRecord:
        target = target_of(page, link)
        if target is None:
            return LinkRecord(text=link.text, section=section, url=link.target)
        question = self._ids.get(target.path)
        return LinkRecord(
            text=link.text,
            section=section,
            url=with_anchor(self._url(target.path), target.anchor),
            question=question,
            anchor=SectionKind(target.anchor) if question and target.anchor else None,
        )

    def _url(self, path: PurePosixPath) -> str:
        return self._edition.site_url + on_site(path)


def _both(text: Bilingual) -> InBothLanguages:
    return InBothLanguages(en=text.en, zh=text.zh)


def _ids(questions: Iterable[Question]) -> tuple[str, ...]:
    return tuple(question.id for question in questions)
