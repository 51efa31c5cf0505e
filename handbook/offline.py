"""A copy of the site that opens from disk, where no server finds a folder's `index.html`."""

import re
import shutil
import zipfile
from collections.abc import Iterator, Set
from datetime import UTC, datetime
from pathlib import Path
from posixpath import dirname, join, normpath

from handbook.app import APP, FILES, WORKER
from handbook.fingerprints import DIGEST
from handbook.headers import HEADERS

ATTRIBUTES = r'\s(?:[^>"]|"[^"]*")*?\b'
LINK = re.compile(rf'(<(?:a{ATTRIBUTES}href="|meta{ATTRIBUTES}content="0; url=))([^"]*)')
"""What leads from page to page: links and redirects, up to their address, and the address."""

ONLY_SERVED = re.compile(
    r'<(?:link rel="(?:manifest|preload)"[^>]*>'
    r'|section id="read-offline".*?</section>'
    rf'|script defer src="[^"]*assets/(?:offline|downloads)(?:{DIGEST})?\.js"[^>]*></script>)\s*',
    re.DOTALL,
)
"""What a page from disk cannot use: how to install the site, fonts ahead of their time, and the
offer of what it is itself."""

OF_A_SERVER = ("404.html", "offline.html", FILES, HEADERS, WORKER, APP, f"zh/{APP}")
"""What only a server, or the worker that it sends, shows and uses."""

ZIP = "downloads/site-en-zh.zip"
"""Where the site offers its copy."""

ZIP_SIZE = re.compile(r'(<span [^>]*id="zip-size"[^>]*>)[^<]*')
"""Where a page says how large that is."""

NOT_IN_ZIP = re.compile(
    r"(pagefind|assets/cards)/.*|.*\.(md|txt|xml|json|map)|(.*/)?downloads/(?!index\.html).*"
)
"""What is left out besides: the search index, and what is to be had from the site itself."""


def make_offline(site: Path) -> None:
    """Change the built site so that every page of it works when it is opened from disk.

    The search index goes, since a browser fetches nothing from disk; so does what only a server
    shows, the cards that other sites show, and the site's own zip.
    """
    shutil.rmtree(site / "pagefind")
    shutil.rmtree(site / "assets" / "cards", ignore_errors=True)
    for name in (*OF_A_SERVER, ZIP):
        (site / name).unlink(missing_ok=True)
    for page in sorted(site.rglob("*.html")):
        page.write_text(opened_from_disk(page.read_text(encoding="utf-8")), encoding="utf-8")


def make_zip(site: Path, site_url: str, timestamp: int) -> int:
    """Write the copy of the finished site that a reader can unpack and open; return its bytes.

    Args:
        site: the site, which has no worker yet.
        site_url: the site's root, with a trailing slash, for links to what the copy leaves out.
        timestamp: the time of everything in it: two builds of one commit give the same bytes.
    """
    files = {name: site / name for name in _names(site)}
    at = datetime.fromtimestamp(timestamp, UTC).timetuple()[:6]
    (site / ZIP).parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(site / ZIP, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in files.items():
            content = path.read_bytes()
            if path.suffix == ".html":
                html = _with_links_to_site(content.decode(), name, files.keys(), site_url)
                content = opened_from_disk(html).encode()
            entry = zipfile.ZipInfo(f"llm-interview-handbook/{name}", at)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return (site / ZIP).stat().st_size


def say_size(site: Path, size: int) -> None:
    """Say on the pages that offer the copy how many bytes it has."""
    megabytes = f"{size / 1_000_000:.1f} MB"
    for page in sorted(site.glob("**/downloads/index.html")):
        html = page.read_text(encoding="utf-8")
        page.write_text(ZIP_SIZE.sub(rf"\g<1>{megabytes}", html), encoding="utf-8")


def _names(site: Path) -> Iterator[str]:
    """Yield the files of the copy in order, by their paths in the site."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and name not in OF_A_SERVER and not NOT_IN_ZIP.fullmatch(name):
            yield name


def _with_links_to_site(html: str, page: str, names: Set[str], site_url: str) -> str:
    """Return a page's HTML with links to the site where the copy has not what they lead to."""

    def linked(match: re.Match[str]) -> str:
        path = match[2].partition("#")[0].partition("?")[0]
        is_folder = path.endswith(("/", ".")) or not path
        if is_folder or re.search("[:{]", path) or path.startswith("/"):
            return match[0]
        there = normpath(join(dirname(page), path)).removeprefix("./")
        return match[0] if there in names else f"{match[1]}{site_url}{there}"

    return LINK.sub(linked, html)


def opened_from_disk(html: str) -> str:
    """Return a page's HTML as it works without a server."""
    return with_links_to_files(ONLY_SERVED.sub("", html))


def with_links_to_files(html: str) -> str:
    """Return a page's HTML with `index.html` in each link to a folder of the site."""
    return LINK.sub(lambda match: match[1] + _file(match[2]), html)


def _file(address: str) -> str:
    """Return an address with the name of the file that a server would find there."""
    path = address.partition("#")[0].partition("?")[0]
    is_elsewhere = path.startswith("//") or ":" in path
    if not path or is_elsewhere or path.rpartition("/")[2] not in ("", ".", ".."):
        return address
    return f"{path.rstrip('/')}/index.html{address.removeprefix(path)}"
