"""TeX to HTML through one KaTeX process that lives as long as we do."""

import atexit
import json
import os
import re
import subprocess
import tempfile
import zlib
from collections.abc import Iterable, Set
from contextlib import suppress
from functools import cache
from html import unescape
from pathlib import Path
from threading import Lock, Thread
from typing import IO, TypedDict, cast

from handbook.node import NODE

RENDERER = Path(__file__).with_name("render.mjs")
"""Node finds the package `katex` by walking up from here to the project's `node_modules`."""

COMBINING_LOW_LINE = "\u0332"
"""KaTeX underlines the offending TeX in its messages with these."""

TAG = re.compile("<[^>]*>")


class FormulaError(Exception):
    """KaTeX rejects a formula; the message is KaTeX's own, with the position in the TeX."""


class KatexDiedError(RuntimeError):
    """The KaTeX process has ended before we did; the message is what it said on its way out."""


class _Answer(TypedDict, total=False):
    html: str
    error: str


class Katex:
    """Renders formulas with KaTeX in strict mode, in one Node process.

    The process starts at the first formula and ends with ours. Every answer is remembered, so that
    a live preview asks for a formula once. Threads may share an instance.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[str] | None = None
        self._owner = os.getpid()
        self._stderr: IO[str]
        self._answers: dict[tuple[str, bool], bytes] = {}

    def render(self, tex: str, display: bool) -> str:
        """Return a formula's HTML, with the MathML that screen readers speak.

        Args:
            tex: the formula without delimiters.
            display: whether it stands on its own rather than in a line of text.

        Raises:
            FormulaError: KaTeX rejects it.
            KatexDiedError: the process has ended.
        """
        if (tex, display) not in self._answers:
            self.prepare([(tex, display)])
        answer = _unpacked(self._answers[tex, display])
        if "error" in answer:
            message = answer["error"].removeprefix("KaTeX parse error: ")
            raise FormulaError(message.replace(COMBINING_LOW_LINE, ""))
        return answer["html"]

    def prepare(self, formulas: Iterable[tuple[str, bool]]) -> None:
        """Render many formulas in one go, so that `render` has their answers at hand.

        Args:
            formulas: each formula's TeX, and whether it is displayed.

        Raises:
            KatexDiedError: the process has ended.
        """
        with self._lock:
            new = [formula for formula in dict.fromkeys(formulas) if formula not in self._answers]
            if not new:
                return
            if self._process is None or self._owner != os.getpid():  # it is our parent's
                self._process, self._owner = self._start(), os.getpid()
            stdin = cast("IO[str]", self._process.stdin)
            stdout = cast("IO[str]", self._process.stdout)
            # Beside our reading: Node stops taking formulas while nobody takes its answers.
            writer = Thread(target=_write, args=(stdin, new))
            writer.start()
            answers = [_packed(stdout.readline()) for _ in new]
            writer.join()
            if answers[-1] == _packed(""):
                raise KatexDiedError(f"KaTeX's process has ended: {self._last_words()}")
            self._answers.update(zip(new, answers, strict=True))

    def characters(self) -> Set[str]:
        """Return the characters that the formulas rendered so far show on a screen."""
        shown = (
            answer["html"].partition('class="katex-html"')[2]
            for answer in map(_unpacked, self._answers.values())
            if "html" in answer
        )
        return {character for html in shown for character in unescape(TAG.sub("", html))}

    def _start(self) -> subprocess.Popen[str]:
        # A file rather than a pipe: nobody reads it along, and a full pipe would stop Node.
        self._stderr = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115
        atexit.register(self._stderr.close)
        process = subprocess.Popen(
            [NODE, RENDERER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            encoding="utf-8",
        )
        atexit.register(process.communicate)  # ends its input, and with it the process
        return process

    def _last_words(self) -> str:
        self._stderr.seek(0)
        return self._stderr.read().strip() or "it left no message"


def _packed(line: str) -> bytes:
    """Return an answer of KaTeX's process as it is remembered: in a fraction of the memory."""
    return zlib.compress(line.encode(), zlib.Z_BEST_SPEED)


def _unpacked(answer: bytes) -> _Answer:
    return cast("_Answer", json.loads(zlib.decompress(answer)))


def _write(stdin: IO[str], formulas: Iterable[tuple[str, bool]]) -> None:
    """Hand the formulas to Node, a line each; that it has died is seen where its answers fail."""
    with suppress(OSError):
        stdin.writelines(json.dumps(formula) + "\n" for formula in formulas)
        stdin.flush()


@cache
def shared_katex() -> Katex:
    """Return the instance that the site, the checks and the books share."""
    return Katex()
