"""The program that runs a page's code in an interpreter of its own; see `handbook.sandbox`.

It reads one JSON object from its standard input, and writes a line of JSON for each block of code.
It imports nothing of ours, so that nothing of ours is there to be found.
"""

import builtins
import importlib
import io
import json
import os
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from types import FrameType, ModuleType
from typing import Any

NAME = "<code of a page>"

HARMLESS = frozenset(
    # What named tuples, data classes and functions of NumPy do, or Python itself on their behalf.
    ["builtins.id", "compile", "exec", "object.__getattr__", "object.__setattr__", "sys._getframe"]
)
"""The audit events of code that computes."""

LATER = {"numpy": ("numpy.ma",)}
"""What modules import only when they need it, when nothing can be imported any more."""


class TooMuchError(BaseException):
    """The code prints more than a page can show; no `except Exception` of its own is in the way."""


class Output:
    """What a block prints, by the lines of its code.

    Attributes:
        lines: each line printed, with the line of code that ended it.
        place: the line of code that printed last.
    """

    def __init__(self, most: int) -> None:
        self.lines: list[tuple[int, str]] = []
        self._left = most
        self._begun = ""
        self.place = 1

    def print(
        self,
        *values: object,
        sep: str | None = " ",
        end: str | None = "\n",
        flush: bool = False,  # noqa: ARG002 -- there is nothing to flush
    ) -> None:
        """Take the place of `print`."""
        text = ("" if sep is None else sep).join(map(str, values)) + ("\n" if end is None else end)
        if not self.is_too_much:
            self.place = _line_of(sys._getframe(1)) or self.place
        self._left -= len(text)
        if self.is_too_much:
            raise TooMuchError
        *ended, self._begun = (self._begun + text).split("\n")
        self.lines += [(self.place, line) for line in ended]

    def close(self) -> None:
        """End the last line, if there is one that nothing ended."""
        if self._begun:
            self.lines.append((self.place, self._begun))

    @property
    def is_too_much(self) -> bool:
        """Whether something was printed that is too much."""
        return self._left < 0


def main() -> None:
    """Run the blocks that are asked for."""
    request = json.load(sys.stdin)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    sys.stdout = io.StringIO()
    warnings.simplefilter("ignore")  # showing one would read a file
    modules = harmless_modules(request["modules"], request["hidden"], request["packages"])
    functions = harmless_functions(request["hidden"]["builtins"], modules)
    leave_network()
    set_limits(request["limits"]["seconds"], request["limits"]["megabytes"])
    sys.path.clear()
    sys.addaudithook(refuser(HARMLESS))
    for code in request["blocks"]:
        answer = run(code, functions, request["limits"]["characters"])
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
    os._exit(0)  # without the shutdown, whose files and modules the hook would refuse


def run(code: str, functions: Mapping[str, Any], most: int) -> Mapping[str, Any]:
    """Run one block; return what it printed, and why and where it stopped."""
    output = Output(most)
    namespace = {"__name__": "__main__", "__builtins__": {**functions, "print": output.print}}
    error: BaseException | None = None
    try:
        exec(compile(code, NAME, "exec", dont_inherit=True), namespace)  # noqa: S102
    except BaseException as raised:  # noqa: BLE001 -- whatever a page's code can raise
        error = raised
    output.close()
    return {
        "printed": output.lines,
        "raised": "TooMuchError" if output.is_too_much else name_of(error),
        "reason": reason(error),
        "line": output.place if output.is_too_much else place(error),
    }


def name_of(error: BaseException | None) -> str | None:
    """Return the name of what was raised; NumPy has a `MemoryError` of its own."""
    if error is None:
        return None
    return "MemoryError" if isinstance(error, MemoryError) else type(error).__name__


def reason(error: BaseException | None) -> str:
    """Return what an exception says, on one line."""
    try:
        return " ".join(str(error).split())[:200]
    except BaseException:  # noqa: BLE001 -- a page's own exception may fail at that too
        return ""


