"""Build the site beside the old one, and put it in its place only when it is whole."""

import os
import subprocess
import sys
from pathlib import Path

from handbook.folders import replaced
from handbook.offline import make_offline

SITE = "site"


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
    with replaced(root / SITE) as site:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
        # Material's advertisement for its successor is no warning about this site.
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
        if subprocess.run(command, cwd=root, env=environment, check=False).returncode != 0:
            raise BuildError
        if offline:
            make_offline(site)
