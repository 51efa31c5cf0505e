"""Work spread over the machine's cores."""

import os
import sys
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import current_process, get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar, cast

T = TypeVar("T")

FEWEST = 8
"""Calls that a process is worth."""

_function: Callable[[int], Any]


def on_all_cores(function: Callable[[int], T], count: int) -> Iterable[T]:
    """Return what a function returns for each number from 0 to `count` - 1, in their order.

    On Linux the calls are made in processes forked from this one, which so have all that is loaded
    without a copy. Elsewhere, with threads about (a fork would not have them) or with little to
    do, they are made here.

    Args:
        function: what it returns must be picklable; what it changes is lost.
        count: how many calls there are.
    """
    processes = min(os.cpu_count() or 1, count // FEWEST)
    if not _can_fork() or processes < 2:
        return map(function, range(count))
    fork = get_context("fork")
    with ProcessPoolExecutor(processes, fork, initializer=_keep, initargs=(function,)) as pool:
        return list(pool.map(_call, range(count), chunksize=4))


def beside(function: Callable[[], T]) -> Callable[[], T]:
    """Begin a call in another process, and return what waits for its end and returns its result.

    Where `on_all_cores` would call here, the call is made here, when its end is waited for.

    Args:
        function: what it returns or raises must be picklable; what it changes is lost, but for
            files.
    """
    if not _can_fork():
        return function
    fork = get_context("fork")
    receiver, sender = fork.Pipe(duplex=False)
    process = fork.Process(target=_send, args=(sender, function), daemon=True)
    process.start()
    sender.close()

    def wait() -> T:
        try:
            result, error = receiver.recv()
        except EOFError as end:
            process.join()
            raise RuntimeError(f"a process has ended with {process.exitcode}") from end
        process.join()
        if error is not None:
            raise error
        return cast("T", result)

    return wait


def _send(sender: Connection, function: Callable[[], Any]) -> None:
    answer: tuple[Any, BaseException | None]
    try:
        answer = function(), None
    except BaseException as error:  # noqa: BLE001 -- whatever it is, it is raised there
        answer = None, error
    sender.send(answer)


def _can_fork() -> bool:
    """Say whether a fork is safe, and allowed: a process of `beside` may have none of its own."""
    is_alone = threading.active_count() == 1 and not current_process().daemon
    return sys.platform == "linux" and is_alone


def _keep(function: Callable[[int], Any]) -> None:
    global _function  # noqa: PLW0603 -- what a forked process has is its own
    _function = function


def _call(number: int) -> Any:  # noqa: ANN401 -- whatever the function returns
    return _function(number)
