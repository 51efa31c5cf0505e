"""Write what needs upkeep, as the text of an issue: `python tools/upkeep.py links.json`.

That file is lychee's report, in JSON, on the links to other hosts. The text lists the links that
are broken and the reviews that are overdue; where there are none, it is empty.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from handbook.check.front_matter import check_review
from handbook.load import load
from handbook.problems import Problem

ROOT = Path(__file__).resolve().parent.parent

LONGEST = 60_000
"""Characters; GitHub takes 65,536 in an issue."""

CUT = "The list goes on: see the files that this week's run keeps. 列表未完，见本次运行保留的文件。"


def report(links: Mapping[str, Any], overdue: Iterable[Problem]) -> str:
    """Return the text of the issue, '' if nothing is to be done.

    Args:
        links: lychee's report.
        overdue: the reviews that are overdue.

    Raises:
        ValueError: lychee saw no link at all, which says nothing about the links.
    """
    if not links["total"]:
        raise ValueError("lychee saw no link; look at its arguments and at .github/lychee.toml")
    parts = [
        *_part("Broken links · 失效链接", sorted(_broken(links))),
        *_part("Overdue reviews · 逾期未复核", [f"- {problem}" for problem in overdue]),
    ]
    return _cut("\n".join(parts))


def _broken(links: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line for each broken link, with the pages that have it."""
    pages: dict[tuple[str, str], set[str]] = defaultdict(set)
    # What timed out is an error to lychee 0.23, and a map of its own to 0.24.
    for failures in (links["error_map"], links.get("timeout_map", {})):
        for page, entries in failures.items():
            for entry in entries:
                pages[entry["url"], entry["status"]["text"]].add(page)
    for (url, reason), where in pages.items():
        yield f"- {_code(url)}: {_code(reason)}, in {', '.join(map(_code, sorted(where)))}"


def _part(title: str, lines: Sequence[str]) -> Sequence[str]:
    return [f"## {title}", "", *lines, ""] if lines else []


def _code(text: str) -> str:
    """Return text that GitHub shows as it is, whatever a server has put into it."""
    plain = " ".join(text.split()).replace("`", "'")
    return f"`{plain}`"


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    whole_lines = text[:LONGEST].rpartition("\n")[0]
    return f"{whole_lines}\n\n{CUT}\n"


def main() -> None:
    """Print the text."""
    links = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    pages = load(ROOT).library.pages
    overdue = sorted(problem for page in pages for problem in check_review(page, date.today()))
    try:
        text = report(links, overdue)
    except ValueError as error:
        sys.exit(str(error))
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
