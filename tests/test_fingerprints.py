"""Assets are named by what is in them, and whatever names them follows."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from handbook.fingerprints import (
    FINGERPRINTED,
    KEEP_NAMES,
    FingerprintError,
    add_fingerprints,
    plain,
)
from handbook.headers import FOR_EVER, MOST_RULES, headers
from tests.sample import furnish, make_project
from tests.test_site import build

SITE_URL = "https://example.org/book/"
FILES = {
    "index.html": '<link rel="preload" as="font" crossorigin href="assets/fonts/a.woff2">'
    '<link rel="stylesheet" href="assets/a.css?1">'
    '<script defer src="./assets/a.js" data-root="." data-note="a > b"></script>'
    '<link rel="modulepreload" href="assets/lib/b.js"><a href="assets/a.css.html">assets/a.css</a>',
    "zh/rope/index.html": '<script type="module" src="../../assets/lib/b.js"></script>',
    "404.html": '<link rel="stylesheet" href="/book/assets/a.css">'
    '<script src="https://example.com/assets/a.js"></script><script>"assets/a.js"</script>',
    "assets/a.css": "@import 'lib/b.css';\n@font-face { src: url(fonts/a.woff2) }\n"
    'a { mask: url("data:image/svg+xml,a.css"); background: url(favicon.svg) }',
    "assets/lib/b.css": "b { src: url( '../fonts/a.woff2' ) }",
    "assets/fonts/a.woff2": "a font",
    "assets/favicon.svg": "<svg/>",
    "assets/a.js": 'const { c } = await import("./lib/c.mjs");\n'
    'const at = new URL("lib/b.js", document.currentScript.src), worker = "sw.js";',
    "assets/lib/b.js": "import { c } from './c.mjs';\nimport \"../../pagefind/pagefind.js\";",
    "assets/lib/c.mjs": "export const c = 1;",
    "assets/search/pagefind.js": 'import "../lib/c.mjs";',
}
NAMED = re.compile(r"\b(\w+)\.([0-9a-f]{8})\.(?:js|mjs|css|woff2)\b")


def site(folder: Path, changes: dict[str, str] | None = None) -> Path:
    for name, text in (FILES | (changes or {})).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def names(folder: Path, changes: dict[str, str] | None = None) -> dict[str, str]:
    """Return the names that the tiny site's assets get, by their plain ones."""
    return {plain(new): new for new in add_fingerprints(site(folder, changes), SITE_URL)}


def test_every_script_style_and_font_is_renamed_and_nothing_else(tmp_path: Path) -> None:
    new = names(tmp_path)
    assert set(new) == {
        "assets/a.css",
        "assets/a.js",
        "assets/fonts/a.woff2",
        "assets/lib/b.css",
        "assets/lib/b.js",
        "assets/lib/c.mjs",
    }
    assert all(FINGERPRINTED.fullmatch(name) for name in new.values())
    there = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    assert there == {new.get(name, name) for name in FILES}


def test_every_reference_follows_and_the_rest_stays(tmp_path: Path) -> None:
    new = names(tmp_path)
    for old, text in FILES.items():
        followed = (tmp_path / new.get(old, old)).read_text(encoding="utf-8")
        assert NAMED.sub(lambda match: match[0].replace(f".{match[2]}", ""), followed) == text

    def named(name: str) -> list[str]:
        text = (tmp_path / new.get(name, name)).read_text(encoding="utf-8")
        return [match[0] for match in NAMED.finditer(text)]

    def of(*assets: str) -> list[str]:
        return [Path(new[f"assets/{asset}"]).name for asset in assets]

    assert named("index.html") == of("fonts/a.woff2", "a.css", "a.js", "lib/b.js")
    assert named("zh/rope/index.html") == of("lib/b.js")
    assert named("404.html") == of("a.css")
    assert named("assets/a.css") == of("lib/b.css", "fonts/a.woff2")
    assert named("assets/a.js") == of("lib/c.mjs", "lib/b.js")
    assert named("assets/lib/b.js") == of("lib/c.mjs")
    assert named("assets/search/pagefind.js") == of("lib/c.mjs")


@pytest.mark.parametrize(
    ("changed", "also"),
    [
        ("assets/lib/c.mjs", {"assets/lib/b.js", "assets/a.js"}),
        ("assets/fonts/a.woff2", {"assets/lib/b.css", "assets/a.css"}),
        ("assets/lib/b.css", {"assets/a.css"}),
        ("assets/a.js", set()),
        ("assets/favicon.svg", set()),
        ("assets/search/pagefind.js", set()),
        ("index.html", set()),
    ],
)
def test_a_name_changes_with_the_content_and_with_what_it_refers_to(
    tmp_path: Path, changed: str, also: set[str]
) -> None:
    one = names(tmp_path / "one")
    two = names(tmp_path / "two", {changed: f"{FILES[changed]}\n"})
    assert {name for name in one if one[name] != two[name]} == ({changed} & set(one)) | also


