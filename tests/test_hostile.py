"""Pages, figures and data that somebody means ill with, and the one line that each is answered."""

import os
import re
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from mkdocs.utils.meta import get_data

from handbook.load import load
from handbook.markdown import site_markdown
from handbook.problems import Problem
from tests.sample import RMSNORM_EN, RMSNORM_ZH, SVG, Project

HERE = "The formula has no mean:"
"""A paragraph on line 19 of the English page."""

HTML = "write Markdown, or put it in backticks if readers are to see it"
KIND = "link to a page or with https://"
ELSEWHERE = "link to a page's .md file, or elsewhere with https://"
DEFINED = "a footnote or a link defined elsewhere; write it where it is used"

BODIES = [
    ("<script>alert(1)</script>", f"raw HTML '<script>'; {HTML}"),
    ("A <img src=x onerror=alert(1)> b", f"raw HTML '<img src=x onerror=alert(1)>'; {HTML}"),
    ("A <b onclick=alert(1)>b</b>", f"raw HTML '<b onclick=alert(1)>'; {HTML}"),
    ("<!-- unseen -->", f"raw HTML '<!-- unseen -->'; {HTML}"),
    ("<iframe src=//evil.example>", f"raw HTML '<iframe src=//evil.example>'; {HTML}"),
    ("[A](javascript:alert(1))", f"a link of the kind 'javascript:'; {KIND}"),
    ("[A](JaVaScRiPt:alert(1))", f"a link of the kind 'javascript:'; {KIND}"),
    ("[A]( javascript:alert(1) )", f"a link of the kind 'javascript:'; {KIND}"),
    ("[A](java&#115;cript:alert(1))", f"a link of the kind 'javascript:'; {KIND}"),
    ("[A](javascript&colon;alert(1))", f"a link of the kind 'javascript:'; {KIND}"),
    ("[A](&Tab;javascript:alert(1))", f"a link of the kind 'javascript:'; {KIND}"),
    ("[A](java\\script:alert(1))", None),
    (
        "[A](<java&#9;script:alert(1)>)",
        "the link to 'docs/en/normalization/java%09script:alert(1)' is not to a page; "
        f"{ELSEWHERE}",
    ),
    ("<javascript:alert(1)>", f"a link of the kind 'javascript:'; {KIND}"),
    ("[A](data:text/html;base64,PHNjcmlwdD4=)", f"a link of the kind 'data:'; {KIND}"),
    ("[A](vbscript:x)", f"a link of the kind 'vbscript:'; {KIND}"),
    ("[A](file:///etc/passwd)", f"a link of the kind 'file:'; {KIND}"),
    (
        "[A](//evil.example)",
        "the link to '//evil.example' depends on where the site is; "
        "write the relative path of the page's .md file",
    ),
    (
        r"[A](\\\\evil.example)",
        f"the link to 'docs/en/normalization/%5C%5Cevil.example' is not to a page; {ELSEWHERE}",
    ),
    (
        "[A](https://arxiv.org@evil.example/)",
        "'https://arxiv.org@evil.example/' names a user; drop what stands before the '@'",
    ),
    ("[A](https://аrxiv.org/)", "'https://xn--rxiv-43d.org/' is not an address; correct it"),
    (
        "[A](../../../../etc/passwd)",
        f"the link to '../etc/passwd' is not to a page; {ELSEWHERE}",
    ),
    ("- [a]: javascript:alert(1)", DEFINED),
    ("> [a]:javascript:alert(1)", DEFINED),
]
