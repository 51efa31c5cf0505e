"""The guard: GitHub and the site read a page as the same blocks and the same text."""

import pytest
from hypothesis import HealthCheck, given, settings

from handbook.check.guard import check_guard
from handbook.check.reading import read
from handbook.load import load
from tests.sample import MARKDOWN, RMSNORM_EN, RMSNORM_ZH, Project

ADVICE = "say it more simply; see 'Page format' in CONTRIBUTING.md"
HERE = "The formula has no mean:"

DIFFERENCES = [
    ("[TOC]", 19, "GitHub reads the paragraph '[TOC]' where the site reads a list"),
    (
        "1) A\n2) B",
        19,
        "GitHub reads a numbered list '1' where the site reads the paragraph '1) A 2) B'",
    ),
    (
        "- A\n\n  B\n\nC",
        21,
        "GitHub nests the paragraph 'B' 1 deep, the site 0 deep",
    ),
    (
        "[A](b c)",
        19,
        "GitHub reads the paragraph '[A](b c)' where the site reads the paragraph 'A'",
    ),
    ("* A\n\n- b", 21, "GitHub reads a list where the site reads nothing"),
]


@pytest.mark.parametrize(("text", "line", "expected"), DIFFERENCES)
def test_the_first_difference_is_one_line(
    project: Project, text: str, line: int, expected: str
) -> None:
    project.edit(RMSNORM_EN, HERE, text)

    assert project.check() == [f"{RMSNORM_EN}:{line}: {expected}; {ADVICE}"]


def test_only_the_first_difference_of_a_page_is_reported(project: Project) -> None:
    project.edit(RMSNORM_EN, HERE, "[A](b c)")
    project.edit(RMSNORM_EN, "That one is", "[That one](b c) is")

    (problem,) = project.check()
    assert problem.startswith(f"{RMSNORM_EN}:19: ")


def test_a_difference_that_a_hint_explains_hides_no_other(project: Project) -> None:
    project.edit(RMSNORM_EN, HERE, "A:\n- b\n- c")
    project.edit(RMSNORM_EN, "That one is", "[That one](b c) is")

    hint, difference = project.check()
    assert hint == f"{RMSNORM_EN}:20: no blank line before the list; leave one"
    assert difference.startswith(f"{RMSNORM_EN}:57: GitHub reads the paragraph ")


@pytest.mark.parametrize(
    "text",
    [
        "> Quote with $`x`$.\n>\n> ```math\n> y < 2\n> ```\n>\n> 1. One\n> 2. Two",
        "- A\n\n    ```python\n    x = '<b> & `'\n\n\n    y\n    ```\n\n- B\n\n    C",
        "| A | b |\n| :- | -: |\n| `c` | |\n| <https://example.org> | *d* __e__ |",
        "3. A\n4. B\n\n`` a ` b `` and $``a`b``$ and ` c `",
        "A &amp; b &lt;c&gt; &nbsp; d © \\_e\\_ \\[f\\]",
        "> [!WARNING]\n> A **b** [c](layernorm.md)\n>\n> - d",
        "> A\n\n> B\n\n---\n\n***a*** *b **c** d*",
        "```text\n\n  indented\n\n```",
        "![A b.](../../assets/figures/norm.en.svg)",
        "A *b* ![C d.](../../assets/figures/norm.en.svg) **e**  \nf *g*",
        "### 中文 `code` heading",
    ],
)
def test_what_both_read_alike_is_no_difference(project: Project, text: str) -> None:
    project.edit(RMSNORM_EN, HERE, text)
    question = load(project.root).library.question("rmsnorm")
    assert question is not None
    reading = read(question.registration, question.pages["en"])

    assert list(check_guard(reading, set())) == []


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)
@given(MARKDOWN)
def test_any_text_can_be_checked(project: Project, text: str) -> None:
    front_matter = project.read(RMSNORM_ZH).split("\n---\n")[0]
    project.write(RMSNORM_ZH, f"{front_matter}\n---\n{text}")

    problems = project.check()
    assert problems, "such a page lacks sections at least"
    assert all("\n" not in problem for problem in problems)
