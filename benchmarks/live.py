"""From saving a page to seeing it in the live preview, as a browser that asks again and again."""

import re
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic, perf_counter, sleep

from benchmarks.measure import Process

HOST = "127.0.0.1"
POLLING_INTERVAL = 0.02
"""How long to wait between two requests, in seconds."""

PATIENCE = 3600.0
"""How long anything may take, in seconds."""

REST = 3.0
"""How long the server is left alone before an edit, in seconds."""

HEADING = "## Explanation\n"
LEVEL = re.compile(r"^level: (\w+)$", re.MULTILINE)
LEVELS = ("basic", "advanced")

INDEX = "questions/"
"""The address of the question index."""


class Preview:
    """A server of a live preview.

    Attributes:
        memory: the most that a process of it had, once it has ended.

    Args:
        process: the server.
        port: where it listens.
    """

    def __init__(self, process: Process, port: int) -> None:
        self.process = process
        self.memory = 0
        self._port = port

    def get(self, address: str) -> str:
        """Return what is served at an address below the root, '' if there is nothing."""
        connection = HTTPConnection(HOST, self._port, timeout=PATIENCE)
        try:
            connection.request("GET", f"/{address}")
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except (OSError, HTTPException):  # it does not listen yet, or makes the page anew
            return ""
        finally:
            connection.close()
        return text if answer.status == 200 else ""

    def wait_for(self, address: str, is_there: Callable[[str], object]) -> None:
        """Ask for a page until it is as wanted.

        Raises:
            FailedError: the server has ended, or it takes too long.
        """
        end = monotonic() + PATIENCE
        while not is_there(self.get(address)):
            self.process.check()
            if monotonic() > end:
                raise self.process.failure()
            sleep(POLLING_INTERVAL)


@dataclass(frozen=True)
class Edited:
    """What is edited, and where it is seen: files, and addresses below the server's root.

    Attributes:
        file: a question's page.
        page: its address.
        ready: what is there once the server has nothing more to do.
    """

    file: Path
    page: str
    ready: str


@contextmanager
def preview(
    command: Sequence[str | Path], folder: Path, scratch: Path, edited: Edited
) -> Iterator[Preview]:
    """Start a live preview, and wait until it is ready.

    Args:
        command: what serves it, without the port at its end: an argument, or what follows a colon.
        folder: the project.
        scratch: a folder for temporary files.
        edited: what is looked for.
    """
    with socket.create_server((HOST, 0)) as free:
        port = int(free.getsockname()[1])
    *first, last = map(str, command)
    command = [*first, f"{last}{port}"] if last.endswith(":") else [*first, last, str(port)]
    server = Preview(Process(command, folder, scratch), port)
    try:
        server.wait_for(edited.page, bool)
        server.wait_for(edited.ready, bool)
        yield server
    finally:
        if not server.process.has_ended:
            server.memory = server.process.stop().bytes


def edit_text(file: Path) -> None:
    """Give a question's page a paragraph more."""
    text = file.read_text(encoding="utf-8")
    edited = text.replace(HEADING, f"{HEADING}\nThis is an edit.\n")
    file.write_text(edited, encoding="utf-8")


def seconds_to_page(server: Preview, edited: Edited, times: int) -> list[float]:
    """Edit the page's text several times; return how long each takes to be served."""
    text = edited.file.read_text(encoding="utf-8")
    paragraphs = [f"This is edit {number} of {times}." for number in range(1, times + 1)]
    return [
        _seconds(
            server,
            edited.file,
            text.replace(HEADING, f"{HEADING}\n{paragraph}\n"),
            edited.page,
            partial(_contains, paragraph),
        )
        for paragraph in paragraphs
    ]


def seconds_to_index(server: Preview, edited: Edited, times: int) -> list[float]:
    """Edit the page's level several times; return how long the question index takes to show it."""
    text = edited.file.read_text(encoding="utf-8")
    match = LEVEL.search(text)
    if match is None:
        raise ValueError(f"{edited.file} has no level")
    other = next(level for level in LEVELS if level != match[1])
    levels = [match[1] if number % 2 else other for number in range(times)]
    return [
        _seconds(
            server,
            edited.file,
            LEVEL.sub(f"level: {level}", text),
            INDEX,
            partial(shows_level, edited.page, level),
        )
        for level in levels
    ]


def _seconds(
    server: Preview, file: Path, text: str, address: str, is_there: Callable[[str], object]
) -> float:
    """Return how long it takes from writing the file until an address serves what is wanted."""
    sleep(REST)
    start = perf_counter()
    file.write_text(text, encoding="utf-8")
    server.wait_for(address, is_there)
    return perf_counter() - start


def _contains(text: str, html: str) -> bool:
    return text in html


def shows_level(page: str, level: str, html: str) -> bool:
    """Say whether the question index has a page with that level."""
    entries = html.split("<li")
    return any(f'/{page}"' in each and f'data-level="{level}"' in each for each in entries)
