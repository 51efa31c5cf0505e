"""Pages, figures and data that somebody means ill with, and the one line that each is answered."""

import os
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
from tests.test_site import build, furnished

HERE = "The formula has no mean:"
"""A paragraph on line 19 of the English page."""

HTML = "write Markdown, or put it in backticks if readers are to see it"
KIND = "link to a page or with https://"
ELSEWHERE = "link to a page's .md file, or elsewhere with https://"
DEFINED = "a footnote or a link defined elsewhere; write it where it is used"
TURNS = "which turns the direction of the text"

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
    (
        "[A](<java&#9;script:alert(1)>)",
        f"the link to 'docs/en/normalization/java%09script:alert(1)' is not to a page; {ELSEWHERE}",
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
    ("[A](../../../../etc/passwd)", f"the link to '../etc/passwd' is not to a page; {ELSEWHERE}"),
    ("- [a]: javascript:alert(1)", DEFINED),
    ("> [a]:javascript:alert(1)", DEFINED),
    (
        '[A](layernorm.md "t" javascript:x)',
        "GitHub reads the paragraph '[A](layernorm.md \"t\" javascript:x)' where the site reads "
        "the paragraph 'A'; say it more simply; see 'Page format' in CONTRIBUTING.md",
    ),
    (
        r"$`\href{javascript:alert(1)}{x}`$",
        r"KaTeX rejects the formula: \href is not allowed; correct the TeX",
    ),
    (
        r"$`\includegraphics{https://evil.example/a}`$",
        r"KaTeX rejects the formula: \includegraphics is not allowed; correct the TeX",
    ),
    ("a\u202eb", f"the character U+202E, {TURNS}; delete it"),
    ("a\u2066b", f"the character U+2066, {TURNS}; delete it"),
    ("a\u200fb", f"the character U+200F, {TURNS}; delete it"),
    ("a\u061cb", f"the character U+061C, {TURNS}; delete it"),
    ("a\u200bb", "the invisible character U+200B; delete it"),
    ("`a\u200db`", "the invisible character U+200D; delete it"),
    ("$`x\u2060`$", "the invisible character U+2060; delete it"),
    ("a\u00adb", "the invisible character U+00AD; delete it"),
    ("a\ufeffb", "the invisible character U+FEFF; delete it"),
    ("a\ufe0fb", "the invisible character U+FE0F; delete it"),
    ("a\U000e0041b", "the invisible character U+E0041; delete it"),
    ("a\u2028b", "the invisible character U+2028; delete it"),
    ("a\x00b", "the control character U+0000; delete it"),
    ("a\x1b[2Jb", "the control character U+001B; delete it"),
    ("a\ue000b", "the character U+E000, which has no meaning of its own; delete it"),
    ("a\ufffeb", "the character U+FFFE, which has no meaning of its own; delete it"),
    ("a&#x202e;b", "the number '&#x202e;'; write the character itself"),
    ("a&rlm;b", f"the character U+200F, {TURNS}, as '&rlm;'; delete it"),
    ("a&shy;b", "the invisible character U+00AD, as '&shy;'; delete it"),
    ("a" * 3001, "the line has more than 3000 characters; shorten it"),
    ("[" * 151, "more than 150 '[' without a blank line; leave blank lines, or drop some"),
    (
        f"{'ab ' * 900}\n" * 2,
        "more than 5000 characters without a blank line; leave blank lines",
    ),
    ("|" * 51, "more than 50 '|' on a line; drop some"),
    ("- " * 41, "a line that begins with more than 80 spaces and marks; nest it less"),
]


@pytest.mark.parametrize(("text", "answer"), BODIES)
def test_a_hostile_text_is_one_line(project: Project, text: str, answer: str) -> None:
    project.edit(RMSNORM_EN, HERE, text)

    assert project.check() == [f"{RMSNORM_EN}:19: {answer}"]


