"""Measure what a reader waits for: `make lighthouse`, with the site in `site/`.

Prints, as a table in Markdown, Lighthouse's scores for a phone, and the bytes of a first visit and
of the page after it, compressed as a host sends them.
"""

import gzip
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import NamedTuple

from playwright.sync_api import ViewportSize, sync_playwright

from handbook.node import NODE
from tools.browser import ADVICE, find_browser

ROOT = Path(__file__).resolve().parent.parent
LIGHTHOUSE = ROOT / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
COMPRESSED = (".html", ".css", ".js", ".mjs", ".svg", ".json", ".xml")
PHONE: ViewportSize = {"width": 412, "height": 823}
SECONDS = 3
"""How long a reader stays on a page here."""

SIZES = ("first visit, kB", "scripts of it", "next page, kB", "scripts of it")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")

PAGES = {
    "home": "/",
    "index": "/questions/",
    "many formulas": "/transformer-and-attention/scaled-dot-product-attention/",
    "few formulas": "/rag-and-agents/langchain-agents/",
    "home, Chinese": "/zh/",
}
NEXT = {
    "home": "/questions/",
    "index": "/rag-and-agents/langchain-agents/",
    "many formulas": "/transformer-and-attention/self-attention/",
    "few formulas": "/rag-and-agents/langchain-alternatives/",
    "home, Chinese": "/zh/questions/",
}
"""What a reader opens after each."""


class Host(ThreadingHTTPServer):
    """A server of a folder that compresses as hosts do.

    Attributes:
        sent: the bytes of all answers so far, without their headers.
        scripts: those of JavaScript.
        address: where it is, without a slash at its end.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
        self.sent = self.scripts = 0
        self.address = f"http://127.0.0.1:{self.server_port}"


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Host

    def send_head(self) -> BytesIO | None:
        """Send the headers of a file, and return its bytes as a host would send them."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return None
        content = path.read_bytes()
        tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == tag:
            self.send_response(304)
            self.end_headers()
            return None
        self.send_response(200)
        self.send_header("ETag", tag)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in COMPRESSED:
            content = gzip.compress(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.server.sent += len(content)
        if path.suffix in (".js", ".mjs"):
            self.server.scripts += len(content)
        return BytesIO(content)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(site: Path) -> Iterator[Host]:
    """Serve a folder until the block ends."""
    with Host(site) as host:
        Thread(target=host.serve_forever, daemon=True).start()
        yield host
        host.shutdown()


def scores(address: str, browser: Path) -> dict[str, int]:
    """Return Lighthouse's scores for a page on a phone, from 0 to 100."""
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        flags = "--chrome-flags=--headless=new --no-sandbox"
        command: list[str | Path] = [NODE, LIGHTHOUSE, address, "--quiet", "--output=json", flags]
        environment = os.environ | {"CHROME_PATH": str(browser)}
        subprocess.run([*command, f"--output-path={report}"], env=environment, check=True)
        categories = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return {name: round(100 * category["score"]) for name, category in categories.items()}


class Traffic(NamedTuple):
    """The bytes of a page's visit: all, and those of JavaScript."""

    sent: int
    scripts: int


def traffic(host: Host, paths: Iterable[str], browser: Path) -> list[Traffic]:
    """Return what each page's visit transfers, one after the other, with an empty cache at first.

    A reader stays for some seconds, but not so long that the page is kept for reading offline.
    """
    visits = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_context(viewport=PHONE).new_page()
        for path in paths:
            before = Traffic(host.sent, host.scripts)
            page.goto(host.address + path, wait_until="networkidle")
            page.wait_for_timeout(SECONDS * 1000)
            visits.append(Traffic(host.sent - before.sent, host.scripts - before.scripts))
        chromium.close()
    return visits


def row(name: str, path: str, host: Host, browser: Path) -> str:
    """Return a page's row of the table."""
    first, following = traffic(host, (path, NEXT[name]), browser)
    found = scores(host.address + path, browser)
    sizes = (f"{size / 1000:.1f}" for size in (*first, *following))
    return " | ".join([name, *(str(found[each]) for each in CATEGORIES), *sizes])


def main() -> int:
    """Print the table; return the exit code."""
    browser, site = find_browser(), ROOT / "site"
    if browser is None:
        print(ADVICE, file=sys.stderr)
        return 1
    if not (site / "index.html").is_file():
        print("lighthouse: there is no site/; run `make site`", file=sys.stderr)
        return 1
    columns = ["page", *CATEGORIES, *SIZES]
    print(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}")
    with served(site) as host:
        for name, path in PAGES.items():
            print(f"| {row(name, path, host, browser)} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
