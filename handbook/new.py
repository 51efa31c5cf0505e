"""Begin a question: its entry in the register and its pages, with a hint in every section."""

import json
import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from handbook.load import Loaded
from handbook.load.data import REGISTER
from handbook.load.files import read_text
from handbook.load.records import YamlReader, closest
from handbook.model import LOCALES, SLUG, Level, Library, Locale, Registration

TAGS_A_PAGE = range(2, 6)


class RefusedError(Exception):
    """What was asked for cannot be made; each of `reasons` is a line that says why."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons
        super().__init__("\n".join(reasons))


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A question to begin.

    Attributes:
        registration: its entry in the register, with the titles that its pages begin with.
        is_registered: whether the register has that entry already.
        locales: the languages to write a page in.
        level, tags, checked, review_by: the pages' front matter.
    """

    registration: Registration
    is_registered: bool
    locales: tuple[Locale, ...]
    level: Level
    tags: tuple[str, ...]
    checked: date
    review_by: date | None


def check_id(loaded: Loaded, question_id: str, only: Locale | None = None) -> str:
    """Return the id if a page can still be written under it, in the one language if one is given.

    Raises:
        RefusedError: it is malformed, or its pages exist.
    """
    if not re.match(SLUG, question_id):
        advice = "use lower-case words joined by hyphens, such as kv-cache"
        raise RefusedError(f"'{question_id}' cannot be an id; {advice}")
    existing = _existing(loaded, question_id)
    if only in existing or len(existing) == len(LOCALES):
        paths = [existing[only]] if only else existing.values()
        pages = " and ".join(path.as_posix() for path in paths)
        raise RefusedError(f"'{question_id}' exists; edit {pages}")
    return question_id


def check_topic(library: Library, topic: str) -> str:
    """Return the topic's id; RefusedError if there is none."""
    ids = [known.id for known in library.topics]
    if topic not in ids:
        advice = closest(topic, ids, otherwise=f"use one of {', '.join(ids)}")
        raise RefusedError(f"unknown topic '{topic}'; {advice}")
    return topic


def check_title(title: str) -> str:
    """Return the title without white space around it; RefusedError if it is not one line."""
    if not title.strip() or not title.strip().isprintable():
        raise RefusedError("a title is one line of text; write the question")
    return title.strip()


def check_level(level: str) -> Level:
    """Return the level; RefusedError if there is none of that name."""
    if level not in list(Level):
        raise RefusedError(f"unknown level '{level}'; {closest(level, Level)}")
    return Level(level)


def check_tags(library: Library, text: str) -> tuple[str, ...]:
    """Return the tags that stand between commas, each once.

    Raises:
        RefusedError: one is unknown, or they are not 2 to 5.
    """
    tags = tuple(dict.fromkeys(tag.strip() for tag in text.split(",")))
    wrong = [
        f"unknown tag '{tag}'; {_nearest_tags(library, tag)}"
        for tag in tags
        if not library.has_tag(tag)
    ]
    if len(tags) not in TAGS_A_PAGE:
        wrong.append("a question has 2 to 5 tags; separate them by commas")
    if wrong:
        raise RefusedError(*wrong)
    return tags


def _nearest_tags(library: Library, word: str) -> str:
    """Return advice naming the tags whose id or label is like the word, three at most."""
    names = {
        name.lower(): tag.id
        for tag in library.tags
        for name in (tag.label.en, tag.label.zh, tag.id)
    }
    near = dict.fromkeys(names[name] for name in get_close_matches(word.lower(), names))
    if not near:
        return "choose one of data/tags.yml"
    listed = " or ".join(f"'{tag}'" for tag in near)
    return f"did you mean {listed}?"


def pages_to_write(loaded: Loaded, question_id: str) -> tuple[Locale, ...]:
    """Return the languages in which the question has no page yet."""
    existing = _existing(loaded, question_id)
    return tuple(locale for locale in LOCALES if locale not in existing)


def _existing(loaded: Loaded, question_id: str) -> dict[Locale, Path]:
    """Return the question's pages by language, wherever they stand and whatever is in them."""
    return {
        locale: file.relative_to(loaded.root)
        for locale in LOCALES
        for file in sorted((loaded.root / "docs" / locale).glob(f"*/{question_id}.md"))
    }


def begin(root: Path, draft: Draft) -> list[Path]:
    """Write the pages, and the entry if the register lacks it.

    Returns:
        The files written, relative to the project's folder.
    """
    entry = draft.registration
    texts: dict[Path, str] = {}
    for locale in draft.locales:
        body = read_text(root, Path("data", f"page.{locale}.md"))
        page = Path("docs", locale, entry.topic, f"{entry.id}.md")
        texts[page] = _front_matter(draft) + body.replace("{title}", entry.title[locale])
    if not draft.is_registered:
        texts[REGISTER] = _with_entry(read_text(root, REGISTER), entry)
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="\n")
    return list(texts)


def _front_matter(draft: Draft) -> str:
    lines = [f"tags: [{', '.join(draft.tags)}]", f"level: {draft.level}"]
    if draft.registration.sources:
        lines.append(f"sources: [{', '.join(draft.registration.sources)}]")
    lines += ["aliases: []", f"checked: {draft.checked}"]
    if draft.review_by:
        lines.append(f"review_by: {draft.review_by}")
    return "\n".join(["---", *lines, "---", "", ""])


def _with_entry(register: str, entry: Registration) -> str:
    """Return the register's text with the entry below the last one of its topic."""
    records = YamlReader(REGISTER).records(register, Registration)
    lines = register.splitlines(keepends=True)
    siblings = [record.line for record in records if record.value.topic == entry.topic]
    end = siblings[-1] if siblings else len(lines)
    while end < len(lines) and lines[end].strip():
        end += 1
    titles = [f"    {loc}: {json.dumps(entry.title[loc], ensure_ascii=False)}\n" for loc in LOCALES]
    added = ["\n", f"- id: {entry.id}\n", f"  topic: {entry.topic}\n", "  title:\n", *titles]
    return "".join([*lines[:end], *added, *lines[end:]])
