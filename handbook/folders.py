"""Folders that are whole at any moment: a new one is made beside the old and then put in place.

A run makes its folder under a name of its own: what the processes of a run that was killed go on to
write gets into no other's.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """Give an empty folder to fill; it takes the place of `folder` if nothing goes wrong.

    The old folder stays as it was until then. What an interrupted run left behind is mended first.

    Args:
        folder: what is to be made anew; it need not exist yet.
    """
    repair(folder)
    beside = _beside(folder)
    beside.mkdir(parents=True)
    try:
        yield beside
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    swap(folder)


def swap(folder: Path) -> None:
    """Put the new folder in the old one's place with two renames."""
    if folder.exists():
        folder.rename(_retired(folder))
    _beside(folder).rename(folder)
    shutil.rmtree(_retired(folder), ignore_errors=True)


def repair(folder: Path) -> None:
    """Undo what an interrupted run left: the folder is there again, and nothing beside it."""
    if _retired(folder).exists() and not folder.exists():
        _retired(folder).rename(folder)
    shutil.rmtree(_retired(folder), ignore_errors=True)
    for leftover in folder.parent.glob(f".{folder.name}-new-*"):
        shutil.rmtree(leftover, ignore_errors=True)


def _beside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}-new-{os.getpid()}")


def _retired(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}-old")
