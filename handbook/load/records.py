"""YAML to typed records, with the line of every mistake."""

import re
import reprlib
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from yaml.nodes import MappingNode, Node, SequenceNode

from handbook.load.plain_yaml import PlainLoader, UnwantedError, compose
from handbook.model import SLUG, SOURCE_ITEM
from handbook.problems import Problem

T = TypeVar("T", bound=BaseModel)

NOT_CONSTRUCTIBLE = (
    yaml.MarkedYAMLError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
"""What PyYAML raises on a value that is not what it looks like: `2026-13-01`, `!!bool perhaps`."""

MOST_KEYS = 50
"""Several times what any record has."""

PATTERN_ADVICE = {
    SLUG: "use lower-case words joined by hyphens",
    SOURCE_ITEM: "write the id of a question list, '#' and the number of the item",
}


@dataclass(frozen=True)
class Record(Generic[T]):
    """A record and where it stands: the line it starts on and the line of each key."""

    value: T
    line: int
    key_lines: Mapping[str, int]


def closest(word: str, known: Iterable[str], otherwise: str = "correct it") -> str:
    """Return advice naming what `word` was probably meant to be, or what is allowed.

    Args:
        word: what was written.
        known: what is allowed.
        otherwise: the advice where nothing is near and too much is allowed to list it.
    """
    choices = list(known)
    matches = get_close_matches(word, choices, n=1, cutoff=0.6)
    if matches:
        return f"did you mean '{matches[0]}'?"
    return f"use one of {', '.join(choices)}" if 0 < len(choices) <= 12 else otherwise


class YamlReader:
    """Reads records out of one file's YAML and gathers what is wrong with it.

    Args:
        path: the file, for the problems' sake.
        first_line: the line of the file that the YAML text starts on.
    """

    def __init__(self, path: Path, first_line: int = 1) -> None:
        self.path = path
        self.first_line = first_line
        self.problems: list[Problem] = []

    def complain(self, line: int, message: str, advice: str) -> None:
        """Record a problem on a line of the file."""
        self.problems.append(Problem(self.path, line, message, advice))

    def records(self, text: str, model: type[T]) -> list[Record[T]]:
        """Read a list of records; those with problems are left out."""
        node = self._compose(text)
        if node is None:
            return []
        if not isinstance(node, SequenceNode):
            self.complain(self._line(node), "not a list", "start each entry with '- '")
            return []
        records = (self._record(item, model) for item in cast("list[Node]", node.value))
        return [record for record in records if record is not None]

    def table(self, text: str, model: type[T]) -> dict[str, T]:
        """Read a record under each key; those with problems are left out."""
        node = self._compose(text)
        if not isinstance(node, MappingNode):
            if node is not None:
                self.complain(self._line(node), "not a list of keys", "write 'key: …' lines")
            return {}
        table: dict[str, T] = {}
        for key_node, value_node in node.value:
            key, record = str(key_node.value), self._record(value_node, model)
            if key in table:
                line = self._line(key_node)
                self.complain(line, f"the key {key!r} stands twice", "remove one of them")
            if record:
                table[key] = record.value
        return table

    def record(self, text: str, model: type[T]) -> Record[T] | None:
        """Read one record; None if it has problems."""
        node = self._compose(text)
        if node is None:
            if not self.problems:
                self.complain(self.first_line, "no keys", "see the page format in CONTRIBUTING.md")
            return None
        return self._record(node, model)

    def _line(self, node: Node) -> int:
        return self.first_line + int(node.start_mark.line)

    def _compose(self, text: str) -> Node | None:
        line = self.first_line
        try:
            return compose(text)
        except UnwantedError as error:
            self.complain(line + error.line, error.message, error.advice)
            return None
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            # What a bracket or a quote lacks at its end is noticed lines later.
            if error.context_mark and not re.search("block|plain", error.context or ""):
                mark = error.context_mark
            line += mark.line if mark else 0
            what = error.problem or error.context or "cannot be read"
        except yaml.reader.ReaderError as error:
            line += text.count("\n", 0, error.position)
            what = error.reason
        except (ArithmeticError, ValueError) as error:  # such as the escape "\Uffffffff"
            what = str(error)
        self.complain(line, f"invalid YAML: {what}", "correct it")
        return None

    def _record(self, node: Node, model: type[T]) -> Record[T] | None:
        before = len(self.problems)
        if not isinstance(node, MappingNode):
            advice = "write 'key: value' lines"
            self.complain(self._line(node), "not a list of keys and values", advice)
            return None
        if len(node.value) > MOST_KEYS:
            message = f"more than {MOST_KEYS} keys"
            self.complain(self._line(node), message, "see the format in CONTRIBUTING.md")
            return None
        key_lines: dict[str, int] = {}
        data: dict[str, Any] = {}
        unreadable: set[str] = set()
        for key_node, value_node in node.value:
            key, line = str(key_node.value), self._line(key_node)
            if key in key_lines:
                self.complain(line, f"the key {key!r} stands twice", "remove one of them")
            key_lines[key] = line
            try:
                data[key] = PlainLoader("").construct_document(value_node)
            except NOT_CONSTRUCTIBLE as error:
                what = error.problem if isinstance(error, yaml.MarkedYAMLError) else error
                self.complain(line, f"invalid YAML: {what}", "correct it")
                unreadable.add(key)
        try:
            value = model.model_validate(data)
        except ValidationError as error:
            self._explain(error, model, self._line(node), key_lines, unreadable)
        if len(self.problems) > before:
            return None
        return Record(value, self._line(node), key_lines)

    def _explain(
        self,
        error: ValidationError,
        model: type[BaseModel],
        line: int,
        key_lines: Mapping[str, int],
        unreadable: Set[str],
    ) -> None:
        details = error.errors(include_url=False)
        parents = {detail["loc"][:-1] for detail in details}
        unknown = [key for key in key_lines if key not in model.model_fields]
        for detail in details:
            where = [str(part) for part in detail["loc"]]
            key = where[0]
            at = key_lines.get(key, line)
            if key in unreadable or _is_consequence(detail, parents, unknown):
                continue
            if detail["type"] == "extra_forbidden" and len(where) == 1:
                self.complain(at, f"unknown key {key!r}", closest(key, model.model_fields))
            elif detail["type"] == "missing":
                self.complain(at, f"the key {'.'.join(where)!r} is missing", "add it")
            else:
                given = reprlib.repr(detail["input"])
                self.complain(at, f"{'.'.join(where)!r} is {given}", _advice(detail))


def _is_consequence(
    detail: ErrorDetails, parents: Set[tuple[int | str, ...]], unknown: Sequence[str]
) -> bool:
    """Say whether a mistake is only the other side of one that is reported anyway."""
    where = detail["loc"]
    if detail["type"] == "missing":  # it is there, but misspelt
        return len(where) == 1 and bool(get_close_matches(str(where[0]), unknown, n=1))
    # A list is too short, once its wrong entries are left out.
    return where in parents


def _advice(detail: ErrorDetails) -> str:
    """Turn pydantic's 'Input should be ...' into advice."""
    pattern = detail.get("ctx", {}).get("pattern")
    if pattern in PATTERN_ADVICE:
        return PATTERN_ADVICE[pattern]
    message = re.sub(r"^(Input|String|Tuple) should", "it should", detail["msg"])
    return message.replace(" tuple", " list").replace(" after validation", "")
