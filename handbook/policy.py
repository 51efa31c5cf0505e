"""The Content-Security-Policy of the finished pages: nothing runs and nothing loads but the site.

A static host sends no headers of ours, so that every page says its policy itself.
"""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

CHARSET = '<meta charset="utf-8">'
"""What every page's head begins with; the policy follows it, before anything that it governs."""

SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
SOURCES: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",  # Pagefind is WebAssembly
    "style-src": "'self'",
    "style-src-attr": "'unsafe-inline'",  # KaTeX places the parts of a formula so
    "manifest-src": "'self'",
    "img-src": "'self' data:",  # the theme's icons are masks in its stylesheet
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",  # Pagefind's, and sw.js
    "form-action": "'self'",
    "base-uri": "'none'",
}


def add_policies(site: Path) -> None:
    """Give every page of the built site its policy."""
    for page in sorted(site.rglob("*.html")):
        page.write_text(with_policy(page.read_text(encoding="utf-8")), encoding="utf-8")


def with_policy(html: str) -> str:
    """Return a page's HTML with the policy that lets its own inline scripts run, and no others.

    Args:
        html: a finished page; what is changed in its scripts afterwards does not run.

    Raises:
        ValueError: the page does not say its charset, and so has no place for a policy.
    """
    head, mark, rest = html.partition(CHARSET)
    if not mark:
        raise ValueError(f"a page without {CHARSET}")
    sources = dict(SOURCES)
    sources["script-src"] += "".join(f" '{digest}'" for digest in sorted(set(_digests(html))))
    policy = "; ".join(f"{name} {value}" for name, value in sources.items())
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return f"{head}{mark}\n{meta}{rest}"


def _digests(html: str) -> Iterator[str]:
    """Yield the hash of each inline script, as a policy names it."""
    for script in SCRIPT.finditer(html):
        # A script of another type than these is data, which no browser runs.
        if script["attributes"] in ("", ' type="module"'):
            digest = hashlib.sha256(script["code"].encode()).digest()
            yield f"sha256-{base64.b64encode(digest).decode()}"
