"""Text files of the project: read whole, or refused before anything looks at what they say."""

from functools import lru_cache
from pathlib import Path

from handbook.load.characters import hidden_characters
from handbook.load.limits import limits_of, oversize
from handbook.problems import ContentError, Problem


def read_text(root: Path, path: Path) -> str:
    """Return the text of the file at `path` below `root`, its lines ended by line feeds.

    Raises:
        ContentError: the file is missing, is a symbolic link or lies below one, cannot be opened,
            is too large, is not UTF-8, or has characters that readers cannot see.
    """
    return _text_of(path, _read(root, path))


@lru_cache(maxsize=4096)
def _text_of(path: Path, content: bytes) -> str:
    """Return a file's text; remembered, since a live preview reads every file again and again."""
    text = _decode(path, content).replace("\r\n", "\n")
    if problems := [*oversize(path, text), *hidden_characters(path, text)]:
        raise ContentError(problems)
    return text


def symbolic_link(path: Path) -> Problem:
    """Return what is said of a symbolic link, to a file or to a folder."""
    return Problem(path, 1, "a symbolic link", "put what it leads to in its place")


def _read(root: Path, path: Path) -> bytes:
    size = limits_of(path).size
    try:
        for part in (path, *path.parents[:-1]):
            if (root / part).is_symlink():
                raise ContentError([symbolic_link(part)])
        file = root / path
        if file.exists() and not file.is_file():  # to read a named pipe is to wait for ever
            problem = Problem(path, 1, "not a file", "put a text file in its place")
        elif file.stat().st_size > size:
            problem = Problem(path, 1, f"the file is larger than {size // 1000} kB", "shorten it")
        else:
            return file.read_bytes()
    except FileNotFoundError:
        problem = Problem(path, 1, "the file is missing", "restore it")
    except OSError as error:
        problem = Problem(path, 1, f"cannot be read: {error.strerror}", "make it a readable file")
    raise ContentError([problem])


def _decode(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ContentError([Problem(path, line, "not UTF-8", "save the file as UTF-8")]) from error
