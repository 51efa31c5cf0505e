"""Title, sections and headings."""

import pytest

from tests.sample import RMSNORM_EN, RMSNORM_ZH, Project

CHANGES = [
    ("# What is RMSNorm?\n", "", 12, "no title; begin with '# What is RMSNorm?'"),
    ("# What is RMSNorm?\n", "#\n", 11, "the title is empty; write the question"),
    (
        "# What is RMSNorm?\n",
        "First.\n\n# What is RMSNorm?\n",
        11,
        "something stands before the title; begin the page with its title",
    ),
    (
        "### In practice",
        "# In practice",
        27,
        "a second title, 'In practice'; make it a section, '## …', or '### …'",
    ),
    ("### In practice", "#### In practice", 27, "a heading of level 4; use '##' or '###'"),
    (
        "### In practice",
        "### In $`x`$ practice",
        27,
        "a formula in a heading; put it in the text below",
    ),
    ("> The gain", "> ### The gain", 35, "a heading inside a list or a quote; move it out"),
    (
        "## Explanation",
        "## Explantion",
        17,
        "unknown section 'Explantion'; did you mean 'Explanation'?",
    ),
    (
        "## Explanation",
        "## 详细解释",
        17,
        "the heading '详细解释' is not in the page's language; write 'Explanation'",
    ),
    (
        "## Follow-up questions",
        "## Common mistakes\n\nMore.\n\n## Follow-up questions",
        57,
        "the section 'Common mistakes' stands twice; join the two",
    ),
    (
        '- **"It is the L2 norm."** That one is $`\\sqrt{d}`$ times as long.\n',
        "",
        53,
        "the section 'Common mistakes' is empty; write it",
    ),
]


@pytest.mark.parametrize(("old", "new", "line", "expected"), CHANGES)
def test_headings(project: Project, old: str, new: str, line: int, expected: str) -> None:
    project.edit(RMSNORM_EN, old, new)

    assert project.check()[0] == f"{RMSNORM_EN}:{line}: {expected}"


def test_sections_keep_their_order(project: Project) -> None:
    for path, first, second in (
        (RMSNORM_EN, "## Common mistakes", "## Follow-up questions"),
        (RMSNORM_ZH, "## 常见误区", "## 追问"),
    ):
        before, rest = project.read(path).split(first)
        middle, after = rest.split(second)
        end = after.index("## ")
        project.write(path, f"{before}{second}{after[:end]}{first}{middle}{after[end:]}")

    assert project.check() == [
        f"{RMSNORM_EN}:58: the section 'Common mistakes' stands after 'Follow-up questions'; keep "
        "the order Short answer, Explanation, Worked example, Common mistakes, "
        "Follow-up questions, References",
        f"{RMSNORM_ZH}:58: the section '常见误区' stands after '追问'; keep "
        "the order 简短回答, 详细解释, 动手验证, 常见误区, 追问, 参考资料",
    ]


def test_the_last_section_is_missed_at_the_end(project: Project) -> None:
    text = project.read(RMSNORM_ZH)
    project.write(RMSNORM_ZH, text[: text.index("\n## 参考资料")])

    assert project.check() == [
        f"{RMSNORM_ZH}:61: the section '参考资料' is missing; add '## 参考资料' at the end"
    ]


def test_a_worked_example_is_owed_only_where_the_register_says_so(project: Project) -> None:
    project.edit("data/questions.yml", "  worked_example: true\n", "")
    assert project.check() == []

    for path in RMSNORM_EN, RMSNORM_ZH:
        text = project.read(path)
        start = text.index("## Worked example" if path == RMSNORM_EN else "## 动手验证")
        end = text.index("\n## ", start) + 1
        project.write(path, text[:start] + text[end:])
    project.sync()
    assert project.check() == []


def test_a_wrong_heading_in_one_place_hides_nothing_in_another(project: Project) -> None:
    project.edit(RMSNORM_EN, "## Short answer", "## Summary")
    project.edit(RMSNORM_EN, "# What is RMSNorm?", "What is RMSNorm?")

    assert project.check() == [
        f"{RMSNORM_EN}:11: no title; begin with '# What is RMSNorm?'",
        f"{RMSNORM_EN}:13: unknown section 'Summary'; use one of Short answer, Explanation, "
        "Worked example, Common mistakes, Follow-up questions, References",
        f"{RMSNORM_EN}:17: the section 'Short answer' is missing; "
        "add '## Short answer' before 'Explanation'",
    ]
