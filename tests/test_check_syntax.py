"""Markdown that one of a page's readers would read in its own way."""

import pytest

from tests.sample import RMSNORM_EN, RMSNORM_ZH, Project

HERE = "The formula has no mean:"

HINTS = [
    ("It costs $5.", 19, "a bare '$'; write formulas as $`x`$ and money as 'USD 5' or '5 美元'"),
    (r"It costs \$5.", 19, "a bare '$'; write formulas as $`x`$ and money as 'USD 5' or '5 美元'"),
    ("Then $x^2$.", 19, "a bare '$'; write formulas as $`x`$ and money as 'USD 5' or '5 美元'"),
    (
        "A ** B",
        19,
        "'**' that readers would see; close the bold, or write asterisks as code",
    ),
    ("A ~~B~~", 19, "'~~' that only GitHub reads as struck out; drop the words, or the marks"),
    (
        "A <b>bold</b> word.",
        19,
        "raw HTML '<b>'; write Markdown, or put it in backticks if readers are to see it",
    ),
    (
        "The token <s> starts.",
        19,
        "raw HTML '<s>'; write Markdown, or put it in backticks if readers are to see it",
    ),
    (
        '<div class="x">\nA\n</div>',
        19,
        "raw HTML '<div class=\"x\">'; "
        "write Markdown, or put it in backticks if readers are to see it",
    ),
    (
        "<!-- to do -->",
        19,
        "raw HTML '<!-- to do -->'; "
        "write Markdown, or put it in backticks if readers are to see it",
    ),
    ("- [ ] A", 19, "a task list; write an ordinary list"),
    ("1. [x] A", 19, "a task list; write an ordinary list"),
    ("A.[^1]", 19, "a footnote; write it in the text"),
    ("A.\n\n[^1]: B c.", 21, "a footnote or a link defined elsewhere; write it where it is used"),
    (
        "A.\n\n[b]: https://example.org",
        21,
        "a footnote or a link defined elsewhere; write it where it is used",
    ),
    ("A.{: .b}", 19, "an attribute list; drop it: only the site would read it"),
    ("A. { #b .c }", 19, "an attribute list; drop it: only the site would read it"),
    ('!!! note "A"', 19, "an admonition of the site's own; write '> [!NOTE]'"),
    ("??? note", 19, "an admonition of the site's own; write '> [!NOTE]'"),
    ('=== "A"', 19, "a tab of the site's own; use headings, a list or a table"),
    ("A\tB", 19, "a tab; indent with spaces"),
    (
        "    A",
        19,
        "text indented into code; write it between ``` lines, or at the margin if it is text",
    ),
    (
        "A\n---",
        20,
        "a line of '=' or '-' right below text; "
        "leave a blank line between them, or write '## …' if it is a heading",
    ),
    (
        "A\n===",
        20,
        "a line of '=' or '-' right below text; "
        "leave a blank line between them, or write '## …' if it is a heading",
    ),
    ("A:\n- b\n- c", 20, "no blank line before the list; leave one"),
    ("A:\n1. b\n2. c", 20, "no blank line before the list; leave one"),
    ("> A:\n> - b", 20, "no blank line before the list; leave one"),
    ("A:\n| b | c |\n| - | - |\n| d | e |", 20, "no blank line before the table; leave one"),
    (
        "- A\n  - b\n  - c",
        20,
        "a list inside a list starts in column 3; start it in column 5: four spaces for each level",
    ),
    (
        "1. A\n   - b",
        20,
        "a list inside a list starts in column 4; start it in column 5: four spaces for each level",
    ),
    (
        "- A\n\n    - b\n      - c",
        22,
        "a list inside a list starts in column 7; start it in column 9: four spaces for each level",
    ),
    (" - A\n - b", 19, "a list starts in column 2; start it at the margin"),
    (
        "> [!INFO]\n> A",
        19,
        "'[!INFO]' does not start an alert; "
        "put [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION] alone on the line",
    ),
    (
        "> [!NOTE] A",
        19,
        "'[!NOTE] A' does not start an alert; "
        "put [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION] alone on the line",
    ),
    (
        "- A\n\n    > [!NOTE]\n    > B",
        21,
        "an alert inside a list or a quote; move it to the margin",
    ),
    (
        "| A | b |\n| - | - |\n| $`|x|`$ | c |",
        21,
        r"'|' in a formula of a table; write \mid, \lvert … \rvert or \lVert … \rVert",
    ),
    ("| A | b |\n| - | - |\n| `c|d` | e |", 21, "'|' in code of a table; say it outside the table"),
    (
        "| A | b |\n| - | - |\n| `c\\|d` | e |",
        21,
        "'|' in code of a table; say it outside the table",
    ),
]


@pytest.mark.parametrize(("text", "line", "expected"), HINTS)
def test_a_mistake_with_a_name_is_one_line(
    project: Project, text: str, line: int, expected: str
) -> None:
    project.edit(RMSNORM_EN, HERE, text)

    assert project.check() == [f"{RMSNORM_EN}:{line}: {expected}"]


@pytest.mark.parametrize("text", ["一个**粗体（x）**后", "用**“引号”**的", "公式**。**没有"])
def test_bold_next_to_chinese_punctuation(project: Project, text: str) -> None:
    project.edit(RMSNORM_ZH, "公式里没有均值：", text)

    assert project.check() == [
        f"{RMSNORM_ZH}:19: '**' that readers would see; "
        "keep Chinese punctuation outside the bold, away from '**'"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Written as `$5`, `a ** b`, `<b>`, `[^1]`, `{: .b}` and `- [ ]`.",
        "```text\n$5 ** <b> [^1] {: .b}\n!!! note\n- [ ] A\nB\n---\n```",
        "A [B](https://example.org/%5B1%5D) and a-b -- c === d.",
        "- A\n\n    - b\n\n        - c\n\n    - d",
        "1. A\n2. B\n\n    1. C",
        "> A:\n>\n> - b",
        "> [!TIP]\n> - b",
        "> [!CAUTION]\n> A\n>\n> B",
        "A\n\n---\n\nB",
        "**粗体**（x）后，**粗体**。",
        "| A |\n| - |\n| `b` and $`\\lvert x \\rvert`$ |",
        'Costs 5%, 3 < 4 & 5 > 2, snake_case and 2*3*4, "quotes" – dashes… \\*escaped\\*',
    ],
)
def test_portable_markdown_is_left_alone(project: Project, text: str) -> None:
    for path, here in (RMSNORM_EN, HERE), (RMSNORM_ZH, "公式里没有均值："):
        project.edit(path, here, text)
    project.sync()

    assert project.check() == []


def test_each_mistake_of_a_page_is_named(project: Project) -> None:
    project.edit(RMSNORM_EN, HERE, "- [ ] A\n- [x] $5\n\n<b>\n\nB ** c\n\n    D")

    assert [problem.split("; ")[0] for problem in project.check()] == [
        f"{RMSNORM_EN}:19: a task list",
        f"{RMSNORM_EN}:20: a bare '$'",
        f"{RMSNORM_EN}:20: a task list",
        f"{RMSNORM_EN}:22: raw HTML '<b>'",
        f"{RMSNORM_EN}:24: '**' that readers would see",
        f"{RMSNORM_EN}:26: text indented into code",
    ]
