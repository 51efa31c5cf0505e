"""YAML to typed records, with the line of every mistake."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

import yaml
from pydantic import BaseModel, ValidationError
from yaml.nodes import MappingNode, Node, SequenceNode

from handbook.problems import Problem

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True)
class Record(Generic[T]):
    """A record and where it stands: the line it starts on and the line of each key."""

    value: T
    line: int
    key_lines: Mapping[str, int]


def closest(word: str, known: Iterable[str]) -> str:
    """Return advice naming what `word` was probably meant to be, or what is allowed."""
    choices = list(known)
    matches = get_close_matches(word, choices, n=1, cutoff=0.6)
    if matches:
        return f"did you mean '{matches[0]}'?"
    return f"use one of {', '.join(choices)}" if len(choices) <= 12 else "correct it"


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
        try:
            return yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = self.first_line + (mark.line if mark else 0)
            what = error.problem or error.context or "cannot be read"
        except yaml.reader.ReaderError as error:
            before = text[: error.position]
            line = self.first_line + before.count("\n")
            what = error.reason
        self.complain(line, f"invalid YAML: {what}", "correct it")
        return None

    def _record(self, node: Node, model: type[T]) -> Record[T] | None:
        line = self._line(node)
        if not isinstance(node, MappingNode):
            self.complain(line, "not a list of keys and values", "write 'key: value' lines")
            return None
        key_lines: dict[str, int] = {}
        for key_node, _ in node.value:
            key = str(key_node.value)
            if key in key_lines:
                message = f"the key '{key}' stands twice"
                self.complain(self._line(key_node), message, "remove one of them")
            key_lines[key] = self._line(key_node)
        before = len(self.problems)
        try:
            data = yaml.SafeLoader("").construct_document(node)
            value = model.model_validate(data)
        except yaml.MarkedYAMLError as error:
            self.complain(line, f"invalid YAML: {error.problem or error}", "correct it")
        except ValueError as error:
            self._explain(error, model, line, key_lines)
        if len(self.problems) > before:
            return None
        return Record(value, line, key_lines)

    def _explain(
        self, error: ValueError, model: type[BaseModel], line: int, key_lines: Mapping[str, int]
    ) -> None:
        if not isinstance(error, ValidationError):
            self.complain(line, f"invalid YAML: {error}", "correct it")
            return
        for detail in error.errors(include_url=False):
            where = [str(part) for part in detail["loc"]]
            key = where[0] if where else ""
            at = key_lines.get(key, line)
            if detail["type"] == "extra_forbidden" and len(where) == 1:
                advice = closest(key, model.model_fields)
                self.complain(at, f"unknown key '{key}'", advice)
            elif detail["type"] == "missing":
                self.complain(at, f"the key '{'.'.join(where)}' is missing", "add it")
            else:
                given: Any = detail["input"]
                self.complain(at, f"'{'.'.join(where)}' is {given!r}", _plain(detail["msg"]))


def _plain(message: str) -> str:
    """Turn pydantic's 'Input should be …' into advice."""
    return message.replace("Input should", "it should").replace("String should", "it should")
