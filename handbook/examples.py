"""Run the Python blocks of the pages and show what they print, as `#>` comments below each print.

pytest-examples does the same but mixes up the lines when one loop prints twice.
"""

import ast
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from handbook.model import CodeBlock, Library, Page
from handbook.problems import ContentError, Problem

OUTPUT = re.compile(r"^[ \t]*#>.*\n?", re.MULTILINE)
"""A line that shows what the code above it printed."""


def examples(library: Library) -> Iterator[tuple[Page, CodeBlock]]:
    """Yield every Python block of every page."""
    for page in library.pages:
        for block in page.code_blocks:
            if block.language == "python":
                yield page, block


def with_output(code: str, name: str) -> str:
    """Run a block and return it with its true output in place of the one it shows.

    Args:
        code: the block's text.
        name: what to call it in a traceback.

    Raises:
        Exception: whatever the block raises.
    """
    source = OUTPUT.sub("", code)
    prints = _prints(source)
    printed: dict[range, list[str]] = defaultdict(list)

    def record(*values: object, sep: str = " ") -> None:
        text = io.StringIO()
        print(*values, sep=sep, file=text)
        line = sys._getframe(1).f_lineno  # the one way to know who calls
        printed[prints.get(line, range(line, line + 1))] += text.getvalue().splitlines()

    exec(compile(source, name, "exec"), {"__name__": "__main__", "print": record})  # noqa: S102
    return "".join(_interleaved(source, printed))


def updated(root: Path, page: Page) -> str:
    """Return the text of a page's file with the true output of each of its Python blocks.

    Raises:
        ContentError: a block raises an exception.
    """
    lines = (root / page.path).read_text(encoding="utf-8").splitlines(keepends=True)
    for block in reversed([b for b in page.code_blocks if b.language == "python"]):
        end = block.line + block.code.count("\n")
        try:
            output = with_output(block.code, f"{page.path.as_posix()}:{block.line}")
        except Exception as error:  # whatever a page's code can raise
            message = f"the code raises {type(error).__name__}: {' '.join(str(error).split())}"
            raise ContentError([Problem(page.path, block.line, message, "mend it")]) from error
        lines[block.line : end] = output.splitlines(keepends=True)
    return "".join(lines)


def _prints(source: str) -> Mapping[int, range]:
    """Return the lines of the print call that each line of code belongs to."""
    calls = (
        range(node.lineno, (node.end_lineno or node.lineno) + 1)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id == "print"
    )
    return {line: lines for lines in calls for line in lines}


def _interleaved(source: str, printed: Mapping[range, list[str]]) -> Iterator[str]:
    """Yield the lines of the code, and below each print, as far indented, what it printed."""
    lines = source.splitlines(keepends=True)
    shown = {call[-1]: (call[0], texts) for call, texts in printed.items()}
    for number, line in enumerate(lines, 1):
        yield line
        first, texts = shown.get(number, (number, []))
        indent = re.match(r"\s*", lines[first - 1])
        yield from (f"{indent[0] if indent else ''}#> {text}".rstrip() + "\n" for text in texts)
