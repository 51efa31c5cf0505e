"""What the site makes of the page format."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from pymdownx.superfences import SuperFencesException

from handbook.load.body import read_body
from handbook.markdown import site_markdown
from handbook.math import FormulaError
from handbook.model import SECTION_TITLES, Locale, SectionKind

ROOT = Path(__file__).resolve().parent.parent


def tagged(tex: str, display: bool) -> str:
    """Stand in for KaTeX: formulas are easier to read as TeX."""
    return f"<d>{tex}</d>" if display else f"<i>{tex}</i>"


def html_of(markdown: str, locale: Locale = "en") -> str:
    """Convert a page and drop what surrounds every displayed formula."""
    html = site_markdown(locale, tagged).convert(markdown)
    return re.sub(r'<div class="formula" tabindex="0">(<d>.*?</d>)</div>', r"\1", html, flags=re.S)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("A $`x_i`$ b", "<p>A <i>x_i</i> b</p>"),
        ("A $`x` and $`y`$", "<p>A $<code>x</code> and <i>y</i></p>"),
        ("Twice $`a*b`$ and $`c*d`$", "<p>Twice <i>a*b</i> and <i>c*d</i></p>"),
        ("At the end $`x`$", "<p>At the end <i>x</i></p>"),
        ("An unfinished cost $`x`", "<p>An unfinished cost $<code>x</code></p>"),
        ("其中$`d`$是宽度，$`n`$。", "<p>其中<i>d</i>是宽度，<i>n</i>。</p>"),
        ("Two $``a`b``$ backticks", "<p>Two <i>a`b</i> backticks</p>"),
        ("**Bold $`x`$**", "<p><strong>Bold <i>x</i></strong></p>"),
        ("[link $`x`$](a.md)", '<p><a href="a.md">link <i>x</i></a></p>'),
        ("- a $`x`$\n    - b $`y`$", "<ul><li>a <i>x</i><ul><li>b <i>y</i></li></ul></li></ul>"),
        ("> $`x`$", "<blockquote><p><i>x</i></p></blockquote>"),
        ("```math\nx\n\ny\n```", "<d>x\n\ny</d>"),
        ("- a\n\n    ```math\n    x\n    ```", "<ul><li><p>a</p><d>x</d></li></ul>"),
        (
            "- a\n    - b\n\n        ```math\n        x\n        ```",
            "<ul><li>a<ul><li><p>b</p><d>x</d></li></ul></li></ul>",
        ),
        ("> a\n>\n> ```math\n> x\n> ```", "<blockquote><p>a</p><d>x</d></blockquote>"),
    ],
)
def test_math_stands_wherever_text_stands(markdown: str, html: str) -> None:
    assert html_of(markdown).replace("\n<", "<").replace(">\n", ">") == html


def test_math_stands_in_a_table() -> None:
    html = html_of("| a | b |\n| --- | --- |\n| $`p(x\\mid y)`$ | $`z`$，中 |")
    assert "<td><i>p(x\\mid y)</i></td>" in html
    assert "<td><i>z</i>，中</td>" in html


@pytest.mark.parametrize(
    "markdown",
    [
        "Write `` $`x`$ `` so",
        r"Escaped \$`x`$ so",
        "    $`x`$",
        "    ```math\n    x\n    ```",
        "```text\n$`x`$\n```",
        "````markdown\n```math\nx\n```\n````",
    ],
)
def test_math_stays_code_inside_code(markdown: str) -> None:
    html = html_of(markdown)
    assert "<i>" not in html
    assert "<d>" not in html
    assert "<code>" in html


@settings(deadline=None)
@given(st.text(st.sampled_from("$`\\x ，"), max_size=24))
def test_the_site_and_the_checks_find_the_same_inline_formulas(text: str) -> None:
    paragraph = f"x {text} x"
    found = re.findall("<i>(.*?)</i>", html_of(paragraph))
    assert found == [formula.tex for formula in read_body(paragraph, 1).formulas]


def test_a_displayed_formula_scrolls_in_a_box_that_the_keyboard_reaches() -> None:
    html = site_markdown("en").convert("```math\nx\n```")
    assert html.startswith('<div class="formula" tabindex="0"><span class="katex-display">')
    assert html.endswith("</span></div>")


def test_a_page_gets_no_stylesheet_from_another_host() -> None:
    assert "<link" not in site_markdown("en").convert("$`x`$")


def test_a_rejected_formula_stops_the_page() -> None:
    message = "Expected group after '^' at position 2: x^"
    with pytest.raises(FormulaError) as inline:
        site_markdown("en").convert("a $`x^`$")
    assert str(inline.value) == message
    with pytest.raises(SuperFencesException) as displayed:
        site_markdown("en").convert("```math\nx^\n```")
    assert str(displayed.value) == message


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_the_sections_have_the_same_anchors_in_both_languages(locale: Locale) -> None:
    page = "\n\n".join(f"## {title}" for title in SECTION_TITLES[locale].values())
    assert re.findall('<h2 id="(.*?)">', html_of(page, locale)) == list(SectionKind)


def test_other_headings_have_an_anchor_that_can_be_read_and_a_link_to_it() -> None:
    html = html_of("### LayerNorm 多做了什么", "zh")
    assert '<h3 id="layernorm-多做了什么">' in html
    assert 'href="#layernorm-多做了什么" title="本节的链接"' in html


@pytest.mark.parametrize(
    ("locale", "kind", "admonition", "title"),
    [
        ("en", "NOTE", "note", "Note"),
        ("en", "CAUTION", "danger", "Caution"),
        ("zh", "NOTE", "note", "说明"),
        ("zh", "TIP", "tip", "提示"),
        ("zh", "IMPORTANT", "info", "重要"),
        ("zh", "WARNING", "warning", "警告"),
        ("zh", "CAUTION", "danger", "注意"),
    ],
)
def test_an_alert_has_a_title_in_the_pages_language(
    locale: Locale, kind: str, admonition: str, title: str
) -> None:
    html = html_of(f"> [!{kind}]\n> Text $`x`$.", locale)
    assert html == (
        f'<div class="admonition {admonition}">\n'
        f'<p class="admonition-title">{title}</p>\n<p>Text <i>x</i>.</p>\n</div>'
    )


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("#5 is no heading", "<p>#5 is no heading</p>"),
        (r"5\$ \~ \| \<", "<p>5$ ~ | &lt;</p>"),
        ("snake_case_name", "<p>snake_case_name</p>"),
        ("**粗体（x）**后", "<p>**粗体（x）**后</p>"),  # as GitHub shows it
        ("3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>'),
        ("- a\n\n1. b", "<ul>\n<li>a</li>\n</ul>\n<ol>\n<li>b</li>\n</ol>"),
        ("``a`", "<p>``a`</p>"),
    ],
)
def test_text_reads_as_it_does_on_github(markdown: str, html: str) -> None:
    assert html_of(markdown) == html


def test_code_is_highlighted_with_classes() -> None:
    html = html_of("```python title of no meaning\nprint(1)\n```")
    assert html.startswith('<div class="highlight"><pre>')
    assert '<span class="nb">print</span>' in html


def test_mkdocs_can_turn_it_on_by_name() -> None:
    parser = Markdown(
        extensions=["handbook.markdown"], extension_configs={"handbook.markdown": {"locale": "zh"}}
    )
    assert "说明" in parser.convert("> [!NOTE]\n> x")


def test_a_page_of_the_book_shows_every_formula_it_has() -> None:
    path = ROOT / "docs/zh/normalization-and-activations/rmsnorm.md"
    body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    html = site_markdown("zh").convert(body)
    formulas = read_body(body, 1).formulas
    assert html.count("<math ") == len(formulas) > 0
    assert html.count('<div class="formula"') == sum(formula.display for formula in formulas)
    assert "tmp_inline_md_katex" not in html
