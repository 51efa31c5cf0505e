"""The search index of a built site, by itself: no command makes it without the site.

Run by `make bench` as a program in the project's folder; prints the seconds as JSON.
"""

import json
import shutil
from pathlib import Path
from time import perf_counter

from handbook.build import SITE
from handbook.load import load
from handbook.search import all_words, build_index


def main() -> None:
    """Make the index of `site/` anew; print how long that takes."""
    root = Path.cwd()
    library = load(root).library
    shutil.rmtree(root / SITE / "pagefind")
    start = perf_counter()
    build_index(root / SITE, all_words(library))
    print(json.dumps(perf_counter() - start))


if __name__ == "__main__":
    main()
