"""Serve a live preview: `handbook serve` runs this with a port and the parts to show.

MkDocs' own server watches the files, hands out the pages and reloads them. Its command would end
at the first mistake, and make every page anew for every change.
"""

import os
import shutil
import signal
import socket
import sys
import traceback
from collections.abc import Sequence
from logging import NullHandler, getLogger
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread, Timer
from time import perf_counter
from typing import NoReturn

import typer
from jinja2 import FileSystemBytecodeCache, TemplateSyntaxError
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer

from handbook.check.scope import UnknownPartError
from handbook.cli.common import count, print_problems
from handbook.math import KatexDiedError, shared_katex
from handbook.preview import SCRIPT, Change, Preview
from handbook.problems import Problem
from handbook.search import SearchError, all_words, build_index
from handbook.watched import WATCHED

ROOT = Path(__file__).parent.parent
HOST = "127.0.0.1"
POLLING_INTERVAL = 0.2
"""How often to look for changes, in seconds."""

PAUSE = 1.0
"""How long a browser gets to load a page, in seconds, before others are made: it waits for them."""

NO_PAGE = b'<!doctype html><meta charset="utf-8"><body><script src="/preview.js"></script></body>'
"""What stands for a page before there is any; its script says why."""


class Site:
    """The pages that are served, kept up to date.

    They are made beside the ones being served, which stay as they are if that fails.

    Args:
        preview: what to show.
        folder: where to put them.
        port: where to listen.
    """

    def __init__(self, preview: Preview, folder: Path, port: int) -> None:
        self._preview = preview
        self._folder = folder
        self._pages = folder / "pages"
        self._pages.mkdir()
        self._compiled_templates = FileSystemBytecodeCache(str(folder))
        self._indexing: Thread | None = None
        self._ends = Event()
        self._printed: list[Problem] = []
        self._server = LiveReloadServer(
            builder=self.update,
            host=HOST,
            port=port,
            root=str(self._pages),
            polling_interval=POLLING_INTERVAL,
        )
        self._server.error_handler = self._error_page
        for name in WATCHED:
            self._server.watch(str(ROOT / name))
        self._again = folder / "again"
        self._again.touch()
        self._server.watch(str(self._again))

    def serve(self) -> None:
        """Serve until Ctrl-C, which is passed on as a KeyboardInterrupt."""
        try:
            self.update()
            typer.echo(f"{self._server.url} shows what you write; Ctrl-C ends it")
            self._server.serve()  # type: ignore[no-untyped-call]
        finally:
            self._ends.set()
            self._server.shutdown()

    def update(self) -> None:
        """Make anew what has changed, and say what is wrong."""
        start = perf_counter()
        pages = 0
        try:
            change = self._preview.read()
            if self._indexing is None or self._preview.data_is_sound:
                self._make(change)
                pages = len(change.urls)
            else:
                self._preview.forget()
        except Exception as error:  # noqa: BLE001 -- whatever it is, the preview goes on
            self._preview.forget()
            if self._preview.data_is_sound:  # or else that is why
                self._preview.problems.append(_as_problem(error))
        shutil.copy(SCRIPT, self._pages / "preview.js")
        (self._pages / "preview.json").write_text(self._preview.report(), encoding="utf-8")
        if self._preview.is_behind:
            timer = Timer(PAUSE, self._again.touch)
            timer.daemon = True
            timer.start()
        self._print(f"{count(pages, 'page')} made in {perf_counter() - start:.1f} s")

    def _make(self, change: Change) -> None:
        made = self._folder / "made"
        shutil.rmtree(made, ignore_errors=True)
        config = load_config(
            str(ROOT / "mkdocs.yml"), site_dir=str(made), site_url=self._server.url, strict=False
        )
        config.extra["preview"] = self._preview
        config.extra["change"] = change
        config.extra["compiled_templates"] = self._compiled_templates
        build(config)
        if change.is_whole:
            self._replace_pages(made)
        else:
            shutil.copytree(made, self._pages, dirs_exist_ok=True)
            for url in change.gone:
                (self._pages / url / "index.html").unlink(missing_ok=True)

    def _replace_pages(self, made: Path) -> None:
        """Serve other pages, with the search index of the first, which takes long to make."""
        retired = self._folder / "retired"
        if self._indexing:
            self._indexing.join()
            if (self._pages / "pagefind").exists():
                (self._pages / "pagefind").rename(made / "pagefind")
        self._pages.rename(retired)
        made.rename(self._pages)
        shutil.rmtree(retired)
        if self._indexing is None:
            self._indexing = Thread(target=self._index, daemon=True)
            self._indexing.start()

    def _index(self) -> None:
        try:
            build_index(self._pages, all_words(self._preview.library))
        except SearchError as error:
            if self._ends.wait(PAUSE):
                return  # Ctrl-C has reached Pagefind too
            typer.echo(f"the preview cannot be searched: {error}", err=True)

    def _error_page(self, code: int) -> bytes | None:
        page = self._pages / "404.html"
        return None if code != 404 else page.read_bytes() if page.exists() else NO_PAGE

    def _print(self, result: str) -> None:
        problems = self._preview.problems
        if problems != self._printed:
            print_problems(problems)
            result += f"; {count(len(problems), 'error')}"
        self._printed = list(problems)
        typer.echo(result)


def _as_problem(error: Exception) -> Problem:
    """Return what stopped a build, with the last place of ours that it came from."""
    if isinstance(error, MkDocsException):
        advice = "correct it; `handbook site` may say more"
        return Problem(Path("mkdocs.yml"), 1, str(error), advice)
    places = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError):
        places.append((error.filename or "", error.lineno))
    ours = [
        (path.relative_to(ROOT), line or 1)
        for path, line in ((Path(name), line) for name, line in places)
        if path.is_relative_to(ROOT) and not path.is_relative_to(ROOT / ".venv")
    ]
    path, line = ours[-1]
    return Problem(path, line, f"{type(error).__name__}: {error}", "correct it")


def serve(port: int, parts: Sequence[str]) -> None:
    """Serve until somebody presses Ctrl-C.

    Args:
        port: where to listen, on this machine only.
        parts: the questions, topics or paths to show; everything, if there are none.

    Raises:
        UnknownPartError: one of the parts is none.
        KatexDiedError: there can be no formulas.
    """
    shared_katex().prepare([("x", False)])
    preview = Preview(ROOT, parts)
    with TemporaryDirectory(prefix="handbook-", ignore_cleanup_errors=True) as folder:
        Site(preview, Path(folder), port).serve()


def main() -> None:
    """Read the command line, and say in a line what is wrong with it."""
    getLogger("mkdocs").addHandler(NullHandler())  # it speaks of what we say better
    getLogger("mkdocs").propagate = False
    for end in (signal.SIGHUP, signal.SIGTERM):  # as Ctrl-C does, so that nothing stays behind
        signal.signal(end, signal.default_int_handler)
    port, *parts = sys.argv[1:]
    try:
        socket.create_server((HOST, int(port))).close()
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        _refuse(f"port {port} cannot be used: {reason}; choose another with --port")
    try:
        serve(int(port), parts)
    except UnknownPartError as error:
        _refuse(str(error))
    except KatexDiedError as error:
        _refuse(f"{str(error).splitlines()[0]}; run `make setup`")
    except KeyboardInterrupt:
        typer.echo()


def _refuse(message: str) -> NoReturn:
    typer.echo(message, err=True)
    sys.exit(2)


if __name__ == "__main__":
    main()
