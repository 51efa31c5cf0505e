"""What the tests of the site in a browser share, besides their fixtures."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Page, ViewportSize

from handbook.fingerprints import plain

ROOT = Path(__file__).parents[2]

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}

SUBFOLDER = "/book"
"""The site is served below this too, since a reader may find it in any folder of a host."""

VIOLATIONS = """addEventListener("securitypolicyviolation", (event) =>
  console.error(`the policy's ${event.effectiveDirective} forbids ${event.blockedURI}`));
"""
"""A script that makes a breach of a page's Content-Security-Policy an error in the console."""

Visit = Callable[..., Page]
"""Opens an address of the site, in a browser with the given settings, and returns its page."""


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder, below any other too, as a host that lets browsers keep files for a while."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # a small file would wait 40 ms for its headers' receipt

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(SUBFOLDER))

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; yield its address, without a slash at its end."""
    handler = partial(Handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def asset(page: Page, name: str) -> str:
    """Return the address of an asset, by its plain name below `assets/`, where a page is served."""
    files = page.request.get("/files.json").json()["files"]
    return next(f"/{path}" for path in files if plain(path) == f"assets/{name}")
