"""Measure what a reader waits for: `make lighthouse`, with the site in `site/`.

Prints, as a table in Markdown, Lighthouse's scores for a phone, and the bytes of a first visit and
of the page after it, compressed as a host sends them.
"""

import gzip
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
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")

PAGES = {
    "home": "/",
    "index": "/questions/",
    "many formulas": "/transformer-and-attention/scaled-dot-product-attention/",
    "few formulas": "/rag-and-agents/langchain-agents/",
    "home, Chinese": "/zh/",
}
NEXT = "/transformer-and-attention/mha-mqa-gqa/"
"""What a reader opens after the first page."""


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def send_head(self) -> BytesIO | None:
        """Send the headers of a file, and return its bytes as a host would send them."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return None
        content = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in COMPRESSED:
            content = gzip.compress(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return BytesIO(content)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder, compressed; yield its address, without a slash at its end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


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
    """What a page's visit transfers, in bytes: everything, and JavaScript alone."""

    all: int
    scripts: int


def traffic(host: str, paths: Iterable[str], browser: Path) -> list[Traffic]:
    """Return what each page transfers, visited one after the other with an empty cache at first."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_context(viewport=PHONE).new_page()
        session = page.context.new_cdp_session(page)
        types: dict[str, str] = {}
        sizes: list[tuple[str, int]] = []
        session.on("Network.responseReceived", lambda e: types.update({e["requestId"]: e["type"]}))
        session.on(
            "Network.loadingFinished",
            lambda e: sizes.append((types.get(e["requestId"], ""), int(e["encodedDataLength"]))),
        )
        session.send("Network.enable")
        visits = []
        for path in paths:
            sizes.clear()
            page.goto(host + path, wait_until="networkidle")
            scripts = sum(size for kind, size in sizes if kind == "Script")
            visits.append(Traffic(sum(size for _, size in sizes), scripts))
        chromium.close()
    return visits


def row(name: str, path: str, host: str, browser: Path) -> str:
    """Return a page's row of the table."""
    first, following = traffic(host, (path, NEXT), browser)
    found = scores(host + path, browser)
    kilobytes = (first.all, first.scripts, following.all)
    cells = [name, *(found[category] for category in CATEGORIES)]
    return " | ".join(map(str, [*cells, *(f"{size / 1000:.1f}" for size in kilobytes)]))


def main() -> int:
    """Print the table; return the exit code."""
    browser, site = find_browser(), ROOT / "site"
    if browser is None:
        print(ADVICE, file=sys.stderr)
        return 1
    if not (site / "index.html").is_file():
        print("lighthouse: there is no site/; run `make site`", file=sys.stderr)
        return 1
    columns = ["page", *CATEGORIES, "first visit, kB", "of it scripts, kB", "next page, kB"]
    print(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}")
    with served(site) as host:
        for name, path in PAGES.items():
            print(f"| {row(name, path, host, browser)} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
