"""A project as a whole: sound, broken in one place, broken in many."""

from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.check.coverage import coverage
from handbook.load import load
from tests.sample import RMSNORM_EN, RMSNORM_ZH, Project


def test_a_sound_project_has_no_problem(project: Project) -> None:
    assert project.check() == []


def test_a_question_may_have_a_page_in_one_language_only(project: Project) -> None:
    text = project.read("docs/en/attention/kv-cache.md").replace("top-5#4", "top-5#5")
    project.write("docs/en/attention/flash-attention.md", text)
    project.record_addresses()

    assert project.check() == []


def unknown_tag(project: Project) -> None:
    project.edit(RMSNORM_EN, "[normalization, formula]", "[normalisation, formula]")


def missing_section(project: Project) -> None:
    before, after = project.read(RMSNORM_EN).split("## Common mistakes")
    project.write(RMSNORM_EN, before + after[after.index("## Follow-up questions") :])


def unknown_key(project: Project) -> None:
    project.edit(RMSNORM_EN, "level: basic\n", "level: basic\nauthor: me\n")


def rejected_formula(project: Project) -> None:
    project.edit(RMSNORM_EN, r"y_i = \frac", r"y_i = \farc")


def link_to_nowhere(project: Project) -> None:
    project.edit(RMSNORM_EN, "../attention/self-attention.md", "../attention/self-atention.md")


def differing_formula(project: Project) -> None:
    project.edit(RMSNORM_ZH, r"$`\sqrt{d}`$", r"$`\sqrt{n}`$")


def script(project: Project) -> None:
    project.edit(RMSNORM_EN, "The formula has no mean:", "<script>alert(1)</script>")


def duplicate_id(project: Project) -> None:
    project.write("docs/en/attention/rmsnorm.md", project.read(RMSNORM_EN))


def invalid_yaml(project: Project) -> None:
    project.edit(RMSNORM_ZH, "sources: [top-5#2, basics-1#1]", "sources: [top-5#2, basics-1#1")


ONE_MISTAKE = [
    (unknown_tag, f"{RMSNORM_EN}:2: unknown tag 'normalisation'; did you mean 'normalization'?"),
    (
        missing_section,
        f"{RMSNORM_EN}:53: the section 'Common mistakes' is missing; "
        "add '## Common mistakes' before 'Follow-up questions'",
    ),
    (
        unknown_key,
        f"{RMSNORM_EN}:4: unknown key 'author'; "
        "use one of tags, level, sources, aliases, checked, review_by, synced",
    ),
    (
        rejected_formula,
        f"{RMSNORM_EN}:22: KaTeX rejects the formula: Undefined control sequence: \\farc "
        "at position 7: y_i = \\farc{x_i}{\\sqrt{\\fr…; correct the TeX",
    ),
    (
        link_to_nowhere,
        f"{RMSNORM_EN}:59: there is no page 'docs/en/attention/self-atention.md'; "
        "did you mean '../attention/self-attention.md'?",
    ),
    (
        differing_formula,
        f"{RMSNORM_ZH}:55: the formula '\\sqrt{{n}}' is not on the English page; "
        "the English page has '\\sqrt{d}' (line 55): make them agree",
    ),
    (
        script,
        f"{RMSNORM_EN}:19: raw HTML '<script>'; "
        "write Markdown, or put it in backticks if readers are to see it",
    ),
    (
        duplicate_id,
        "docs/en/attention/rmsnorm.md:1: the id 'rmsnorm' is taken by "
        "docs/en/normalization/rmsnorm.md; ids are unique and permanent: "
        "rename or remove this page",
    ),
    (
        invalid_yaml,
        f"{RMSNORM_ZH}:4: invalid YAML: did not find expected ',' or ']'; correct it",
    ),
]


@pytest.mark.parametrize(("breaking", "expected"), ONE_MISTAKE)
def test_one_mistake_is_one_line(
    project: Project, breaking: Callable[[Project], None], expected: str
) -> None:
    breaking(project)

    assert project.check() == [expected]


