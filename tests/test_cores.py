"""The checks of a large book are spread over the cores, and say the same as on one."""

import os
import subprocess
import sys
from collections.abc import Iterator
from threading import Event, Thread

import pytest

from handbook.cores import beside, on_all_cores
from handbook.math import FormulaError, shared_katex


@pytest.fixture
def busy_thread() -> Iterator[None]:
    done = Event()
    thread = Thread(target=done.wait)
    thread.start()
    yield
    done.set()
    thread.join()


PROGRAM = """
import os
from handbook.cores import on_all_cores
for number, process in on_all_cores(lambda number: (number, os.getpid()), 60):
    print(number, process != os.getpid())
"""


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="needs cores")
def test_answers_come_in_order_from_other_processes() -> None:
    # In a process of its own: other tests have left threads here.
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )

    assert run.stdout.splitlines() == [f"{number} True" for number in range(60)]


def test_a_few_calls_are_made_here() -> None:
    assert list(on_all_cores(lambda number: (number, os.getpid()), 3)) == [
        (number, os.getpid()) for number in range(3)
    ]


def test_with_threads_about_nothing_is_forked(busy_thread: None) -> None:
    assert set(on_all_cores(lambda _: os.getpid(), 60)) == {os.getpid()}


def test_formulas_nobody_has_prepared_get_their_own_answers_everywhere() -> None:
    shared_katex().render("a", False)

    def rendered(number: int) -> bool:
        with pytest.raises(FormulaError):
            shared_katex().render(rf"\foo_{number}", False)
        return f"<mn>{number}</mn>" in shared_katex().render(f"{number}", False)

    assert all(on_all_cores(rendered, 60))


BESIDE = """
import os
from handbook.cores import beside, on_all_cores

def fail():
    raise LookupError("there")

answer = beside(lambda: os.getpid())
nested = beside(lambda: set(on_all_cores(lambda _: os.getpid(), 60)))
failure, end = beside(fail), beside(lambda: os._exit(3))
print(answer() != os.getpid(), len(nested()))
for wait in (failure, end):
    try:
        wait()
    except Exception as error:
        print(repr(error))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked")
def test_a_call_beside_returns_or_raises_where_it_is_waited_for() -> None:
    run = subprocess.run([sys.executable, "-c", BESIDE], capture_output=True, text=True, check=True)

    assert run.stdout.splitlines() == [
        "True 1",
        "LookupError('there')",
        "RuntimeError('a process has ended with 3')",
    ]


def test_with_threads_about_a_call_beside_is_made_where_it_is_waited_for(busy_thread: None) -> None:
    calls: list[int] = []
    wait = beside(lambda: calls.append(os.getpid()))
    assert calls == []
    wait()
    assert calls == [os.getpid()]