IMAGES = [
    (
        address,
        f"the image '{address}' is not a file of the handbook; "
        "put it below docs/assets/figures/ and write its relative path",
    )
    for address in (
        "javascript:alert(1)",
        "data:image/svg+xml,%3Csvg%3E",
        "//evil.example/a.svg",
        "https://evil.example/a.svg",
    )
] + [
    (
        "../../../pyproject.toml",
        "there is no image 'pyproject.toml'; "
        "correct the path, or add the file below docs/assets/figures/",
    ),
    ("rmsnorm.md", f"'{RMSNORM_EN}' is no figure; show an .svg file of docs/assets/figures/"),
]


@pytest.mark.parametrize(("address", "answer"), IMAGES)
def test_a_hostile_image_is_one_line(project: Project, address: str, answer: str) -> None:
    project.edit(RMSNORM_EN, "../../assets/figures/norm.en.svg", address)

    assert project.check() == [f"{RMSNORM_EN}:25: {answer}"]


ALIASES = "aliases: [root mean square norm]"
FRONT_MATTER = [
    ("aliases: &a [b]", "the anchor '&a'; drop it"),
    ("aliases: [&a b, *a]", "the anchor '&a'; drop it"),
    ("aliases: *a", "the alias '*a'; write what it stands for"),
    (
        "aliases: !!python/object/apply:os.system [ls]",
        "the tag '!!python/object/apply:os.system'; drop it",
    ),
    ("aliases: !x [b]", "the tag '!x'; drop it"),
    ("aliases: [!!binary eA==]", "the tag '!!binary'; drop it"),
    ("<<: {aliases: [a]}", "the key '<<'; write out the keys that it would add"),
    ("? [aliases]\n: [a]", "a key that is a list or has keys itself; write a word"),
    ("...\n# <script>alert(1)</script>", "the line '...', an order to YAML; drop it"),
    ("%YAML 1.1", "the line '%YAML 1.1', an order to YAML; drop it"),
    (f"aliases: {'[' * 50}", "too many lists inside each other; write it flatter"),
    ("aliases: [a\u202eb]", f"the character U+202E, {TURNS}; delete it"),
    ('aliases: ["a\\u202eb"]', f"a value with the character U+202E, {TURNS}; write it without"),
    ('aliases: ["a\\nb"]', "a value with a line break or a tab; write it without"),
    (
        "template: home.html",
        "unknown key 'template'; "
        "use one of tags, level, sources, aliases, checked, review_by, synced",
    ),
    (
        "hide: [navigation]",
        "unknown key 'hide'; use one of tags, level, sources, aliases, checked, review_by, synced",
    ),
]


@pytest.mark.parametrize(("text", "answer"), FRONT_MATTER)
def test_hostile_front_matter_is_one_line(project: Project, text: str, answer: str) -> None:
    project.edit(RMSNORM_EN, ALIASES, text)

    assert project.check() == [f"{RMSNORM_EN}:5: {answer}"]


COMPUTES = "drop it: a page's code computes and prints"
IMPORTS = (
    "import only bisect, cmath, collections, dataclasses, decimal, fractions, functools, heapq, "
    "itertools, math, numpy, operator, random, re, statistics, string, textwrap, typing"
)
CODES = [
    ("import os", f"the code imports 'os'; {IMPORTS}"),
    ("import numpy.ctypeslib", f"the code imports 'numpy.ctypeslib'; {IMPORTS}"),
    ("from subprocess import run", f"the code imports 'subprocess'; {IMPORTS}"),
    ("from . import os", f"the code imports '.'; {IMPORTS}"),
    ("from math import *", "the code imports everything of a module; import by name"),
    ("from numpy import load", f"the code imports 'numpy.load'; {COMPUTES}"),
    ("from operator import attrgetter", f"the code imports 'operator.attrgetter'; {COMPUTES}"),
    ("open('a')", f"the code uses 'open'; {COMPUTES}"),
    ("run = eval", f"the code uses 'eval'; {COMPUTES}"),
    ("getattr(np, 'lo' + 'ad')", f"the code uses 'getattr'; {COMPUTES}"),
    ("__import__('os')", f"the code uses '__import__'; {COMPUTES}"),
    ("np.load('a')", f"the code uses 'np.load'; {COMPUTES}"),
    ("np.lib.npyio", f"the code uses 'np.lib'; {COMPUTES}"),
    ("np.ones(1).tofile('a')", f"the code uses '.tofile'; {COMPUTES}"),
    ("().__class__.__base__", f"the code uses '.__base__'; {COMPUTES}"),
    ("np.random._pickle", f"the code uses '._pickle'; {COMPUTES}"),
    ("(n for n in [1]).gi_frame", f"the code uses '.gi_frame'; {COMPUTES}"),
    ("type('A', (), {})", f"the code uses 'type' for more than type(x); {COMPUTES}"),
    ("lambda __class__: 1", f"the code uses '__class__'; {COMPUTES}"),
    ("x = 1 +", "the code is no Python: invalid syntax; mend it"),
    ("return 1", "the code is no Python: 'return' outside function; mend it"),
]


