"""Files below `docs/` that the site would publish and nobody expects."""

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from handbook.check.complaint import Complaint
from handbook.load.pages import GENERATED_FOLDERS
from handbook.load.tree import scan
from handbook.model import LOCALES
from handbook.problems import Problem

DOCS = Path("docs")
FIGURES = DOCS / "assets" / "figures"

FIGURE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.(en|zh))?\.svg")
"""A figure's name: one that every system can write, and that differs in more than case."""

UNPUBLISHED = (".DS_Store",)
"""What macOS leaves behind, and MkDocs leaves out."""


def check_files(root: Path, indexes: Collection[str]) -> Iterator[Problem]:
    """Say which files are neither pages nor figures.

    Args:
        root: the project's folder.
        indexes: the pages of a language that answer no question.
    """
    for path in scan(root, DOCS).files:
        complaint = _complaint(path, indexes)
        if complaint:
            yield Problem(path, 1, *complaint)


def figures(root: Path) -> Sequence[Path]:
    """Return the files of figures, relative to the project's folder `root`."""
    return [path for path in scan(root, DOCS).files if FIGURE.fullmatch(path.name)]


def _complaint(path: Path, indexes: Collection[str]) -> Complaint | None:
    """Return what is wrong with a file's place or name; a question's page is judged elsewhere."""
    if path.name in UNPUBLISHED:
        return None
    if path.parent == FIGURES:
        advice = "name it like 'norm.svg', or 'norm.en.svg' where it has words"
        is_figure = FIGURE.fullmatch(path.name)
        return None if is_figure else Complaint(f"'{path.name}' is no figure's name", advice)
    _, folder, *names = path.parts
    if path.suffix != ".md" or folder == "assets":
        advice = f"remove it; figures belong below {FIGURES.as_posix()}/"
        return Complaint("the site would publish this file as it is", advice)
    is_index = path.name == "index.md" or "/".join(names) in indexes
    return None if folder not in LOCALES or is_index else _page_complaint(names)


def _page_complaint(names: Sequence[str]) -> Complaint | None:
    """Return what is wrong with the place of a page, by its path below a language's folder."""
    if len(names) == 1:
        return Complaint("no such page of the site", "move it into the folder of its topic")
    if names[0] in GENERATED_FOLDERS:
        return Complaint("the site makes the pages of this folder from data/", "remove it")
    return None
