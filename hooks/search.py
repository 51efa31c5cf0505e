"""Index the finished site for Pagefind, once, when the last language is built."""

import subprocess
import sys

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

EXCLUDED = ".katex-html, .katex-mathml mrow, .headerlink"
"""KaTeX writes a formula three times; the index takes its TeX source only."""


@event_priority(-300)  # after redirects and sitemap are in place
def on_post_build(config: MkDocsConfig) -> None:
    """Write the search index below `pagefind/` in the site."""
    if config.plugins["i18n"].building:
        return
    command = [sys.executable, "-m", "pagefind", "--site", config.site_dir, "--quiet"]
    command += ["--exclude-selectors", EXCLUDED]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise Abort(f"Pagefind failed: {result.stderr.strip() or result.stdout.strip()}")
