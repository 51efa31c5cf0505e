"""Books of any size, made of the real one: the project again, with its questions copied.

The first copy is the book as it is. A further one is made of the same pages under new ids and new
titles, in the same topics. Links between questions lead to the same copy, so that a page has as
many links, follow-ups and back-links as its original. Every formula of a copy bears its number, so
that none has been rendered before. Only the first copy answers the items of the question lists;
topics, tags, glossary, learning paths and figures are the same for all.
"""

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks import ROOT
from handbook.addresses import PREFIX, RECORD
from handbook.load.data import REGISTER
from handbook.load.pages import FRONT_MATTER, digest
from handbook.model import LOCALES, Locale

CONTENT = ("data", "docs")
PROGRAM = ("books", "fonts", "handbook", "hooks", "overrides")
FILES = ("mkdocs.yml", "pyproject.toml")
MODULES = ("node_modules", "books/node_modules", "fonts/node_modules")

LIFTED = {
    "handbook/load/data.py": "MOST_ENTRIES = {{p: {0} * most for p, most in MOST_ENTRIES.items()}}",
    "handbook/load/limits.py": "DATA_LIMITS = Limits(*({0} * most for most in DATA_LIMITS))",
}
"""What is added to the program of a book of several copies: its data files are that much longer."""

ONE_COPYS_KEYS = re.compile(r"^(?:sources|synced):.*\n", re.MULTILINE)
"""What the front matter of a copy does not take over."""

LINK = re.compile(r"(?<=\]\()(?P<folder>(?:\.\./[a-z0-9-]+/)?)(?P<name>[a-z0-9-]+)\.md(?=[)#])")
TITLE = re.compile(r"^# .*", re.MULTILINE)
INLINE = re.compile(r"(?<=\$`)[^`\n]+(?=`\$)")
DISPLAYED = re.compile(r"^([ >]*)```math\n.*?(?=\n\1```$)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Place:
    """Where the pages of a question stand."""

    topic: str
    id: str

    def file(self, locale: Locale) -> Path:
        """Return the file of a page, below the project's folder."""
        return Path("docs", locale, self.topic, f"{self.id}.md")


def places(root: Path) -> list[Place]:
    """Return the places of all registered questions of a project."""
    return [Place(entry["topic"], entry["id"]) for entry in _records(root / REGISTER)]


def make_book(content: Path, folder: Path, copies: int) -> None:
    """Make a project of the given content, as many times as wanted, and of this program.

    Args:
        content: a folder with the `docs/` and `data/` of a book.
        folder: where to put the project; it is made.
        copies: how many times the book has each question.
    """
    without = shutil.ignore_patterns("__pycache__", "node_modules")
    for name in PROGRAM:
        shutil.copytree(ROOT / name, folder / name, ignore=without)
    for name in CONTENT:
        shutil.copytree(content / name, folder / name)
    for name in FILES:
        shutil.copy(ROOT / name, folder)
    for name in MODULES:
        (folder / name).symlink_to(ROOT / name)
    if copies > 1:
        for name, line in LIFTED.items():
            with (folder / name).open("a", encoding="utf-8") as file:
                file.write(f"\n{line.format(copies)}\n")
        _add_copies(folder, range(2, copies + 1))


def copy_of(name: str, number: int) -> str:
    """Return the id of the copy of a question."""
    return f"{name}-copy{number}"


def _add_copies(root: Path, numbers: Sequence[int]) -> None:
    register, originals = _records(root / REGISTER), places(root)
    _append(root / REGISTER, (_record(entry, number) for number in numbers for entry in register))
    for number in numbers:
        copy = _Copy(number)
        for place in originals:
            copy.write_question(root, place)
    _record_addresses(root, originals, numbers)


@dataclass(frozen=True)
class _Copy:
    """One of the copies."""

    number: int

    def write_question(self, root: Path, place: Place) -> None:
        """Write the copies of a question's pages, which have been compared if both are there."""
        bodies: dict[Locale, str] = {}
        heads: dict[Locale, str] = {}
        for locale in LOCALES:
            file = root / place.file(locale)
            if not file.exists():
                continue
            text = file.read_text(encoding="utf-8")
            match = FRONT_MATTER.match(text)
            if match is None:
                raise ValueError(f"{place.file(locale)} has no front matter; see `make check`")
            heads[locale] = ONE_COPYS_KEYS.sub("", match["yaml"])
            bodies[locale] = self._body(text[match.end() :], locale)
        home = Place(place.topic, copy_of(place.id, self.number))
        for locale, body in bodies.items():
            others = [digest(other) for name, other in bodies.items() if name != locale]
            synced = "".join(f'synced: "{other}"\n' for other in others)
            text = f"---\n{heads[locale]}{synced}---\n{body}"
            (root / home.file(locale)).write_text(text, encoding="utf-8")

    def _body(self, text: str, locale: Locale) -> str:
        mark = f"\\,({self.number})"
        text = TITLE.sub(lambda title: _title(title[0], locale, self.number), text, count=1)
        text = INLINE.sub(lambda formula: formula[0] + mark, text)
        text = DISPLAYED.sub(lambda formula: formula[0] + mark, text)
        return LINK.sub(self._link, text)

    def _link(self, link: re.Match[str]) -> str:
        is_index = link["name"] == "index"
        return link[0] if is_index else f"{link['folder']}{copy_of(link['name'], self.number)}.md"


def _title(title: str, locale: Locale, number: int) -> str:
    return f"{title}（{number}）" if locale == "zh" else f"{title} ({number})"


def _records(file: Path) -> list[dict[str, Any]]:
    return list(yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader))


def _record(record: Mapping[str, Any], number: int) -> dict[str, Any]:
    """Return a question's entry for a copy."""
    copy = {key: value for key, value in record.items() if key not in ("sources", "formerly")}
    copy["id"] = copy_of(record["id"], number)
    copy["title"] = {locale: _title(record["title"][locale], locale, number) for locale in LOCALES}
    return copy


def _append(file: Path, records: Iterator[Mapping[str, Any]]) -> None:
    """Add records to a list of YAML, of which JSON is a part."""
    lines = (f"\n- {json.dumps(record, ensure_ascii=False)}\n" for record in records)
    with file.open("a", encoding="utf-8") as list_of_records:
        list_of_records.writelines(lines)


def _record_addresses(root: Path, originals: Sequence[Place], numbers: Sequence[int]) -> None:
    """Record the copies' addresses as published, as `handbook record` does."""
    file = root / RECORD
    lines = set(file.read_text(encoding="utf-8").splitlines())
    lines |= {
        f"/{PREFIX[locale]}{place.topic}/{copy_of(place.id, number)}/"
        for locale in LOCALES
        for place in originals
        if (root / place.file(locale)).exists()
        for number in numbers
    }
    file.write_text("".join(f"{line}\n" for line in sorted(lines)), encoding="utf-8")
