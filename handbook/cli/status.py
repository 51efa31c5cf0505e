"""`handbook status`: how far the book is, topic by topic and question by question."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated

import typer

from handbook.check.reading import LANGUAGE
from handbook.cli.app import app
from handbook.cli.common import PARTS, count, find_root, find_scope
from handbook.load import load
from handbook.model import LOCALES, SECTION_TITLES, Question
from handbook.status import Stale, Status, statuses


@app.command()
def status(parts: Annotated[list[str] | None, PARTS] = None) -> None:
    """List each question's languages, comparison, dates and words, and each topic's coverage."""
    loaded = load(find_root())
    scope = find_scope(loaded, parts)
    questions = scope.questions if scope else loaded.library.questions
    answered = {s.question.id: s for s in statuses(loaded.root, questions)}
    today = date.today()
    for topic in loaded.library.topics:
        own = [question for question in questions if question.topic == topic.id]
        if own:
            done = sum(question.is_answered for question in own)
            typer.echo(f"{topic.id}: {done} of {count(len(own), 'question')} answered")
            for line in _lines(own, answered, today):
                typer.echo(f"  {line}")
    hidden = len({problem.path for problem in loaded.problems})
    if hidden:
        typer.echo(f"{count(hidden, 'file')} cannot be read; run `handbook check`")


def _lines(
    questions: Sequence[Question], answered: dict[str, Status], today: date
) -> Iterator[str]:
    """Yield a line a question, the ids in a column."""
    width = max(len(question.id) for question in questions)
    for question in questions:
        state = answered.get(question.id)
        text = _describe(state, today) if state else "not answered yet"
        yield f"{question.id:{width}}  {text}"


def _describe(state: Status, today: date) -> str:
    words = [
        f"{locale} {state.words[locale]:5,} words" if locale in state.words else f"no {locale} page"
        for locale in LOCALES
    ]
    age = (today - state.checked).days
    facts = [*words, f"checked {count(age, 'day')} ago"]
    if state.review_by:
        due = "was due" if state.review_by < today else "due"
        facts.append(f"review {due} {state.review_by}")
    if len(state.words) == len(LOCALES) and not state.is_compared:
        facts.append("never compared")
    facts += [_describe_stale(stale) for stale in state.stale]
    return "; ".join(facts)


def _describe_stale(stale: Stale) -> str:
    what = f"{LANGUAGE[stale.locale]} stale: {LANGUAGE[stale.since]} has changed"
    if stale.changed is None:
        return f"{what} since a version that Git does not have"
    sections = ", ".join(SECTION_TITLES["en"][kind] for kind in stale.changed)
    return f"{what} in {sections or 'its title'}"
