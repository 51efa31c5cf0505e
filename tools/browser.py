"""Find the browser that the tests read the site with, or install one: `python tools/browser.py`."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

COMMANDS = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
ADVICE = "no browser: install Chrome or Chromium, or set CHROME to the path of one"

PLAYWRIGHT = [[sys.executable, "-m", "playwright", "install", "chromium"]]
DEBIAN = [
    ["apt-get", "update", "-qq"],
    ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
]


def find_browser() -> Path | None:
    """Return an installed Chrome or Chromium: the one that CHROME names, if it is set."""
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    named = [os.environ.get("CHROME"), *map(shutil.which, COMMANDS)]
    return next((Path(path) for path in [*named, MAC, own] if path and Path(path).is_file()), None)


def installers() -> Iterator[Sequence[Sequence[str]]]:
    """Yield the ways to install one: Playwright's own, or the distribution's where we may."""
    yield PLAYWRIGHT
    if shutil.which("apt-get") and os.geteuid() == 0:
        yield DEBIAN


def main() -> int:
    """Make sure that there is a browser; return the exit code."""
    if find_browser():
        return 0
    print("setup: installing a browser for the tests", flush=True)
    for commands in installers():
        quietly = (subprocess.run(c, capture_output=True, check=False) for c in commands)
        if all(run.returncode == 0 for run in quietly) and find_browser():
            return 0
    print(ADVICE, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
