"""Text files of the project."""

from pathlib import Path

from handbook.problems import ContentError, Problem


def read_text(root: Path, path: Path) -> str:
    """Return the text of the file at `path` below `root`, its lines ended by line feeds.

    Raises:
        ContentError: the file is missing, cannot be opened or is not UTF-8.
    """
    try:
        return (root / path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problem = Problem(path, line, "not UTF-8", "save the file as UTF-8")
    except FileNotFoundError:
        problem = Problem(path, 1, "the file is missing", "restore it")
    except OSError as error:
        problem = Problem(path, 1, f"cannot be read: {error.strerror}", "make it a readable file")
    raise ContentError([problem])
