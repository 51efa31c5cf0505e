"""Formulas that every reader of a page can show."""

from tests.sample import RMSNORM_EN, RMSNORM_ZH, Project


def test_katex_says_what_it_rejects_and_the_line_is_within_the_formula(project: Project) -> None:
    for path in RMSNORM_EN, RMSNORM_ZH:
        project.edit(path, r"\frac{x_i}", "\n\\frac{x_i}\n\\nope ")

    assert project.check() == [
        f"{path}:24: KaTeX rejects the formula: Undefined control sequence: \\nope at position 19: "
        "… = \\frac{x_i} \\nope {\\sqrt{\\frac{1}…; correct the TeX"
        for path in (RMSNORM_EN, RMSNORM_ZH)
    ]


def test_an_unfinished_formula_is_reported_with_katexs_own_words(project: Project) -> None:
    project.edit(RMSNORM_ZH, r"$`\sigma^2`$", r"$`\sigma^{2`$")

    assert project.check() == [
        f"{RMSNORM_ZH}:31: KaTeX rejects the formula: "
        "Expected '}', got 'EOF' at end of input: \\sigma^{2; correct the TeX"
    ]


def test_a_command_that_books_cannot_carry_is_named(project: Project) -> None:
    for path in RMSNORM_EN, RMSNORM_ZH:
        project.edit(path, r"$`\sigma^2`$", r"$`\smash{\sigma^2}\begin{vmatrix}a\end{vmatrix}`$")

    assert project.check() == [
        f"{path}:31: not every reader of the page can show \\smash, vmatrix; "
        "use the TeX that data/tex.yml lists"
        for path in (RMSNORM_EN, RMSNORM_ZH)
    ]


def test_every_formula_that_is_rejected_is_named(project: Project) -> None:
    project.edit(RMSNORM_EN, r"$`\sigma^2`$", r"$`\nope`$")
    project.edit(RMSNORM_EN, r"$`\sqrt{d}`$", r"$`\nada`$")

    assert [line.split(";")[0] for line in project.check()] == [
        f"{RMSNORM_EN}:31: KaTeX rejects the formula: "
        "Undefined control sequence: \\nope at position 1: \\nope",
        f"{RMSNORM_EN}:55: KaTeX rejects the formula: "
        "Undefined control sequence: \\nada at position 1: \\nada",
    ]
