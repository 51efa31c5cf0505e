"""Work spread over the machine's cores."""

import os
import sys
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

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
    if sys.platform != "linux" or threading.active_count() > 1 or processes < 2:
        return map(function, range(count))
    fork = get_context("fork")
    with ProcessPoolExecutor(processes, fork, initializer=_keep, initargs=(function,)) as pool:
        return list(pool.map(_call, range(count), chunksize=4))


def _keep(function: Callable[[int], Any]) -> None:
    global _function  # noqa: PLW0603 -- what a forked process has is its own
    _function = function


def _call(number: int) -> Any:  # noqa: ANN401 -- whatever the function returns
    return _function(number)