@pytest.mark.parametrize(("code", "answer"), CODES)
def test_hostile_code_is_one_line_a_page(project: Project, code: str, answer: str) -> None:
    for path in RMSNORM_EN, RMSNORM_ZH:
        project.edit(path, "import numpy as np\n", f"import numpy as np\n{code}\n")

    assert project.check() == [f"{path}:47: {answer}" for path in (RMSNORM_EN, RMSNORM_ZH)]


def test_code_nested_without_end_is_one_line_a_page(project: Project) -> None:
    for path in RMSNORM_EN, RMSNORM_ZH:
        project.edit(path, "import numpy as np\n", f"import numpy as np\nx = {'-' * 2000}1\n")

    assert project.check() == [
        f"{path}:46: the code is no Python: it is nested too deeply; mend it"
        for path in (RMSNORM_EN, RMSNORM_ZH)
    ]


FENCES = [
    ("```python title='a'", "python title='a'"),
    ("```{.python onclick=alert(1)}", "{.python onclick=alert(1)}"),
    ("```py", "py"),
    ("```Python", "Python"),
]


@pytest.mark.parametrize(("fence", "kind"), FENCES)
def test_code_that_would_be_shown_as_python_and_not_run_is_one_line(
    project: Project, fence: str, kind: str
) -> None:
    for path in RMSNORM_EN, RMSNORM_ZH:
        project.edit(path, "```python", fence)
    project.edit(RMSNORM_EN, "  # a token", "")
    project.edit(RMSNORM_ZH, "  # 一个 token", "")

    advice = "write one word after the ```, like python or text"
    assert project.check() == [
        f"{path}:45: a code block of the kind '{kind}'; {advice}"
        for path in (RMSNORM_EN, RMSNORM_ZH)
    ]


def write_bytes(path: str, content: bytes) -> Callable[[Project], None]:
    def write(project: Project) -> None:
        (project.root / path).parent.mkdir(parents=True, exist_ok=True)
        (project.root / path).write_bytes(content)

    return write


def write(path: str, text: str) -> Callable[[Project], None]:
    return write_bytes(path, text.encode())


def edit(path: str, old: str, new: str) -> Callable[[Project], None]:
    return lambda project: project.edit(path, old, new)


def link(path: str, target: str) -> Callable[[Project], None]:
    def symlink(project: Project) -> None:
        (project.root / path).unlink(missing_ok=True)
        (project.root / path).symlink_to(target)

    return symlink


def figure(inside: str) -> Callable[[Project], None]:
    return write("docs/assets/figures/a.svg", SVG.replace("/>", f">\n{inside}\n</svg>"))


AS_IT_IS = (
    "1: the site would publish this file as it is; "
    "remove it; figures belong below docs/assets/figures/"
)
NO_FIGURE = "is no figure's name; name it like 'norm.svg', or 'norm.en.svg' where it has words"
SYMBOLIC = "1: a symbolic link; put what it leads to in its place"
SHAPES = "draw it with shapes and text alone"
INDEX = "---\ntemplate: home.html\n---\n# An index\n\n"
HOME = "docs/en/index.md"