@pytest.mark.parametrize("path", [RMSNORM_EN, RMSNORM_ZH])
@pytest.mark.parametrize("section", range(6))
def test_a_heading_that_is_missing_with_its_text_left_behind_is_one_line(
    project: Project, path: str, section: int
) -> None:
    headings = [line for line in project.read(path).split("\n") if line.startswith("## ")]
    project.edit(path, f"{headings[section]}\n\n", "")

    (problem,) = project.check()
    assert f"the section '{headings[section][3:]}' is missing" in problem


def test_formulas_on_a_line_of_raw_html_are_not_missed(project: Project) -> None:
    project.edit(RMSNORM_EN, "It divides", '<script src="a.js"></script>It divides')

    (problem,) = project.check()
    assert problem.startswith(f"{RMSNORM_EN}:15: raw HTML '<script src=\"a.js\">'; ")


def test_mistakes_in_several_files_are_all_named_by_path_and_line(project: Project) -> None:
    unknown_tag(project)
    rejected_formula(project)
    differing_formula(project)
    link_to_nowhere(project)
    duplicate_id(project)
    project.edit("data/sources.yml", "items: 5", "itms: 5")

    assert [line.split("; ")[0].split(" KaTeX")[0] for line in project.check()] == [
        "data/questions.yml:4: unknown question list 'top-5'",
        "data/questions.yml:8: unknown question list 'top-5'",
        "data/questions.yml:13: unknown question list 'top-5'",
        "data/questions.yml:17: unknown question list 'top-5'",
        "data/questions.yml:21: unknown question list 'top-5'",
        "data/sources.yml:3: unknown key 'itms'",
        f"{RMSNORM_EN}:2: unknown tag 'normalisation'",
        f"{RMSNORM_EN}:22:",
        f"{RMSNORM_EN}:59: there is no page 'docs/en/attention/self-atention.md'",
        f"{RMSNORM_ZH}:55: the formula '\\sqrt{{n}}' is not on the English page",
    ]


def test_a_page_that_cannot_be_read_is_not_missed_by_its_twin_or_by_links_to_it(
    project: Project,
) -> None:
    path = "docs/en/normalization/layernorm.md"
    project.edit(path, "---\ntags", "tags")

    (problem,) = project.check()
    assert problem.startswith(f"{path}:1: no front matter")


def test_tags_are_not_judged_by_a_vocabulary_that_cannot_be_read(project: Project) -> None:
    project.edit("data/tags.yml", "- id: formula", "- id: formula formula")

    assert project.check() == [
        "data/tags.yml:4: 'id' is 'formula formula'; use lower-case words joined by hyphens"
    ]


@pytest.mark.parametrize("opening", ["```text", "<script>", "<!-- a comment"])
def test_what_never_ends_is_the_only_thing_said_of_a_page(project: Project, opening: str) -> None:
    project.edit(RMSNORM_EN, "The formula has no mean:", opening)
    project.edit(RMSNORM_EN, "![Two arrows of one length.](../../assets/figures/norm.en.svg)", "")
    project.edit(RMSNORM_EN, "| LayerNorm | mean", "| `a|b` | mean")

    (problem,) = project.check()
    assert problem.startswith(f"{RMSNORM_EN}:19: ")


def test_coverage_counts_from_the_data(project: Project) -> None:
    assert str(coverage(load(project.root).library)) == (
        "4 of 5 questions answered, 5 of 6 list items"
    )


def test_coverage_of_the_handbook_counts_the_register(project: Project) -> None:
    handbook = coverage(load(Path(__file__).parent.parent).library)

    assert (handbook.questions, handbook.items) == (174, 238)
    assert 0 < handbook.answered_questions <= handbook.questions
    assert handbook.answered_questions <= handbook.answered_items <= handbook.items
