"""The files under `data/`: topics, tags, question lists, the register, the glossary."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from handbook.load.files import read_text
from handbook.load.records import Record, YamlReader, closest
from handbook.model import LearningPath, Registration, Source, Tag, Term, Topic
from handbook.problems import ContentError, Problem

Entry = TypeVar("Entry", Topic, Tag, Source, Registration, Term, LearningPath)

REGISTER = Path("data/questions.yml")
SOURCES = Path("data/sources.yml")
TAGS = Path("data/tags.yml")
TOPICS = Path("data/topics.yml")
GLOSSARY = Path("data/glossary.yml")
PATHS = Path("data/paths.yml")

MOST_ENTRIES = {
    TOPICS: 100,
    SOURCES: 100,
    TAGS: 500,
    REGISTER: 2_000,
    GLOSSARY: 2_000,
    PATHS: 100,
}
"""Several times what there are, and few enough to be compared with each other."""

DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{name}{n}" for name in ("com", "lpt") for n in range(10)),
}
"""Names that Windows gives to no file."""

RESERVED = frozenset({"index", *DEVICES})
"""What no id can be: a folder's own page is its index."""

RESERVED_TOPICS = RESERVED.union(
    ("404", "assets", "downloads", "en", "glossary", "interview", "lists", "pagefind"),
    ("paths", "questions", "search", "status", "study", "tags", "zh"),
)
"""What no topic's id can be: addresses of the site's own."""


@dataclass(frozen=True)
class Data:
    """The data files' records, each list in its own order.

    `complete` has the lines of the question lists of which every item must have an answer, by id.
    `is_whole` is False if some of it is wrong: then what is missing from it proves nothing.
    """

    topics: tuple[Topic, ...]
    tags: tuple[Tag, ...]
    sources: tuple[Source, ...]
    register: tuple[Registration, ...]
    terms: tuple[Term, ...]
    paths: tuple[LearningPath, ...]
    complete: Mapping[str, int]
    is_whole: bool


def load_data(root: Path) -> tuple[Data, list[Problem]]:
    """Read `data/` below `root`; return the records and what is wrong with them."""
    problems: list[Problem] = []
    topics = _table(root, TOPICS, Topic, problems)
    tags = _table(root, TAGS, Tag, problems)
    sources = _table(root, SOURCES, Source, problems)
    register = _table(root, REGISTER, Registration, problems)
    terms = _table(root, GLOSSARY, Term, problems)
    paths = _table(root, PATHS, LearningPath, problems)
    if not any(problem.path == REGISTER for problem in problems):
        questions = [record.value.id for record in register]
        problems += _wrong_questions(terms, questions)
        problems += _wrong_stages(paths, questions)
    problems += _wrong_topics(register, [record.value.id for record in topics])
    problems += _misplaced_items(register, [record.value for record in sources])
    if not problems:
        problems += _unclaimed_items(register, sources)
    data = Data(
        topics=tuple(record.value for record in topics),
        tags=tuple(record.value for record in tags),
        sources=tuple(record.value for record in sources),
        register=tuple(record.value for record in register),
        terms=tuple(record.value for record in terms),
        paths=tuple(record.value for record in paths if _is_known(record.value, register)),
        complete={record.value.id: record.line for record in sources if record.value.complete},
        is_whole=not problems,
    )
    return data, problems


def _table(
    root: Path, path: Path, model: type[Entry], problems: list[Problem]
) -> list[Record[Entry]]:
    """Read a list of records, each with an id of its own."""
    reader = YamlReader(path)
    unique: dict[str, Record[Entry]] = {}
    try:
        records = reader.records(read_text(root, path), model)
    except ContentError as error:
        problems += error.problems
        return []
    if len(records) > MOST_ENTRIES[path]:
        line = records[MOST_ENTRIES[path]].line
        reader.complain(line, f"more than {MOST_ENTRIES[path]} entries", "remove some")
        records = []
    reserved = RESERVED_TOPICS if path == TOPICS else RESERVED
    for record in records:
        if record.value.id in reserved:
            line = record.key_lines["id"]
            reader.complain(line, f"the id '{record.value.id}' is reserved", "choose another")
            continue
        if record.value.id in unique:
            message = f"the id '{record.value.id}' stands twice"
            reader.complain(record.line, message, "remove one of the entries")
        unique.setdefault(record.value.id, record)
    problems += reader.problems
    return list(unique.values())


def _wrong_questions(terms: Sequence[Record[Term]], questions: Sequence[str]) -> Iterator[Problem]:
    for record in terms:
        if record.value.question not in questions:
            message = f"unknown question '{record.value.question}'"
            line = record.key_lines["question"]
            yield Problem(GLOSSARY, line, message, closest(record.value.question, questions))


def _wrong_stages(
    paths: Sequence[Record[LearningPath]], questions: Sequence[str]
) -> Iterator[Problem]:
    for record in paths:
        line = record.key_lines["stages"]
        for question, times in Counter(record.value.questions).items():
            if question not in questions:
                message = f"'{record.value.id}' has an unknown question '{question}'"
                yield Problem(PATHS, line, message, closest(question, questions))
            if times > 1:
                message = f"'{record.value.id}' has the question '{question}' {times} times"
                yield Problem(PATHS, line, message, "keep the first of them")


def _is_known(path: LearningPath, register: Sequence[Record[Registration]]) -> bool:
    return {record.value.id for record in register}.issuperset(path.questions)


def _wrong_topics(
    register: Sequence[Record[Registration]], topics: Sequence[str]
) -> Iterator[Problem]:
    for record in register:
        for key, topic in [("topic", record.value.topic)] + [
            ("formerly", old) for old in record.value.formerly
        ]:
            if topic not in topics:
                line = record.key_lines[key]
                yield Problem(REGISTER, line, f"unknown topic '{topic}'", closest(topic, topics))
        if record.value.topic in record.value.formerly:  # it would redirect to itself
            message = f"'{record.value.topic}' is the topic and a former one"
            yield Problem(REGISTER, record.key_lines["formerly"], message, "drop it here")


def _misplaced_items(
    register: Sequence[Record[Registration]], sources: Sequence[Source]
) -> Iterator[Problem]:
    counts = {source.id: source.items for source in sources}
    owners: dict[str, str] = {}
    for record in register:
        line = record.key_lines.get("sources", record.line)
        for item in record.value.sources:
            source, _, number = item.partition("#")
            if source not in counts:
                message = f"unknown question list '{source}'"
                yield Problem(REGISTER, line, message, closest(source, counts))
            elif int(number) > counts[source]:
                message = f"'{item}' is beyond the list's {counts[source]} items"
                yield Problem(REGISTER, line, message, "correct the number")
            elif item in owners:
                message = f"'{item}' is claimed by '{owners[item]}' too"
                yield Problem(REGISTER, line, message, "give it to one question")
            owners.setdefault(item, record.value.id)


def _unclaimed_items(
    register: Sequence[Record[Registration]], sources: Sequence[Record[Source]]
) -> Iterator[Problem]:
    claimed = {item for record in register for item in record.value.sources}
    for record in sources:
        for number in range(1, record.value.items + 1):
            item = f"{record.value.id}#{number}"
            if item not in claimed:
                advice = f"add it to the 'sources' of a question in {REGISTER}"
                yield Problem(SOURCES, record.line, f"no question answers '{item}'", advice)
