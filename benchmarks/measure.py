"""How long a command takes, and how much memory: the command as somebody would type it."""

import os
import resource
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from sys import platform
from time import monotonic, perf_counter, sleep

LAST_LINES = 15
"""How much to show of what a command printed that has failed."""

PATIENCE = 20.0
"""How many seconds a server gets to end."""

MAXRSS_UNIT = 1 if platform == "darwin" else 1024
"""In which bytes the system counts the memory of a process."""


class FailedError(Exception):
    """A command has ended with an error; the message is the end of what it printed.

    Attributes:
        command: what was run, without the folders of its programs and files.
    """

    def __init__(self, command: Sequence[str | Path], output: str) -> None:
        self.command = " ".join(Path(part).name for part in command)
        super().__init__(f"{self.command}\n{output}")


@dataclass(frozen=True)
class Cost:
    """What something takes.

    Attributes:
        seconds: on the clock.
        bytes: the most memory that a process of it had at a time.
    """

    seconds: float
    bytes: int


def cheapest(costs: Sequence[Cost]) -> Cost:
    """Return the quickest of several runs: what else the machine does only ever adds to a time.

    Its memory is the most of them all.
    """
    return Cost(min(cost.seconds for cost in costs), max(cost.bytes for cost in costs))


class Process:
    """A running command.

    Args:
        command: the program and its arguments.
        folder: the project, in which it is run; the program's own modules are those of there.
        scratch: a folder for temporary files, which goes with what a killed command leaves.
    """

    def __init__(self, command: Sequence[str | Path], folder: Path, scratch: Path) -> None:
        self._command = command
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 -- closed at the end of the process
        self._start = perf_counter()
        environment = os.environ | {
            "PYTHONPATH": str(folder),
            "TMPDIR": str(scratch),
            "NO_MKDOCS_2_WARNING": "1",
        }
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )

    def finish(self) -> tuple[Cost, str]:
        """Wait for its end; return what it took, and the end of what it printed.

        Raises:
            FailedError: it has failed.
        """
        cost, output = self._waited(os.wait4(self._process.pid, 0)), self.output()
        self._log.close()
        if self._process.returncode != 0:
            raise FailedError(self._command, output)
        return cost, output

    def stop(self) -> Cost:
        """End a server."""
        self._process.terminate()
        end = monotonic() + PATIENCE
        while not (ended := os.wait4(self._process.pid, os.WNOHANG))[0]:
            if monotonic() > end:
                self._process.kill()
                ended = os.wait4(self._process.pid, 0)
                break
            sleep(0.05)
        self._log.close()
        return self._waited(ended)

    def check(self) -> None:
        """See whether it still runs; FailedError if it does not."""
        pid, status, usage = os.wait4(self._process.pid, os.WNOHANG)
        if pid:
            self._waited((pid, status, usage))
            raise self.failure()

    def output(self) -> str:
        """Return the end of what it has printed so far."""
        self._log.seek(0)
        lines = self._log.read().decode("utf-8", "replace").splitlines()
        return "\n".join(lines[-LAST_LINES:])

    def failure(self) -> FailedError:
        """Return the failure of a server that does not do what it should."""
        return FailedError(self._command, self.output())

    @property
    def has_ended(self) -> bool:
        """Whether its end has been noticed."""
        return self._process.returncode is not None

    def _waited(self, ended: tuple[int, int, resource.struct_rusage]) -> Cost:
        _, status, usage = ended
        seconds = perf_counter() - self._start
        self._process.returncode = os.waitstatus_to_exitcode(status)
        return Cost(seconds, usage.ru_maxrss * MAXRSS_UNIT)


def cost_of(command: Sequence[str | Path], folder: Path, scratch: Path) -> Cost:
    """Run a command; FailedError if it fails."""
    return Process(command, folder, scratch).finish()[0]
