"""The Content-Security-Policy that a finished page says of itself."""

import base64
import hashlib
import re

import pytest

from handbook.policy import with_policy

PAGE = """<!doctype html><html><head>
<meta charset="utf-8">
<title>A page</title>
{scripts}
</head><body></body></html>
"""


def policy(scripts: str = "") -> dict[str, list[str]]:
    """Return the sources that a page with these scripts allows, by directive."""
    html = with_policy(PAGE.format(scripts=scripts))
    match = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    assert match
    directives = [directive.split() for directive in match[1].split(";")]
    return {name: sources for name, *sources in directives}


def digest(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def test_the_policy_comes_right_after_the_charset_and_changes_nothing_else() -> None:
    html = with_policy(PAGE)
    head, meta, rest = re.split(r"(\n<meta http-equiv=[^>]*>)", html)
    assert head.endswith('<meta charset="utf-8">')
    assert head + rest == PAGE
    assert meta


def test_only_the_pages_own_inline_scripts_run() -> None:
    scripts = "<script>one('一')</script>\n<script type=\"module\">\ntwo()\n</script>"
    allowed = policy(scripts)["script-src"]
    assert set(allowed) == {
        "'self'",
        "'wasm-unsafe-eval'",
        digest("one('一')"),
        digest("\ntwo()\n"),
    }


def test_data_and_files_need_no_hash() -> None:
    scripts = '<script type="application/json">{}</script><script src="a.js"></script>'
    assert policy(scripts)["script-src"] == policy()["script-src"]


def test_nothing_is_allowed_from_elsewhere_or_by_default() -> None:
    directives = policy()
    assert directives["default-src"] == ["'none'"]
    assert directives["base-uri"] == ["'none'"]
    assert "http" not in str(directives)
    unsafe = {name for name, sources in directives.items() if "'unsafe-inline'" in sources}
    assert unsafe == {"style-src-attr"}
    assert "'unsafe-eval'" not in str(directives)


def test_a_page_without_a_charset_is_refused_rather_than_left_open() -> None:
    with pytest.raises(ValueError, match="a page without <meta charset"):
        with_policy("<!doctype html><html><head></head></html>")
