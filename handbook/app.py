"""The site as an app: what a browser installs, and the worker that keeps pages on a device.

The worker, `sw.js`, serves one edition of the site and never a mixture of two. It knows a file of
its edition by the digest in `files.json`, and that list by the digest in its own first lines.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from handbook.addresses import PREFIX
from handbook.fingerprints import plain
from handbook.model import LANGUAGE_TAG, LOCALES, Bilingual, Locale
from handbook.search import UNSPLIT

WORKER = "sw.js"
WORKER_OF_PREVIEW = """// Ends the worker of a site that was served at this address before.
addEventListener("install", () => skipWaiting());
addEventListener("activate", () => registration.unregister());
"""
"""What a preview has in place of the worker: it keeps nothing, and shows nothing that was kept."""

FILES = "files.json"
APP = "manifest.webmanifest"

ALWAYS = ("offline.html", "assets/404.css", "assets/apology.js", "assets/offline.js")
"""What the worker has from the start: the page that says why there is none, and its parts, by their
plain names."""

LEFT_OUT = re.compile(
    r"404\.html|_headers|sw\.js|.*\.(md|txt|xml)|(files|questions(\.schema)?)\.json|(.*/)?downloads/(?!index\.html).*"
    r"|assets/cards/.*"  # which other sites show with a link
    r"|pagefind/pagefind-(ui|modular-ui|highlight)\..*"
)
"""What no page needs to be read: it is not kept on a device."""

OF_LANGUAGE: Mapping[Locale, re.Pattern[str]] = {
    "zh": re.compile(
        rf"zh/.*|.*\.zh\.\w+|pagefind/(.*[/.])?{UNSPLIT}_.*|pagefind/wasm\.unknown\..*"
    ),
    "en": re.compile(
        r"(?!zh/|offline\.)(.*\.html|.*\.en\.\w+|study/cards\.json|pagefind/(.*[/.])?en_.*)|manifest\.\w+"
    ),
}
"""What only one language's pages need."""

COLOURS: Mapping[str, str] = {"background_color": "#ffffff", "theme_color": "#12505b"}

Listed = tuple[str, int] | tuple[str, int, Locale]
"""The digest of a file, its bytes, and the language that alone needs it."""


def app(words: Mapping[str, Bilingual], locale: Locale) -> str:
    """Return the manifest by which a browser installs the site in a language."""
    assets = "../" * PREFIX[locale].count("/") + "assets/"
    icons = [
        {"src": f"{assets}favicon.svg", "sizes": "any", "type": "image/svg+xml"},
        {"src": f"{assets}icon-192.png", "sizes": "192x192", "type": "image/png"},
        {"src": f"{assets}icon-512.png", "sizes": "512x512", "type": "image/png"},
        {
            "src": f"{assets}icon-maskable-512.png",
            "sizes": "512x512",
            "type": "image/png",
            "purpose": "maskable",
        },
    ]
    manifest = {
        "name": words["site_name"][locale],
        "short_name": words["site_short_name"][locale],
        "lang": LANGUAGE_TAG[locale],
        "start_url": "./",
        "scope": "../" * PREFIX[locale].count("/") or "./",
        "display": "standalone",
        **COLOURS,
        "icons": icons,
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"


def list_files(site: Path) -> dict[str, Listed]:
    """Return every file of the finished site that its pages need, by its address below the root."""
    return {
        re.sub(r"(^|/)index\.html$", r"\1", name): _listed(site / name, name)
        for name in sorted(_names(site))
        if not LEFT_OUT.fullmatch(name)
    }


def _names(site: Path) -> Iterator[str]:
    for path in site.rglob("*"):
        if path.is_file():
            yield path.relative_to(site).as_posix()


def _listed(file: Path, name: str) -> Listed:
    content = file.read_bytes()
    entry = (_digest(content), len(content))
    for locale in LOCALES:
        if OF_LANGUAGE[locale].fullmatch(name):
            return (*entry, locale)
    return entry


def _digest(content: bytes) -> str:
    """Return what tells a file from its other editions; nobody would forge one."""
    return hashlib.sha256(content).hexdigest()[:12]


def add_worker(site: Path, name: str) -> None:
    """Write the list of the finished site's files, and tell the worker of it; the very last thing.

    Args:
        site: the site, with the worker as it was written in its root.
        name: what a reader calls this edition.
    """
    files = list_files(site)
    content = json.dumps({"name": name, "files": files}, ensure_ascii=False, separators=(",", ":"))
    (site / FILES).write_text(content, encoding="utf-8", newline="\n")
    named = {plain(path): path for path in files}
    values = {
        "EDITION": _digest(content.encode()),
        "ALWAYS": {named[each]: files[named[each]][0] for each in ALWAYS},
    }
    worker = site / WORKER
    code = worker.read_text(encoding="utf-8")
    for constant, value in values.items():
        line = f"const {constant} = {json.dumps(value)};"
        code, found = re.subn(rf"^const {constant} = [^;]*;", line, code, flags=re.MULTILINE)
        if found != 1:
            raise ValueError(f"{WORKER} has no line for {constant}")
    worker.write_text(code, encoding="utf-8", newline="\n")
