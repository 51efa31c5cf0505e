"""Record in the front matter that the two pages of a question have been compared."""

import io
from pathlib import Path

import yaml

from handbook.model import LOCALES, Page, Question


def sync(root: Path, question: Question) -> bool:
    """Write into each of the question's two pages the digest of the other's body.

    Returns:
        Whether a file below `root` has changed.
    """
    english, chinese = (question.pages[locale] for locale in LOCALES)
    changes = [_record(root, english, chinese.digest), _record(root, chinese, english.digest)]
    return any(changes)


def _record(root: Path, page: Page, digest: str) -> bool:
    """Replace or append the page's `synced` line, and leave every other byte as it is."""
    if page.front_matter.synced == digest:
        return False
    file = root / page.path
    text = file.read_bytes().decode("utf-8")
    lines = list(io.StringIO(text, newline=""))
    ending = lines[0].removeprefix("\ufeff").removeprefix("---").lstrip(" \t")
    # Written as YAML, since a digest may look like a number.
    record = yaml.safe_dump({"synced": digest}).strip() + ending
    if "synced" in page.key_lines:
        lines[page.key_lines["synced"] - 1] = record
    else:
        lines.insert(_closing_line(lines), record)
    file.write_bytes("".join(lines).encode("utf-8"))
    return True


def _closing_line(lines: list[str]) -> int:
    return next(n for n in range(1, len(lines)) if lines[n].rstrip() == "---")
