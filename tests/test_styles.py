"""Material's stylesheets, cut down to what the pages use."""

from pathlib import Path

import pytest

from handbook.styles import classes_in, cut_down, properties_in, words_in

SHEET = Path("main.css")


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".used{color:red}.unused{color:red}", ".used{color:red}"),
        (".unused .used,.used>p{color:red}", ".used>p{color:red}"),
        ("p,.unused{color:red}", "p{color:red}"),
        # One of several is enough for the first, and the second fits what lacks the class.
        (":is(.unused,p) a{color:red}", ":is(.unused,p) a{color:red}"),
        (".used:not(.unused){color:red}", ".used:not(.unused){color:red}"),
        ("@media print{.unused{color:red}}", ""),
        (
            "@media print{@supports (a:b){.used{color:red}.unused{color:red}}}",
            "@media print{@supports (a:b){.used{color:red}}}",
        ),
        ("@font-face{src:url(a.woff2)}", "@font-face{src:url(a.woff2)}"),
        ("@keyframes a{0%{color:red}}", "@keyframes a{0%{color:red}}"),
        (
            ":root{--a:1;--b:2;color:red}p{width:var(--a)}",
            ":root{--a:1;color:red}p{width:var(--a)}",
        ),
        (".used::after{content:'.unused{'}", '.used::after{content:".unused{"}'),
    ],
)
def test_what_no_page_uses_goes_and_all_else_stays(css: str, kept: str) -> None:
    assert cut_down({SHEET: css}, {"used"}, set()) == {SHEET: kept}


def test_a_property_stays_that_another_sheet_or_a_page_reads() -> None:
    sheets = {Path("a"): "p{--a:1;--b:2;--c:3}", Path("b"): "p{width:var(--a)}"}
    assert cut_down(sheets, set(), {"--b"})[Path("a")] == "p{--a:1;--b:2}"


def test_what_pages_and_scripts_use() -> None:
    assert classes_in('<p class="a b-c"><i id="d" class="e">class f</i>') == {"a", "b-c", "e"}
    assert {"md-nav__link--active", "toggle"} <= words_in('x.toggle("md-nav__link--active")')
    assert properties_in("a{b:var( --c, var(--d))}") == {"--c", "--d"}