def place(error: BaseException | None) -> int:
    """Return the line of code that an exception left last."""
    line = 1
    traceback = error.__traceback__ if error else None
    while traceback:
        if traceback.tb_frame.f_code.co_filename == NAME:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _line_of(frame: FrameType | None) -> int:
    """Return the line of the page's code that calls, 0 if none does."""
    while frame and frame.f_code.co_filename != NAME:
        frame = frame.f_back
    return frame.f_lineno if frame else 0


def harmless_modules(
    names: Sequence[str], hidden: Mapping[str, Sequence[str]], packages: str | None
) -> Mapping[str, ModuleType]:
    """Return copies of the modules, without other modules and without what is hidden.

    Args:
        names: the modules; those that are not installed are left out.
        hidden: what each has for the code's harm.
        packages: the folder that NumPy is installed in.
    """
    sys.path += [packages] if packages else []
    copies: dict[str, ModuleType] = {}
    for name in names:
        try:
            module = importlib.import_module(name)
            for later in LATER.get(name, ()):
                importlib.import_module(later)
        except ImportError:
            continue
        copies[name] = ModuleType(name)
        for key, value in vars(module).items():
            is_hidden = key.startswith("_") or key in hidden.get(name, ())
            if not is_hidden and not isinstance(value, ModuleType):
                setattr(copies[name], key, value)
    for name, copy in copies.items():
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(copies[parent], child, copy)
    return copies


def harmless_functions(
    hidden: Sequence[str], modules: Mapping[str, ModuleType]
) -> Mapping[str, Any]:
    """Return the built-ins without what is hidden, and with an `import` of `modules` alone."""

    def import_(
        name: str,
        globals: object = None,  # noqa: A002, ARG001
        locals: object = None,  # noqa: A002, ARG001
        fromlist: Sequence[str] | None = None,
        level: int = 0,
    ) -> ModuleType:
        # NumPy's C code asks for parts of its own in our name; an `import` has no list but a tuple.
        if isinstance(fromlist, list) and name in sys.modules:
            return sys.modules[name]
        if level or name not in modules:
            raise ImportError(f"'{name}' is not there for a page's code")
        return modules[name if fromlist else name.partition(".")[0]]

    public = {
        name: value
        for name, value in vars(builtins).items()
        if not name.startswith("_") and name not in hidden
    }
    return {**public, "__build_class__": builtins.__build_class__, "__import__": import_}


def leave_network() -> None:
    """Move to a network without a way out, where Linux lets us."""
    if sys.platform != "linux":
        return
    import ctypes  # noqa: PLC0415 -- not to be had on every system

    new_user, new_network = 0x10000000, 0x40000000
    ctypes.CDLL(None).unshare(new_user | new_network)


def set_limits(seconds: int, megabytes: int) -> None:
    """Set the system's limits, as far as it has them."""
    try:
        import resource  # noqa: PLC0415 -- not on Windows
    except ImportError:
        return
    limits = {
        "RLIMIT_CPU": seconds,
        "RLIMIT_AS": megabytes * 1_000_000,
        "RLIMIT_CORE": 0,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NOFILE": 0,
        "RLIMIT_NPROC": 0,
    }
    for name, limit in limits.items():
        try:
            # At the first a signal says which limit it was; at the second there is no more to say.
            final = limit + 1 if name == "RLIMIT_CPU" else limit
            resource.setrlimit(getattr(resource, name), (limit, final))
        except (AttributeError, OSError, ValueError):  # macOS knows some by name only
            continue


def refuser(harmless: frozenset[str]) -> Callable[[str, tuple[Any, ...]], None]:
    """Return a hook that stops what reaches beyond the interpreter.

    Args:
        harmless: the events that do not; kept where no frame leads to it.
    """

    def refuse(event: str, _: tuple[Any, ...]) -> None:
        if event not in harmless:
            raise PermissionError(f"'{event}' is not for a page's code")

    return refuse


if __name__ == "__main__":
    main()