FILES: list[tuple[Callable[[Project], object], str]] = [
    (write("docs/en/a.html", ""), f"docs/en/a.html:{AS_IT_IS}"),
    (write("docs/en/normalization/a.js", ""), f"docs/en/normalization/a.js:{AS_IT_IS}"),
    (write("docs/CNAME", "evil.example"), f"docs/CNAME:{AS_IT_IS}"),
    (write("docs/.htaccess", ""), f"docs/.htaccess:{AS_IT_IS}"),
    (write("docs/sitemap.xml", ""), f"docs/sitemap.xml:{AS_IT_IS}"),
    (
        write("docs/en/normalization/a.markdown", ""),
        f"docs/en/normalization/a.markdown:{AS_IT_IS}",
    ),
    (write("docs/assets/a.md", ""), f"docs/assets/a.md:{AS_IT_IS}"),
    (
        write("docs/assets/figures/a.py", ""),
        f"docs/assets/figures/a.py:1: 'a.py' {NO_FIGURE}",
    ),
    (
        write("docs/assets/figures/Arrows.svg", SVG),
        f"docs/assets/figures/Arrows.svg:1: 'Arrows.svg' {NO_FIGURE}",
    ),
    (
        write("docs/en/a.md", ""),
        "docs/en/a.md:1: no such page of the site; move it into the folder of its topic",
    ),
    (
        write("docs/en/tags/rope.md", ""),
        "docs/en/tags/rope.md:1: the site makes the pages of this folder from data/; remove it",
    ),
    (
        write("docs/en/normalization/more/a.md", ""),
        "docs/en/normalization/more:1: a folder too deep; move up what is in it",
    ),
    (link(RMSNORM_EN, "/etc/passwd"), f"{RMSNORM_EN}:{SYMBOLIC}"),
    (link("docs/en/linked", "/etc"), f"docs/en/linked:{SYMBOLIC}"),
    (
        link("docs/assets/figures/norm.en.svg", "/etc/passwd"),
        f"docs/assets/figures/norm.en.svg:{SYMBOLIC}",
    ),
    (link("data/tags.yml", "/etc/passwd"), f"data/tags.yml:{SYMBOLIC}"),
    (link("docs/en/normalization/a.md", "nowhere"), f"docs/en/normalization/a.md:{SYMBOLIC}"),
    (write_bytes(RMSNORM_EN, b"\xff\xfe"), f"{RMSNORM_EN}:1: not UTF-8; save the file as UTF-8"),
    (
        edit(RMSNORM_EN, HERE, "The formula\rhas no mean:"),
        f"{RMSNORM_EN}:19: a carriage return that ends no line; delete it",
    ),
    (
        write(RMSNORM_EN, "a\n\n" * 20_000),
        f"{RMSNORM_EN}:1: the file is larger than 50 kB; shorten it",
    ),
    (
        write(RMSNORM_EN, "a\n\n" * 1_000),
        f"{RMSNORM_EN}:1001: the file has more than 1000 lines; shorten it",
    ),
    (
        write_bytes("data/addresses.txt", b"/\n/\xff\n"),
        "data/addresses.txt:2: not UTF-8; save the file as UTF-8",
    ),
    (
        write("data/notes.txt", "a\u200bb"),
        "data/notes.txt:1: the invisible character U+200B; delete it",
    ),
    (
        write("data/Notes.yml", "[]\n"),
        "data/Notes.yml:1: not every system can have a file 'Notes.yml'; "
        "use small letters and digits, joined by '.', '-' or '_'",
    ),
    (
        write("data/tags.yml", "- a\n" * 100_000),
        "data/tags.yml:1: the file is larger than 250 kB; shorten it",
    ),
    (
        edit("data/tags.yml", "Scaling activations.", "Scaling \u202eactivations."),
        f"data/tags.yml:3: the character U+202E, {TURNS}; delete it",
    ),
    (
        edit("data/tags.yml", 'zh: "归一化"', 'zh: "归\\u200b一化"'),
        "data/tags.yml:2: a value with the invisible character U+200B; write it without",
    ),
    (
        edit("data/tags.yml", 'label: {en: "Formula"', 'label: &a {en: "Formula"'),
        "data/tags.yml:5: the anchor '&a'; drop it",
    ),
    (
        edit("data/tags.yml", "- id: formula", "- id: formula\n  <<: {}"),
        "data/tags.yml:5: the key '<<'; write out the keys that it would add",
    ),
    (
        edit("data/questions.yml", "- id: rmsnorm\n", "- id: rmsnorm\n  formerly: [../..]\n"),
        "data/questions.yml:6: 'formerly.0' is '../..'; use lower-case words joined by hyphens",
    ),
    (
        edit(
            "data/topics.yml",
            "- id: attention",
            "- id: tags\n  title: {en: T, zh: T}\n  description: {en: T, zh: T}\n- id: attention",
        ),
        "data/topics.yml:4: the id 'tags' is reserved; choose another",
    ),
    (
        edit("data/questions.yml", "- id: flash-attention", "- id: index"),
        "data/questions.yml:18: the id 'index' is reserved; choose another",
    ),
    (write(HOME, f"{INDEX}<script>alert(1)</script>\n"), f"{HOME}:6: raw HTML '<script>'; {HTML}"),
    (
        write(HOME, f"{INDEX}[a](javascript:alert(1))\n"),
        f"{HOME}:6: a link of the kind 'javascript:'; {KIND}",
    ),
    (
        write(HOME, f"{INDEX}a&#8238;b\n"),
        f"{HOME}:6: the number '&#8238;'; write the character itself",
    ),
    (
        write(HOME, "---\ntemplate: ../../a.html\n---\n"),
        f"{HOME}:2: the template is '../../a.html'; write `template: home.html`",
    ),
    (
        figure("<script>alert(1)</script>"),
        f"docs/assets/figures/a.svg:2: the element 'script'; {SHAPES}",
    ),
    (
        figure("<g onload='alert(1)'/>"),
        f"docs/assets/figures/a.svg:2: the attribute 'onload'; {SHAPES}",
    ),
    (
        figure("<foreignObject/>"),
        f"docs/assets/figures/a.svg:2: the element 'foreignObject'; {SHAPES}",
    ),
    (
        figure("<use href='https://evil.example/a.svg#b'/>"),
        "docs/assets/figures/a.svg:2: a reference to 'https://evil.example/a.svg#b'; "
        "refer to a part of the figure, '#…'",
    ),
    (
        figure("<rect fill='url(//evil.example/a)'/>"),
        f"docs/assets/figures/a.svg:2: the attribute fill='url(//evil.example/a)'; {SHAPES}",
    ),
    (
        figure("<style>\n@import '//evil.example';\n</style>"),
        f"docs/assets/figures/a.svg:4: styles that load something; {SHAPES}",
    ),
    (
        write("docs/assets/figures/a.svg", f"<!DOCTYPE svg [<!ENTITY a 'b'>]>\n{SVG}"),
        "docs/assets/figures/a.svg:1: a document type; drop '<!DOCTYPE …>'",
    ),
    (
        write("docs/assets/figures/a.svg", f"<?xml version='1.0' encoding='utf-7'?>\n{SVG}"),
        "docs/assets/figures/a.svg:1: the encoding 'utf-7'; write encoding=\"utf-8\"",
    ),
    (figure("<g>"), "docs/assets/figures/a.svg:3: not XML: mismatched tag; correct it"),
    (
        write("docs/assets/figures/a.svg", SVG.replace("/>", f">{' ' * 500_000}</svg>")),
        "docs/assets/figures/a.svg:1: the file is larger than 500 kB; shorten it",
    ),
]


