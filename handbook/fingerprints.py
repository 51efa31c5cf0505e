"""Names of assets that say what is in them: `frame.js` is served as `frame.3f9a1c2b.js`.

A browser may keep such a file for ever, since other content has another name. The digest covers the
names of what a file refers to, and so what is in that.

Scripts, modules, styles and fonts below `assets/` are named so. What keeps its name:

- `assets/search/pagefind.js`, which Pagefind's components look for by that name;
- `pagefind/`, whose files Pagefind names itself, after this;
- figures, which the books, `questions.json` and the pages' Markdown link to;
- icons, which a manifest names, and cards, which other sites show.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from posixpath import basename, dirname, join, normpath, splitext
from urllib.parse import urlsplit

ASSETS = "assets/"
KEEP_NAMES = ("assets/search/pagefind.js",)

DIGEST = r"\.[0-9a-f]{8}"
"""What is added to a name, before its ending."""

SUFFIX = r"\.(?:js|mjs|css|woff2)"
FINGERPRINTED = re.compile(rf".*{DIGEST}{SUFFIX}")

IN_STYLES = re.compile(
    rf"""(?:url\(\s*["']?|@import\s+["'])(?P<to>[^"')\s:]+{SUFFIX})(?=["')\s?#])"""
)
IN_SCRIPTS = re.compile(rf"""(?<=["'])(?P<to>[\w./-]+{SUFFIX})(?=["'])""")
"""What a script imports, and whatever else it names, beside or below itself."""

IN_PAGES = re.compile(
    rf'<(?:link|script)\s(?:[^>"]|"[^"]*")*?\b(?:href|src)="(?P<to>[^"?#]+{SUFFIX})(?=["?#])'
)

PATTERNS: Mapping[str, re.Pattern[str]] = {
    ".css": IN_STYLES,
    ".js": IN_SCRIPTS,
    ".mjs": IN_SCRIPTS,
    ".html": IN_PAGES,
}


class FingerprintError(Exception):
    """Assets refer to one another in a circle, or to what is not there; the message says which."""


def plain(name: str) -> str:
    """Return a file's name, or path, without the digest that this module has put into it."""
    return re.sub(rf"{DIGEST}({SUFFIX})$", r"\1", name)


def add_fingerprints(site: Path, site_url: str) -> list[str]:
    """Rename the assets of the built site, and write their new names wherever they are named.

    Args:
        site: the built site, whose assets will not change any more.
        site_url: its root, with a trailing slash, for references that begin there.

    Returns:
        The new names, in order, as paths below the site.

    Raises:
        FingerprintError: nothing was changed.
    """
    files = {
        name: path.read_bytes()
        for path in sorted((site / ASSETS).rglob("*"))
        if re.fullmatch(SUFFIX, path.suffix)
        for name in [path.relative_to(site).as_posix()]
    }
    root = urlsplit(site_url).path
    texts = {name: content.decode() for name, content in files.items() if _pattern(name)}
    references = {name: list(_references(name, text, files, root)) for name, text in texts.items()}
    pages = {  # read again below: in memory they would be the largest thing of the build
        name: page
        for page in sorted(site.rglob("*.html"))
        for name in [page.relative_to(site).as_posix()]
        if list(_references(name, page.read_text(encoding="utf-8"), files, root))
    }
    names: dict[str, str] = {}
    for name in _in_order({name: references.get(name, []) for name in files}):
        if name in texts:
            files[name] = _renamed(name, texts[name], names, root).encode()
        names[name] = name if name in KEEP_NAMES else _fingerprinted(name, files[name])
    for name, content in files.items():
        (site / name).unlink()
        (site / names[name]).write_bytes(content)
    for name, page in pages.items():
        html = page.read_text(encoding="utf-8")
        page.write_text(_renamed(name, html, names, root), encoding="utf-8")
    return sorted(new for old, new in names.items() if new != old)


def _in_order(references: Mapping[str, list[str]]) -> list[str]:
    """Return the files, each after all that it refers to."""
    try:
        return list(TopologicalSorter(references).static_order())
    except CycleError as error:
        circle = " > ".join(reversed(error.args[1]))
        raise FingerprintError(
            f"assets refer to one another in a circle, {circle}; "
            "move what both need into a file that refers to neither"
        ) from None


def _fingerprinted(name: str, content: bytes) -> str:
    stem, suffix = splitext(name)
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:8]}{suffix}"


def _pattern(name: str) -> re.Pattern[str] | None:
    return PATTERNS.get(splitext(name)[1])


def _references(name: str, text: str, files: Mapping[str, bytes], root: str) -> Iterator[str]:
    """Yield the assets that a file refers to."""
    pattern = _pattern(name)
    for match in pattern.finditer(text) if pattern else ():
        to = _target(name, match["to"], root)
        if to in files:
            yield to
        elif to.startswith(ASSETS) and _must_be_there(name, match["to"]):
            raise FingerprintError(
                f"{name} refers to {to}, which is not there; correct one of them"
            )


def _must_be_there(name: str, address: str) -> bool:
    """Say whether this cannot be but a reference: a script may name files from other folders."""
    return _pattern(name) is not IN_SCRIPTS or address.startswith(".")


def _target(name: str, address: str, root: str) -> str:
    """Return the path below the site that a file's reference leads to."""
    if address.startswith("/") and not address.startswith("//"):
        return address.removeprefix(root)
    return normpath(join(dirname(name), address))


def _renamed(name: str, text: str, names: Mapping[str, str], root: str) -> str:
    """Return a file's text with the new names of what it refers to."""

    def renamed(match: re.Match[str]) -> str:
        address = match["to"]
        new = names.get(_target(name, address, root))
        if new is None:
            return match[0]
        start = match.start("to") - match.start()
        end = match.end("to") - match.start()
        there = address.removesuffix(basename(address)) + basename(new)
        return f"{match[0][:start]}{there}{match[0][end:]}"

    pattern = _pattern(name)
    return pattern.sub(renamed, text) if pattern else text