def test_a_circle_is_refused_and_nothing_is_changed(tmp_path: Path) -> None:
    circle = {
        "assets/lib/c.mjs": 'import "./d.js";',
        "assets/lib/d.js": 'import "./b.js";',
    }
    with pytest.raises(FingerprintError) as refused:
        names(tmp_path, circle)
    said = re.fullmatch(
        r"assets refer to one another in a circle, (.*); "
        "move what both need into a file that refers to neither",
        str(refused.value),
    )
    assert said
    files = said[1].split(" > ")
    assert set(pairwise(files)) == {
        ("assets/lib/b.js", "assets/lib/c.mjs"),
        ("assets/lib/c.mjs", "assets/lib/d.js"),
        ("assets/lib/d.js", "assets/lib/b.js"),
    }
    assert len(files) == 4
    for name, text in (FILES | circle).items():
        assert (tmp_path / name).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("name", "text", "missing"),
    [
        ("index.html", '<script src="assets/gone.js"></script>', "assets/gone.js"),
        ("zh/rope/index.html", '<link href="../../assets/b.css">', "assets/b.css"),
        ("404.html", '<link href="/book/assets/gone.css">', "assets/gone.css"),
        ("assets/a.css", "@font-face { src: url(gone.woff2) }", "assets/gone.woff2"),
        ("assets/lib/b.js", 'import "./gone.js";', "assets/lib/gone.js"),
        ("assets/lib/c.mjs", 'await import("../gone.mjs");', "assets/gone.mjs"),
    ],
)
def test_a_reference_to_an_asset_that_is_not_there_is_refused(
    tmp_path: Path, name: str, text: str, missing: str
) -> None:
    with pytest.raises(FingerprintError) as refused:
        names(tmp_path, {name: text})
    assert (
        str(refused.value) == f"{name} refers to {missing}, which is not there; correct one of them"
    )


def test_plain_names_stay() -> None:
    for name in ("assets/frame.js", "assets/main.484c7ddc.min.css", "a.deadbeef.html", ""):
        assert plain(name) == name
    assert plain("assets/main.484c7ddc.min.3f9a1c2b.css") == "assets/main.484c7ddc.min.css"


def test_headers_keep_assets_for_ever_and_speak_of_no_other_caching() -> None:
    assert headers(["assets/a.3f9a1c2b.js"]) == (
        "/*\n"
        "  Content-Security-Policy: frame-ancestors 'none'\n"
        "  Referrer-Policy: strict-origin-when-cross-origin\n"
        "  X-Content-Type-Options: nosniff\n"
        "\n"
        "/sw.js\n"
        "  Cache-Control: no-cache\n"
        "\n"
        "/assets/a.3f9a1c2b.js\n"
        "  Cache-Control: public, max-age=31536000, immutable\n"
    )


def test_more_rules_than_a_host_reads_are_refused() -> None:
    most = [f"assets/{number}.js" for number in range(MOST_RULES - 2)]
    assert headers(most).count(FOR_EVER) == MOST_RULES - 2
    with pytest.raises(ValueError, match="101 rules for _headers, of which a host reads 100"):
        headers([*most, "assets/one-more.js"])


def test_in_a_built_site_whatever_is_named_is_there_and_says_what_is_in_it(
    tmp_path: Path,
) -> None:
    project = furnish(make_project(tmp_path))
    result = build(project)
    assert result.returncode == 0, result.stderr
    site = project.root / "site"
    assets = {path.relative_to(site).as_posix() for path in (site / "assets").rglob("*.*")}
    served = {name for name in assets if re.search(r"\.(js|mjs|css|woff2)$", name)}
    assert {name for name in served if not FINGERPRINTED.fullmatch(name)} == set(KEEP_NAMES)
    named = set()
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        named |= {*re.findall(r'<(?:link|script)\s[^>]*?(?:href|src)="[^"]*?(assets/[^"]*)"', html)}
    assert len(named) > 20
    assert named <= assets
    rules = re.findall(r"^/(assets/\S+)\n  (.*)$", (site / "_headers").read_text("utf-8"), re.M)
    assert {name for name, _ in rules} == served - set(KEEP_NAMES)
    assert {value for _, value in rules} == {f"Cache-Control: {FOR_EVER}"}
