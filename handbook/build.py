"""Build the site beside the old one, and put it in its place only when it is whole."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from handbook.offline import make_offline

SITE = "site"
BESIDE = ".site-new"
RETIRED = ".site-old"


class BuildError(Exception):
    """MkDocs ended with an error, which it has printed."""


def build_site(root: Path, *, offline: bool = False) -> None:
    """Build both languages into `site/` below `root`.

    The old site stays as it was until the new one is complete.

    Args:
        root: the project's folder.
        offline: make a site that opens from disk, for want of search, instead of one for a server.

    Raises:
        BuildError: the build failed, having printed why; `site/` is untouched.
    """
    repair(root)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", BESIDE]
    # Material's advertisement for its successor is no warning about this site.
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    if subprocess.run(command, cwd=root, env=environment, check=False).returncode != 0:
        shutil.rmtree(root / BESIDE, ignore_errors=True)
        raise BuildError
    if offline:
        make_offline(root / BESIDE)
    swap(root)


def swap(root: Path) -> None:
    """Put the new site in the old one's place with two renames."""
    if (root / SITE).exists():
        (root / SITE).rename(root / RETIRED)
    (root / BESIDE).rename(root / SITE)
    shutil.rmtree(root / RETIRED, ignore_errors=True)


def repair(root: Path) -> None:
    """Undo what an interrupted build left behind: `site/` is there again, and nothing beside it."""
    if (root / RETIRED).exists() and not (root / SITE).exists():
        (root / RETIRED).rename(root / SITE)
    for leftover in (BESIDE, RETIRED):
        shutil.rmtree(root / leftover, ignore_errors=True)
