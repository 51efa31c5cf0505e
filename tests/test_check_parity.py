"""What the two pages of a question have in common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.check.parity import without_comments, without_text
from handbook.model import CodeBlock
from tests.sample import RMSNORM_EN, RMSNORM_ZH, SVG, Project

DIFFERENCES = [
    (
        "[normalization, formula]",
        "[formula, normalization]",
        ":2: the line 'tags: [formula, normalization]' is not on the English page; "
        "the English page has 'tags: [normalization, formula]' (line 2): make them agree",
    ),
    (
        "level: basic",
        "level: advanced",
        ":3: the line 'level: advanced' is not on the English page; "
        "the English page has 'level: basic' (line 3): make them agree",
    ),
    (
        "checked: 2026-11-22",
        "checked: 2026-11-23",
        ":6: the line 'checked: 2026-11-23' is not on the English page; "
        "the English page has 'checked: 2026-11-22' (line 6): make them agree",
    ),
    (
        r"\sum_j x_j^2",
        r"\sum_j x_j^3",
        r":22: the formula '…t{\frac{1}{d}\sum_j x_j^3 + \epsilon}} \quad \text{每个 token}' "
        "is not on the English page; the English page has "
        r"'…rac{1}{d}\sum_j x_j^2 + \epsilon}} \quad \text{for each toke…' (line 22): "
        "make them agree",
    ),
    (
        "每个 token}",
        "每个 token} = 1",
        ":22: ",
    ),
    (
        r"$`x`$",
        r"$`y`$",
        ":15: the formula 'y' is not on the English page; "
        "the English page has 'x' (line 15): make them agree",
    ),
    (
        "公式里没有均值：",
        r"公式里没有 $`\mu`$：",
        r":19: the formula '\mu' is not on the English page; make them agree",
    ),
    (
        "公式里没有均值：",
        "公式里没有 $`x`$ 的均值：",
        ":19: the formula 'x' stands here twice, there once; make them agree",
    ),
    (
        "[3.0, 4.0]",
        "[3.0, 5.0]",
        ":48: the code 'x = np.array([3.0, 5.0])' is not on the English page; "
        "the English page has 'x = np.array([3.0, 4.0])' (line 48): make them agree",
    ),
    (
        "#> 3.54",
        "#> 3.55",
        ":50: the code '#> 3.55' is not on the English page; "
        "the English page has '#> 3.54' (line 50): make them agree",
    ),
    (
        "```python",
        "```text",
        ":45: the code '```text' is not on the English page; "
        "the English page has '```python' (line 45): make them agree",
    ),
    (
        "(../attention/self-attention.md)",
        "(../attention/kv-cache.md)",
        ":59: the link '../attention/kv-cache.md' is not on the English page; "
        "the English page has '../attention/self-attention.md' (line 59): make them agree",
    ),
    (
        "(layernorm.md#short-answer)",
        "(layernorm.md)",
        ":15: the link 'layernorm.md' is not on the English page; "
        "the English page has 'layernorm.md#short-answer' (line 15): make them agree",
    ),
    (
        "[RMSNorm](https://docs.pytorch.org/docs/stable/)",
        "[RMSNorm](https://docs.pytorch.org/docs/main/)",
        ":65: the reference 'https://docs.pytorch.org/docs/main/' is not on the English page; "
        "the English page has 'https://docs.pytorch.org/docs/stable/' (line 65): make them agree",
    ),
    (
        "norm.zh.svg",
        "other.svg",
        ":25: the figure 'other' is not on the English page; "
        "the English page has 'norm' (line 25): make them agree",
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), DIFFERENCES)
def test_a_difference_is_one_line_with_both_places(
    project: Project, old: str, new: str, expected: str
) -> None:
    project.write("docs/assets/figures/other.svg", SVG)
    project.edit(RMSNORM_ZH, old, new)

    (problem,) = project.check()
    assert problem.startswith(RMSNORM_ZH + expected)


def test_what_only_the_english_page_has_is_reported_there(project: Project) -> None:
    project.edit(RMSNORM_EN, "review_by: 2999-01-01\n", "")
    project.edit(RMSNORM_ZH, r"后者是它的 $`\sqrt{d}`$ 倍。", "不是。")

    assert project.check() == [
        rf"{RMSNORM_EN}:54: the formula '\sqrt{{d}}' is not on the Chinese page; make them agree",
        f"{RMSNORM_ZH}:7: the line 'review_by: 2999-01-01' is not on the English page; "
        "make them agree",
    ]


def test_displayed_formulas_references_and_code_keep_their_order(project: Project) -> None:
    more = "```math\na = 1\n```\n\n```math\nb = 2\n```\n\n"
    project.edit(RMSNORM_EN, "### In practice\n\n", f"### In practice\n\n{more}")
    more = "```math\nb = 2\n```\n\n```math\na = 1\n```\n\n"
    project.edit(RMSNORM_ZH, "### 实际用法\n\n", f"### 实际用法\n\n{more}")
    lines = project.read(RMSNORM_ZH).split("\n")
    lines[-3:-1] = reversed(lines[-3:-1])
    project.write(RMSNORM_ZH, "\n".join(lines))

    assert project.check() == [
        f"{RMSNORM_ZH}:30: the formula 'b = 2' stands elsewhere on the English page; "
        "make them agree",
        f"{RMSNORM_ZH}:72: the reference 'https://docs.pytorch.org/docs/stable/' stands elsewhere "
        "on the English page; make them agree",
    ]


def test_words_may_differ_everywhere_and_links_may_be_written_in_another_way(
    project: Project,
) -> None:
    project.edit(RMSNORM_ZH, r"\text{每个 token}", r"\text{对每个 token（逐个 \{x\} 计算）}")
    project.edit(RMSNORM_ZH, "# 一个 token", "# 换一种说法")
    project.edit(RMSNORM_ZH, "(layernorm.md#short", "(../normalization/layernorm.md#short")
    project.edit(RMSNORM_ZH, "aliases: [均方根归一化]", "aliases: [甲, 乙]")
    project.edit(RMSNORM_ZH, "[3.0, 4.0])  #", "[3.0, 4.0]) #")
    project.sync()

    assert project.check() == []


def test_inline_formulas_may_stand_in_any_order(project: Project) -> None:
    project.edit(RMSNORM_ZH, "$`x`$", "$`T`$")
    project.edit(RMSNORM_ZH, r"$`\sqrt{d}`$", "$`x`$")
    project.edit(RMSNORM_ZH, "$`T`$", r"$`\sqrt{d}`$")
    project.sync()

    assert project.check() == []


def test_a_section_that_is_not_owed_stands_in_both_or_in_none(project: Project) -> None:
    project.edit("data/questions.yml", "  worked_example: true\n", "")
    text = project.read(RMSNORM_ZH)
    start, end = text.index("## 动手验证"), text.index("## 常见误区")
    project.write(RMSNORM_ZH, text[:start] + text[end:])

    assert project.check() == [
        f"{RMSNORM_EN}:43: the section 'Worked example' is not on the Chinese page; make them agree"
    ]


def test_a_link_to_a_question_in_one_language_is_not_asked_of_the_other(project: Project) -> None:
    text = project.read("docs/en/attention/kv-cache.md").replace("top-5#4", "top-5#5")
    project.write("docs/en/attention/flash-attention.md", text)
    project.edit(RMSNORM_EN, "**Why?**", "[Why?](../attention/flash-attention.md)")
    project.sync()
    project.record_addresses()

    assert project.check() == []


def test_one_difference_of_each_kind_is_named_at_once(project: Project) -> None:
    project.edit(RMSNORM_ZH, "level: basic", "level: advanced")
    project.edit(RMSNORM_ZH, "$`x`$", "$`y`$")
    project.edit(RMSNORM_ZH, r"$`\sqrt{d}`$", r"$`\sqrt{n}`$")
    project.edit(RMSNORM_ZH, "#> 3.54", "#> 3.55")
    project.edit(RMSNORM_ZH, "(layernorm.md#short-answer)", "(layernorm.md)")

    assert [problem.split(" is not")[0] for problem in project.check()] == [
        f"{RMSNORM_ZH}:3: the line 'level: advanced'",
        f"{RMSNORM_ZH}:15: the formula 'y'",
        f"{RMSNORM_ZH}:15: the link 'layernorm.md'",
        f"{RMSNORM_ZH}:50: the code '#> 3.55'",
    ]


def test_a_rejected_formula_does_not_hide_a_difference_elsewhere(project: Project) -> None:
    project.edit(RMSNORM_ZH, "$`x`$", r"$`\nope`$")
    project.edit(RMSNORM_ZH, r"$`\sqrt{d}`$", r"$`\sqrt{n}`$")

    rejected, difference = project.check()
    assert rejected.startswith(f"{RMSNORM_ZH}:15: KaTeX rejects")
    assert difference.startswith(rf"{RMSNORM_ZH}:55: the formula '\sqrt{{n}}' is not on")


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"a \text{if } b", r"a \text{} b"),
        (r"\text {x {y} \} z} + 1", r"\text {} + 1"),
        (r"\text{a \text{b}} c \text{d}", r"\text{} c \text{}"),
        (r"\text{never closed", r"\text{"),
        (r"\operatorname{text}", r"\operatorname{text}"),
    ],
)
def test_words_are_taken_out_of_a_formula(tex: str, expected: str) -> None:
    assert without_text(tex) == expected


@given(st.text(alphabet="\\text{} a"))
def test_a_formula_without_its_words_has_none_left(tex: str) -> None:
    assert without_text(without_text(tex)) == without_text(tex)


@given(st.text(alphabet="#> \n'\"()ax:=\\", max_size=40))
def test_any_code_can_be_compared(code: str) -> None:
    lines = without_comments(CodeBlock("python", code, 1))

    assert len(lines) == len(code.split("\n"))
