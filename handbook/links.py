"""Where the links of a page lead."""

import posixpath
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from handbook.model import Link, Page


@dataclass(frozen=True)
class Target:
    """A file of the project that a link names, and the anchor in it ('' for none)."""

    path: PurePosixPath
    anchor: str


def target_of(page: Page, link: Link) -> Target | None:
    """Return the file a relative link of the page leads to; None for a link to elsewhere.

    A link that is only an anchor leads to the page itself, one that is no address nowhere.
    """
    return _target(page.path, link.target)


@lru_cache(maxsize=1 << 16)
def _target(page: Path, address: str) -> Target | None:
    """Return where an address on a page leads, which checks and outputs ask a dozen times."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return None
    if not parts.path:
        return Target(PurePosixPath(page), parts.fragment)
    joined = posixpath.normpath(posixpath.join(page.parent.as_posix(), parts.path))
    return Target(PurePosixPath(joined), parts.fragment)
