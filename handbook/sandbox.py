"""Run the Python code of a page apart: in an interpreter of its own, with little and for a while.

What it promises: a mistake in a page's code cannot hang, fill or change the machine that runs it,
and code that is out for more meets one thing after the other: a check of its text
(`handbook.check.code`), built-ins and modules without what it would need, a hook that refuses
files, processes, sockets and foreign functions, and the system's own limits on time, memory, files
and network. Somebody who knows Python well can get around any one of these.

What it does not promise: that nobody gets around all of them. It is no jail. Strangers' pages are
checked where there is nothing to take: without secrets, on a machine that is thrown away.

Linux has all the limits, macOS most of them; on Windows there is the time by the clock.
"""

import importlib.util
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event, Timer
from typing import IO, Any, cast

from handbook.load.characters import fault_in

PROGRAM = Path(__file__).with_name("sandboxed.py")
"""What runs in the interpreter apart."""

MODULES = (
    *("bisect", "cmath", "collections", "collections.abc", "dataclasses", "decimal", "fractions"),
    *("functools", "heapq", "itertools", "math", "numpy", "numpy.fft", "numpy.linalg"),
    *("numpy.polynomial", "numpy.random", "operator", "random", "re", "statistics", "string"),
    *("textwrap", "typing"),
)
"""What the code may import."""

HIDDEN: Mapping[str, Sequence[str]] = {
    "builtins": (
        *("breakpoint", "compile", "delattr", "dir", "eval", "exec", "exit", "getattr", "globals"),
        *("help", "input", "locals", "memoryview", "open", "quit", "setattr", "vars"),
    ),
    "dataclasses": ("make_dataclass",),
    "functools": ("update_wrapper",),
    "numpy": (
        *("DataSource", "byte_bounds", "char", "compat", "core", "ctypeslib", "distutils"),
        *("exceptions", "f2py", "fromfile", "fromregex", "genfromtxt", "get_include", "info"),
        *("lib", "load", "loadtxt", "lookfor", "ma", "matlib", "memmap", "rec", "save", "savetxt"),
        *("savez", "savez_compressed", "show_config", "show_runtime", "source", "strings"),
        *("test", "testing", "typing"),
    ),
    "operator": ("attrgetter", "methodcaller"),
    "string": ("Formatter",),
    "typing": ("ForwardRef", "get_type_hints"),
}
"""What is not there for the code: files, C, and ways to attributes and code by their text."""


OUT_OF_TIME = -signal.SIGXCPU if hasattr(signal, "SIGXCPU") else None
"""How an interpreter ends that has used up the processor's time."""

MOST_BYTES = 1_000_000
"""How much an interpreter may answer: what all blocks of a page print, and more."""

LESS = "compute less"


@dataclass(frozen=True)
class Limits:
    """What a page's code may take.

    Attributes:
        seconds: of the processor; by the clock three times as many, for a busy machine.
        megabytes: of memory, Python and NumPy included.
        characters: of output.
    """

    seconds: int = 20
    megabytes: int = 1_000
    characters: int = 10_000


DEFAULT_LIMITS = Limits()


Printed = Sequence[tuple[int, str]]
"""The lines that a block of code printed, each with the line of code, from 1, that ended it."""


@dataclass(frozen=True)
class Outcome:
    """What a block of code did.

    Attributes:
        printed: its output.
        error: what it did wrong, as in 'the code raises …'; '' if it reached its end.
        advice: what to do about it.
        line: the line of code that it stopped on.
    """

    printed: Printed = ()
    error: str = ""
    advice: str = "mend it"
    line: int = 1


def run(blocks: Sequence[str], limits: Limits = DEFAULT_LIMITS) -> list[Outcome]:
    """Run blocks of code one after the other in one new interpreter, each with names of its own.

    Args:
        blocks: their texts, in which `handbook.check.code` has found nothing.
        limits: what they may take, together.

    Returns:
        What each block did, up to the first that ended the interpreter.
    """
    words = set(re.findall(r"\w+", " ".join(blocks)))
    modules = [module for module in MODULES if words.issuperset(module.split("."))]
    request = {
        "blocks": blocks,
        "modules": modules,
        "hidden": HIDDEN,
        "packages": _packages(),
        "limits": asdict(limits),
    }
    with tempfile.TemporaryDirectory() as folder, _start(folder) as process:
        answers, is_late = _talk(process, json.dumps(request).encode(), 3 * limits.seconds)
    outcomes = list(_outcomes(answers, limits))[: len(blocks)]
    if len(outcomes) < len(blocks):
        if is_late or process.returncode == OUT_OF_TIME:
            outcomes.append(Outcome((), f"ran longer than {limits.seconds} s", LESS))
        else:
            outcomes.append(Outcome((), "ended its interpreter"))
    return outcomes


def _talk(process: "subprocess.Popen[bytes]", request: bytes, seconds: int) -> tuple[bytes, bool]:
    """Ask for the request; return what is answered, so much of it, and whether time ran out."""
    late = Event()

    def stop() -> None:
        late.set()
        process.kill()

    timer = Timer(seconds, stop)
    timer.start()
    try:
        stdin, stdout = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        with suppress(BrokenPipeError), stdin:
            stdin.write(request)
        return stdout.read(MOST_BYTES), late.is_set()
    finally:
        timer.cancel()
        process.kill()


def _start(folder: str) -> "subprocess.Popen[bytes]":
    """Start an interpreter that knows nothing of ours, and what it reaches by name is `folder`."""
    environment = {f"{library}_NUM_THREADS": "1" for library in ("MKL", "OMP", "OPENBLAS")}
    if "SYSTEMROOT" in os.environ:  # which Python needs on Windows
        environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    return subprocess.Popen(
        [sys.executable, "-I", "-S", "-X", "utf8", str(PROGRAM)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=environment,
    )


def _packages() -> str | None:
    """Return the folder that NumPy is installed in, None if it is not."""
    numpy = importlib.util.find_spec("numpy")
    return str(Path(numpy.origin).parents[1]) if numpy and numpy.origin else None


def _outcomes(answers: bytes, limits: Limits) -> Iterator[Outcome]:
    """Yield what the blocks did, up to an answer that is cut short, or is none."""
    for line in answers.split(b"\n")[:-1]:
        try:
            yield _outcome(json.loads(line), limits)
        except (KeyError, TypeError, ValueError):
            return


def _outcome(answer: Mapping[str, Any], limits: Limits) -> Outcome:
    printed = tuple((line, text) for line, text in answer["printed"])
    fault = fault_in("".join(text for _, text in printed))
    advice = Outcome.advice
    match answer["raised"]:
        case None:
            error = f"prints {fault}" if fault else ""
        case "MemoryError":
            error, advice = f"needs more than {limits.megabytes} MB of memory", LESS
        case "TooMuchError":
            error, advice = f"prints more than {limits.characters} characters", "print less"
        case raised:
            error = f"raises {raised}: {answer['reason']}"
    return Outcome(printed, error, advice, answer["line"])
