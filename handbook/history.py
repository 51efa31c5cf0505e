"""Earlier versions of pages, as Git remembers them."""

import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from handbook.load.pages import FRONT_MATTER, digest


def earlier_bodies(root: Path, wanted: Mapping[str, Path]) -> Mapping[str, str]:
    """Find earlier versions of pages by the digest of their bodies.

    Two Git processes for all of them. A page may have lived under another topic at the time.

    Args:
        root: the project's folder.
        wanted: the page of each digest.

    Returns:
        The bodies of those that Git has, by digest; none outside a Git repository.
    """
    patterns = [f":(glob){path.parent.parent.as_posix()}/*/{path.name}" for path in wanted.values()]
    blobs = dict.fromkeys(_blobs(root, patterns)) if patterns else {}
    bodies = (_body(text) for text in _texts(root, blobs))
    return {name: body for body in bodies if (name := digest(body)) in wanted}


def _blobs(root: Path, patterns: Iterable[str]) -> Iterator[str]:
    """Yield the id of every version of the files that the pathspecs match, the latest first."""
    command = ["log", "--format=", "--raw", "--no-abbrev", "--no-renames", "--", *patterns]
    for line in _git(root, command).decode("utf-8", "replace").splitlines():
        # :<old mode> <new mode> <old blob> <new blob> <status>\t<path>
        fields = line.split()
        if len(fields) > 4 and fields[4] != "D":
            yield fields[3]


def _texts(root: Path, blobs: Iterable[str]) -> Iterator[str]:
    """Yield the text of each blob."""
    output = _git(root, ["cat-file", "--batch"], "".join(f"{blob}\n" for blob in blobs).encode())
    while output:
        # <blob> <type> <size in bytes>\n<content>\n
        head, _, rest = output.partition(b"\n")
        size = int(head.split()[2]) if head.count(b" ") == 2 else 0
        yield rest[:size].decode("utf-8", "replace").replace("\r\n", "\n")
        output = rest[size + 1 :]


def _body(text: str) -> str:
    match = FRONT_MATTER.match(text)
    return text[match.end() :] if match else text


def _git(root: Path, command: list[str], stdin: bytes = b"") -> bytes:
    """Return what a Git command prints, nothing if it fails or Git is not there."""
    try:
        run = subprocess.run(
            ["git", "-C", root, *command],  # noqa: S607 -- the Git on the path is meant
            input=stdin,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        return b""
    return run.stdout if run.returncode == 0 else b""
