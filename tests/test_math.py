"""Formulas: KaTeX in one process, and the TeX that pages may use."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from html import escape
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.math import (
    FormulaError,
    Katex,
    KatexDiedError,
    cut_down,
    shared_katex,
    unportable,
)
from handbook.math import katex as katex_module

KATEX_FONTS = Path(__file__).parents[1] / "node_modules/katex/dist/fonts"

NUMBERS = count(1000)
"""Formulas that nobody has asked for yet."""


def test_a_formula_becomes_html_for_the_eye_and_mathml_for_the_ear() -> None:
    html = shared_katex().render(r"\frac{a}{b}", False)
    assert "<mfrac><mi>a</mi><mi>b</mi></mfrac>" in html
    assert r'<annotation encoding="application/x-tex">\frac{a}{b}</annotation>' in html
    assert '<span class="katex-html" aria-hidden="true">' in html
    assert "katex-display" not in html


def test_a_displayed_formula_is_set_in_display_style() -> None:
    assert shared_katex().render(r"\sum_i x_i", True).startswith('<span class="katex-display">')


@pytest.mark.parametrize(
    ("tex", "message"),
    [
        (r"x+\foo", r"Undefined control sequence: \foo at position 3: x+\foo"),
        ("x^", "Expected group after '^' at position 2: x^"),
        (
            "中",
            "LaTeX-incompatible input and strict mode is set to 'error': Unicode text character "
            '"中" used in math mode [unicodeTextInMathMode] at position 1: 中',
        ),
        (r"\href{https://example.org}{x}", r"\href is not allowed"),
    ],
)
def test_a_rejected_formula_says_what_and_where(tex: str, message: str) -> None:
    with pytest.raises(FormulaError) as caught:
        shared_katex().render(tex, False)
    assert str(caught.value) == message


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab\\{}^_&$%#~'`\n中 ") | st.characters(), max_size=20))
def test_any_text_is_rendered_or_rejected_and_the_next_answer_is_its_own(tex: str) -> None:
    try:
        html = shared_katex().render(tex, False)
    except FormulaError:
        html = '<span class="katex">'
    assert html.startswith('<span class="katex">')
    number = next(NUMBERS)
    assert f"<mn>{number}</mn>" in shared_katex().render(f"{number}", False)


def test_tex_that_prints_does_not_disturb_the_answers() -> None:
    assert "<mi>x</mi>" in shared_katex().render(r"\message{hello} x", False)
    assert "<mi>y</mi>" in shared_katex().render("y", False)


def test_threads_get_their_own_answers() -> None:
    formulas = [f"x_{{{number}}}" for number in range(60)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda tex: shared_katex().render(tex, False), formulas))
    assert all(escape(tex) in html for tex, html in zip(formulas, answers, strict=True))


def test_a_dead_process_is_reported_with_its_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "render.mjs"
    broken.write_text('console.error("no katex here"); process.exit(1)')
    monkeypatch.setattr(katex_module, "RENDERER", broken)
    katex = Katex()
    for _ in range(2):  # and it is not started again
        with pytest.raises(KatexDiedError) as caught:
            katex.render("x", False)
        assert str(caught.value) == "KaTeX's process has ended: no katex here"


def test_the_process_ends_with_python_and_uses_no_node_but_the_packages_own() -> None:
    program = (
        "from handbook.math import shared_katex;"
        "shared_katex().render('x', False);"
        "print(shared_katex()._process.pid)"
    )
    environment = os.environ | {"PATH": "/nonexistent"}
    run = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    with pytest.raises(ProcessLookupError):
        os.kill(int(run.stdout), 0)
    assert run.stderr == ""


@pytest.mark.parametrize(
    ("tex", "names"),
    [
        (r"\operatorname*{argmax}_{x \in \mathbb{R}^d} \lVert x \rVert_2", []),
        (r"\begin{aligned} a &= b \\ c &= \text{错误} \end{aligned}", []),
        (r"\left\{ \frac{1}{2} \,\middle\vert\; \sqrt{x} \right\}", []),
        (r"\argmax_x \smash{y}", [r"\argmax", r"\smash"]),
        (r"{\rm x} \textcolor{red}{x} {\rm y}", [r"\rm", r"\textcolor"]),
        (r"\href{u}{x} \def\a{b}", [r"\href", r"\def", r"\a"]),
        (r"\begin{vmatrix} a \\ b \end{vmatrix}", ["vmatrix"]),
        (r"\\rm", []),  # a line break, then two letters
    ],
)
def test_tex_that_some_reader_lacks_is_named(tex: str, names: list[str]) -> None:
    assert unportable(tex) == names


def test_a_font_is_cut_down_to_what_the_formulas_show() -> None:
    katex = Katex()
    katex.render(r"\mathbb{R}^d", False)
    characters = katex.characters()
    assert {"R", "d"} <= characters
    font = KATEX_FONTS / "KaTeX_AMS-Regular.woff2"
    small = cut_down(font, characters)
    assert small == cut_down(font, characters)
    assert len(small) < font.stat().st_size / 5
    shown = TTFont(BytesIO(small)).getBestCmap()
    assert ord("R") in shown
    assert ord("S") not in shown
