"""The tools that only the books need, and are there only when their set-up has run."""

from collections.abc import Iterator
from contextlib import contextmanager


class ToolError(RuntimeError):
    """A tool of the books has failed, through no fault of the pages; the message says how."""


class MissingToolsError(ToolError):
    """The books' tools are not installed; the message says how to get them."""


@contextmanager
def tools_needed() -> Iterator[None]:
    """Say in one line that a package of the books' set-up cannot be imported."""
    try:
        yield
    except ModuleNotFoundError as error:
        message = f"the books need {error.name}; run `python3 tools/setup.py books`"
        raise MissingToolsError(message) from error
