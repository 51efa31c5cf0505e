"""The files below `docs/` and `data/`, found without following a symbolic link."""

import os
from pathlib import Path
from typing import NamedTuple

from handbook.load.files import symbolic_link
from handbook.problems import Problem

DEPTH = 4
"""How many names a path has at most: `docs/en/<topic>/<id>.md`, `data/schema/<name>.json`."""


class Tree(NamedTuple):
    """The files below a folder, sorted, and what else is there and should not be."""

    files: tuple[Path, ...]
    problems: tuple[Problem, ...]


def scan(root: Path, folder: Path) -> Tree:
    """List the files in `folder` and below it, all relative to `root`."""
    if (root / folder).is_symlink():
        return Tree((), (symbolic_link(folder),))
    files: list[Path] = []
    problems: list[Problem] = []
    try:
        entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
    except OSError as error:
        problem = Problem(folder, 1, f"cannot be read: {error.strerror}", "make it a folder")
        return Tree((), (problem,))
    for entry in entries:
        path = folder / entry.name
        if entry.is_symlink():
            problems.append(symbolic_link(path))
        elif entry.is_file():
            files.append(path)
        elif not entry.is_dir():
            problems.append(Problem(path, 1, "neither a file nor a folder", "remove it"))
        elif len(path.parts) == DEPTH:
            problems.append(Problem(path, 1, "a folder too deep", "move up what is in it"))
        else:
            inner = scan(root, path)
            files += inner.files
            problems += inner.problems
    return Tree(tuple(files), tuple(problems))
