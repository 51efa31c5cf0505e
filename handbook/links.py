"""Where the links of a page lead."""

import posixpath
from dataclasses import dataclass
from pathlib import PurePosixPath
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
    try:
        parts = urlsplit(link.target)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return None
    if not parts.path:
        return Target(PurePosixPath(page.path), parts.fragment)
    joined = posixpath.normpath(posixpath.join(page.path.parent.as_posix(), parts.path))
    return Target(PurePosixPath(joined), parts.fragment)
