"""`handbook new`: begin the pages of a question."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Generic, TypeVar

import typer

from handbook.cli.app import app
from handbook.cli.common import fail_on_errors, find_root
from handbook.load import load
from handbook.model import Bilingual, Locale, Registration
from handbook.new import (
    Draft,
    RefusedError,
    begin,
    check_id,
    check_level,
    check_tags,
    check_title,
    check_topic,
    pages_to_write,
)

T = TypeVar("T")

NEXT = """\
Next: replace every TODO. `handbook check {0}` says what is missing, `handbook serve {0}` shows it.
When both languages are there and agree: `handbook sync {0}`. Before the pull request:
`handbook record`, and `handbook check` once more."""


@dataclass(frozen=True)
class Answer(Generic[T]):
    """Something to know about the question: what asks for it, what was given, how it is read."""

    prompt: str
    given: str | None
    read: Callable[[str], T]

    def refusals(self) -> tuple[str, ...]:
        """Return what is wrong with what was given, line by line."""
        try:
            if self.given is not None:
                self.read(self.given)
        except RefusedError as error:
            return error.reasons
        return ()

    def value(self) -> T:
        """Return what was given, or ask until the answer can be read."""
        while self.given is None:
            try:
                return self.read(typer.prompt(self.prompt))
            except RefusedError as error:
                typer.echo(str(error), err=True)
        return self.read(self.given)


@app.command()
def new(  # noqa: PLR0913, PLR0917 -- its parameters are the command's options
    question_id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="The permanent id, such as kv-cache.")
    ] = None,
    topic: Annotated[str | None, typer.Option(help="The id of a new question's topic.")] = None,
    title_en: Annotated[str | None, typer.Option(help="The question in English.")] = None,
    title_zh: Annotated[str | None, typer.Option(help="The question in Chinese.")] = None,
    level: Annotated[str | None, typer.Option(help="basic, intermediate or advanced.")] = None,
    tags: Annotated[str | None, typer.Option(help="2 to 5 tags, separated by commas.")] = None,
    only: Annotated[Locale | None, typer.Option(help="Write one language's page.")] = None,
) -> None:
    """Begin a question's pages, with a hint in every section; ask for what is not given.

    The register knows the topic and the titles of the questions that are still to be answered; a
    new id is added to it.
    """
    loaded = load(find_root())
    fail_on_errors(p for p in loaded.problems if p.path.parts[0] == "data")
    library = loaded.library
    topics = ", ".join(each.id for each in library.topics)
    ids = Answer(
        "Id (lower-case words joined by hyphens)",
        question_id,
        lambda text: check_id(loaded, text, only),
    )
    topic_ids = Answer(f"Topic ({topics})", topic, lambda text: check_topic(library, text))
    english = Answer("The question in English", title_en, check_title)
    chinese = Answer("The question in Chinese", title_zh, check_title)
    levels = Answer("Level (basic, intermediate or advanced)", level, check_level)
    tag_lists = Answer(
        "Tags (2 to 5, separated by commas)", tags, lambda text: check_tags(library, text)
    )
    answers = (ids, topic_ids, english, chinese, levels, tag_lists)
    _refuse(reason for answer in answers for reason in answer.refusals())

    name = ids.value()
    question = library.question(name)
    if question and topic not in (None, question.topic):
        _refuse([f"'{name}' belongs to the topic '{question.topic}'; drop --topic"])
    known = question.registration if question else None
    twin = question.any_page.front_matter if question and question.is_answered else None
    draft = Draft(
        registration=Registration(
            id=name,
            topic=known.topic if known else topic_ids.value(),
            title=Bilingual(
                en=known.title.en if known and not title_en else english.value(),
                zh=known.title.zh if known and not title_zh else chinese.value(),
            ),
            sources=known.sources if known else (),
        ),
        is_registered=known is not None,
        locales=(only,) if only else pages_to_write(loaded, name),
        level=twin.level if twin and not level else levels.value(),
        tags=twin.tags if twin and not tags else tag_lists.value(),
        checked=twin.checked if twin else date.today(),
        review_by=twin.review_by if twin else None,
    )
    for path in begin(loaded.root, draft):
        typer.echo(f"{path.as_posix()} written")
    typer.echo(NEXT.format(name))


def _refuse(reasons: Iterable[str]) -> None:
    """Print the reasons and end the command, if there are any."""
    listed = list(reasons)
    for reason in listed:
        typer.echo(reason, err=True)
    if listed:
        raise typer.Exit(1)