@pytest.mark.parametrize(("spoil", "answer"), FILES, ids=[answer for _, answer in FILES])
def test_a_hostile_file_is_one_line(
    project: Project, spoil: Callable[[Project], object], answer: str
) -> None:
    spoil(project)

    assert project.check() == [answer]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_is_no_file_is_one_line_and_is_not_waited_for(project: Project) -> None:
    os.mkfifo(project.root / "docs/en/normalization/a.md")

    assert project.check() == [
        "docs/en/normalization/a.md:1: neither a file nor a folder; remove it"
    ]


def test_a_name_with_a_line_break_stays_on_one_line(project: Project) -> None:
    project.write("docs/assets/figures/a\n::error.svg", SVG)

    assert project.check() == [
        f"docs/assets/figures/a\\n::error.svg:1: 'a\\n::error.svg' {NO_FIGURE}"
    ]


def test_a_problem_does_not_trick_the_terminal() -> None:
    problem = Problem(Path("a.md"), 1, "a \x1b[2J b\nc \u202e d　e", "mend it")

    assert str(problem) == "a.md:1: a \\x1b[2J b\\nc \\u202e d　e; mend it"


RENDERED = [
    ("[A](javascript:alert(1))", "<p><a>A</a></p>"),
    ("[A](java&#115;cript:alert(1))", "<p><a>A</a></p>"),
    ("[A](<java&#9;script:alert(1)>)", "<p><a>A</a></p>"),
    ("[A][b]\n\n[b]: JavaScript:alert(1)", "<p><a>A</a></p>"),
    ("![A](data:image/svg+xml,x)", '<p><img alt="A" /></p>'),
    ("![A](https://evil.example/a.svg)", '<p><img alt="A" /></p>'),
    ("[A](//evil.example)", "<p><a>A</a></p>"),
    (r"[A](\\\\evil.example)", "<p><a>A</a></p>"),
    ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    ("A <b onclick=x>b</b>", "<p>A &lt;b onclick=x&gt;b&lt;/b&gt;</p>"),
    ("![$`x`$](a.svg)", '<p><img alt="x" src="a.svg" /></p>'),
    ("[A](https://example.org/)", '<p><a href="https://example.org/">A</a></p>'),
    ("[A](b.md#c)", '<p><a href="b.md#c">A</a></p>'),
]


