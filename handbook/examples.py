"""Run the Python blocks of the pages and show what they print, as `#>` comments below each print.

pytest-examples does the same but mixes up the lines when one loop prints twice.
"""

import ast
import io
import re
import tokenize
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from handbook.check.code import check_code
from handbook.model import CodeBlock, Page
from handbook.problems import ContentError, Problem
from handbook.sandbox import DEFAULT_LIMITS, Limits, Printed, run

AT_A_TIME = 2
"""How many pages' code runs side by side."""

MARGIN = re.compile(r"[ \t>]*")
"""What stands before a line of code in its file: indentation, and the mark of a quote."""


def examples(page: Page) -> list[CodeBlock]:
    """Return the page's Python blocks."""
    return [block for block in page.code_blocks if block.language == "python"]


def run_pages(pages: Iterable[Page]) -> Iterator[tuple[Page, Sequence[Printed] | ContentError]]:
    """Run the code of pages, some side by side; yield each with what `run_page` returns or raises.

    Args:
        pages: the pages; those without code are passed over.
    """
    busy = [page for page in pages if examples(page)]
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        yield from zip(busy, pool.map(_run_page, busy), strict=True)


def _run_page(page: Page) -> Sequence[Printed] | ContentError:
    try:
        return run_page(page)
    except ContentError as error:
        return error


def run_page(page: Page, limits: Limits = DEFAULT_LIMITS) -> list[Printed]:
    """Return what each of the page's Python blocks prints.

    Args:
        page: the page.
        limits: what its code may take.

    Raises:
        ContentError: the code has what it may not have, raises an exception or exceeds its limits.
    """
    if problems := list(check_code(page)):
        raise ContentError(problems)
    blocks = examples(page)
    outcomes = run([block.code for block in blocks], limits)
    problems = [
        Problem(page.path, block.line + outcome.line, f"the code {outcome.error}", outcome.advice)
        for block, outcome in zip(blocks, outcomes, strict=False)
        if outcome.error
    ]
    if problems:
        raise ContentError(problems)
    return [outcome.printed for outcome in outcomes]


def with_output(code: str, printed: Printed) -> str:
    """Return a block's text with its true output in place of the one it shows."""
    return "".join(_with_output(code, code.splitlines(keepends=True), printed))


def updated(root: Path, page: Page, printed: Sequence[Printed]) -> bytes:
    """Return a page's file with the true output of each of its Python blocks, else unchanged.

    Args:
        root: the project's folder.
        page: the page.
        printed: what each of its Python blocks prints.
    """
    text = (root / page.path).read_bytes().decode("utf-8")
    lines = list(io.StringIO(text, newline=""))
    for block, output in reversed(list(zip(examples(page), printed, strict=True))):
        end = block.line + block.code.count("\n")
        lines[block.line : end] = _with_output(block.code, lines[block.line : end], output)
    return "".join(lines).encode("utf-8")


def _with_output(code: str, lines: Sequence[str], printed: Printed) -> Iterator[str]:
    """Yield lines with the true output.

    Args:
        code: the block's text.
        lines: its lines as they stand in the file, which may be indented or quoted.
        printed: what it prints.
    """
    calls = _prints(code)
    shown: dict[int, list[str]] = defaultdict(list)
    for number, text in printed:
        call = calls.get(number, range(number, number + 1))
        margin = MARGIN.match(lines[call[0] - 1])
        shown[call[-1]].append(f"{margin[0] if margin else ''}#> {text}".rstrip())
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    old = _shown_output(code)
    for number, line in enumerate(lines, 1):
        if number not in old:
            yield line
        yield from (text + ending for text in shown.get(number, ()))


def _prints(code: str) -> Mapping[int, range]:
    """Return the lines of the print call that each line of code belongs to."""
    calls = (
        range(node.lineno, (node.end_lineno or node.lineno) + 1)
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id == "print"
    )
    return {line: lines for lines in calls for line in lines}


def _shown_output(code: str) -> Set[int]:
    """Return the lines that show what the code above them printed."""
    tokens = tokenize.generate_tokens(io.StringIO(code).readline)
    return {
        token.start[0]
        for token in tokens
        if token.type == tokenize.COMMENT and re.match(r"\s*#>", token.line)
    }