@pytest.mark.parametrize(("markdown", "html"), RENDERED)
def test_what_a_preview_shows_of_an_unread_page_runs_nothing(markdown: str, html: str) -> None:
    assert site_markdown("en").convert(markdown) == html


def test_a_formula_that_names_anothers_place_gets_no_place_in_it() -> None:
    html = site_markdown("en", lambda tex, _: f"<i>{tex}</i>").convert(
        "$`a`$ $`tmp_inline_md_katex_0x`$ $`tmp_inline_md_katex_1x`$"
    )
    assert html == ("<p><i>a</i> <i>tmp_inline_md_katex_0x</i> <i>tmp_inline_md_katex_1x</i></p>")


def test_mkdocs_reads_the_same_body(project: Project) -> None:
    for page in load(project.root).library.pages:
        body, meta = get_data((project.root / page.path).read_text(encoding="utf-8"))
        assert body.strip() == page.body.strip()
        assert set(meta) == set(page.key_lines)


class Running(HTMLParser):
    """Collects what a browser would run of a page, and the text that it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.attributes: list[str] = []
        self.code: list[str] = []
        self.text: list[str] = []
        self._is_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [name for name, _ in attrs if name.startswith("on")]
        # What is of another type is data, which no browser runs.
        kind = dict(attrs).get("type")
        self._is_code = tag == "script" and kind not in ("application/json", "application/ld+json")

    def handle_data(self, data: str) -> None:
        (self.code if self._is_code else self.text).append(data)

    def handle_endtag(self, _: str) -> None:
        self._is_code = False


def test_words_of_pages_and_data_are_shown_and_run_nothing(tmp_path: Path) -> None:
    project = furnished(tmp_path)
    words = '</title>"><script>evil()</script><b onclick="evil()">'
    project.edit(RMSNORM_EN, "# What is RMSNorm?", f"# What is `{words}`?")
    project.edit(RMSNORM_EN, ALIASES, f"aliases: ['{words}']")
    project.edit("data/topics.yml", '{en: "Normalization"', f"{{en: '{words}'")
    project.edit("data/tags.yml", '{en: "Formula"', f"{{en: '{words}'")
    project.edit("data/sources.yml", '{en: "Top five"', f"{{en: '{words}'")
    project.edit("data/glossary.yml", '{en: "gain"', f"{{en: '{words}'")
    project.edit("data/interface.yml", '{en: "Home"', f"{{en: '{words}'")
    project.sync()

    result = build(project)

    assert result.returncode == 0, result.stderr
    pages = list((project.root / "site").rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        reader = Running()
        reader.feed(page.read_text(encoding="utf-8"))
        assert reader.attributes == []
        assert not any("evil" in code for code in reader.code)
    home = Running()
    home.feed((project.root / "site/index.html").read_text(encoding="utf-8"))
    assert any(words in text for text in home.text)
