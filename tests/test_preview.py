"""What a live preview makes anew after a change, and what it says is wrong."""

import json
import re

import pytest

from handbook.check.scope import UnknownPartError
from handbook.preview import Change, Preview, as_far_as_possible
from tests.sample import DRAWN, FILES, RMSNORM_EN, RMSNORM_ZH, Project

RMSNORM = "normalization/rmsnorm/"
KV_CACHE_EN = "docs/en/attention/kv-cache.md"
BROKEN = ("level: basic", "level: bsic")
BROKEN_LINE = (
    f"{RMSNORM_EN}:3: 'level' is 'bsic'; it should be 'basic', 'intermediate' or 'advanced'"
)


def started(project: Project, *parts: str) -> Preview:
    """Return a preview of the project that has been shown once."""
    preview = Preview(project.root, parts)
    assert preview.read().is_whole
    return preview


def lines(preview: Preview) -> list[str]:
    return [str(problem) for problem in preview.problems]


def test_at_first_every_page_is_made(project: Project) -> None:
    change = Preview(project.root).read()
    assert change.is_whole
    assert {"", "zh/", "zh/tags/formula/", "lists/top-5/", RMSNORM, f"zh/{RMSNORM}"} <= change.urls


def test_a_change_of_text_makes_one_page(project: Project) -> None:
    preview = started(project)
    project.edit(RMSNORM_ZH, "公式里没有均值：", "公式里没有均值项：")
    assert preview.read() == Change({f"zh/{RMSNORM}"})
    assert not preview.is_behind
    project.edit("docs/en/index.md", "# An index", "# The index")
    assert preview.read() == Change({""})
    assert lines(preview) == []


def test_a_changed_figure_is_served_with_the_pages_as_they_are(project: Project) -> None:
    preview = started(project)
    project.write("docs/assets/figures/norm.en.svg", DRAWN)
    assert preview.read() == Change(set(), has_assets=True)


def test_without_a_change_nothing_is_made(project: Project) -> None:
    assert started(project).read() == Change(set())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# What is RMSNorm?", "# What does RMSNorm do?"),
        ("tags: [normalization, formula]", "tags: [formula, normalization]"),
        ("(../attention/self-attention.md)", "(../attention/kv-cache.md)"),
        ("## Common mistakes", "## Mistakes"),
    ],
)
def test_what_other_pages_show_or_link_to_makes_them_follow(
    project: Project, old: str, new: str
) -> None:
    preview = started(project)
    project.edit(RMSNORM_EN, old, new)
    assert preview.read() == Change({RMSNORM})
    assert preview.is_behind
    indexes = preview.read()
    assert {"", "questions/", "zh/tags/formula/", "lists/top-5/"} <= indexes.urls
    assert not indexes.urls & {RMSNORM, "attention/kv-cache/"}
    assert not indexes.is_whole
    assert preview.is_behind
    assert preview.read().is_whole
    assert not preview.is_behind


def test_who_writes_on_does_not_wait_for_what_follows(project: Project) -> None:
    preview = started(project)
    project.edit(RMSNORM_EN, "# What is RMSNorm?", "# What does RMSNorm do?")
    preview.read()
    project.edit(KV_CACHE_EN, "A long one.", "A longer one.")
    assert preview.read() == Change({"attention/kv-cache/"})
    assert "questions/" in preview.read().urls
    assert preview.read().is_whole
    assert not preview.is_behind


def test_a_page_that_cannot_be_read_is_gone_until_it_can(project: Project) -> None:
    preview = started(project)
    project.edit(RMSNORM_EN, *BROKEN)
    assert preview.read() == Change(set(), gone={RMSNORM})
    assert lines(preview) == [BROKEN_LINE]
    assert RMSNORM not in preview.read().urls
    assert lines(preview) == [BROKEN_LINE]
    project.edit(RMSNORM_EN, *reversed(BROKEN))
    assert preview.read() == Change({RMSNORM})
    assert lines(preview) == []


def test_a_new_page_comes_and_a_deleted_one_goes(project: Project) -> None:
    preview = started(project)
    text = project.read(KV_CACHE_EN)
    project.remove(KV_CACHE_EN)
    assert preview.read() == Change(set(), gone={"attention/kv-cache/"})
    assert "attention/kv-cache/" not in preview.read().urls | preview.read().urls
    project.write(KV_CACHE_EN, text)
    assert preview.read() == Change({"attention/kv-cache/"})
    assert "attention/kv-cache/" in preview.read().urls | preview.read().urls


def test_a_mistake_is_named_when_it_is_made_and_no_longer_when_it_is_mended(
    project: Project,
) -> None:
    preview = started(project)
    project.edit(RMSNORM_EN, r"\frac{x_i}", r"\frac{x_i")
    preview.read()
    line = project.line(RMSNORM_EN, r"\frac{x_i")
    assert any(text.startswith(f"{RMSNORM_EN}:{line}: ") for text in lines(preview))
    project.edit(KV_CACHE_EN, "A long one.", "A longer one.")
    preview.read()
    assert any(text.startswith(f"{RMSNORM_EN}:{line}: ") for text in lines(preview))
    project.edit(RMSNORM_EN, r"\frac{x_i", r"\frac{x_i}")
    preview.read()
    assert lines(preview) == []


def test_a_figure_that_was_missing_is_found_when_it_comes(project: Project) -> None:
    figure = "docs/assets/figures/norm.en.svg"
    project.remove(figure)
    preview = started(project)
    assert lines(preview) != []
    project.write(figure, FILES[figure])
    preview.read()
    while preview.is_behind:
        preview.read()
    assert lines(preview) == []


def test_an_unknown_tag_is_named_and_not_shown(project: Project) -> None:
    project.edit(RMSNORM_EN, "tags: [normalization, formula]", "tags: [normalization, formla]")
    preview = started(project)
    assert f"{RMSNORM_EN}:2: unknown tag 'formla'; did you mean 'formula'?" in lines(preview)
    question = preview.library.question("rmsnorm")
    assert question
    assert question.tags == ("normalization",)


def test_broken_data_is_named_and_what_the_site_says_is_kept(project: Project) -> None:
    preview = started(project)
    home = preview.words["home"]
    project.edit("data/tags.yml", "- id: formula", "- id: the formula")
    project.write("data/interface.yml", "home: nothing")
    preview.read()
    assert not preview.data_is_sound
    assert any(text.startswith("data/tags.yml:4: 'id' is 'the formula'") for text in lines(preview))
    assert any(text.startswith("data/interface.yml:1: ") for text in lines(preview))
    assert preview.words["home"] == home


def test_a_broken_register_leaves_the_part_that_was_asked_for(project: Project) -> None:
    preview = started(project, "rmsnorm")
    register = project.read("data/questions.yml")
    project.write("data/questions.yml", "nothing")
    preview.read()
    assert not preview.data_is_sound
    project.write("data/questions.yml", register)
    assert RMSNORM in preview.read().urls


def test_a_new_page_need_not_be_recorded_yet(project: Project) -> None:
    project.write("data/addresses.txt", "")
    assert lines(started(project)) == []


def test_a_part_is_its_questions_their_topics_and_the_indexes(project: Project) -> None:
    change = Preview(project.root, ["rmsnorm"]).read()
    part = {"", "questions/", "tags/", "lists/", "paths/", "glossary/", "downloads/"}
    part |= {"study/", "interview/"}
    part |= {"normalization/", RMSNORM}
    assert change.urls == part | {f"zh/{url}" for url in part}
    topic = Preview(project.root, ["normalization"]).read()
    assert topic.urls - change.urls == {"normalization/layernorm/", "zh/normalization/layernorm/"}


def test_a_part_says_nothing_of_other_pages(project: Project) -> None:
    project.edit(RMSNORM_EN, *BROKEN)
    preview = started(project, "kv-cache")
    assert lines(preview) == []
    project.edit(RMSNORM_EN, "gain starts", "gain begins")
    assert preview.read() == Change(set(), gone={RMSNORM})
    assert lines(preview) == []


def test_a_part_that_is_none_is_refused_with_what_was_probably_meant(project: Project) -> None:
    message = "'rmsnrm' is no question, topic or file; did you mean 'rmsnorm'?"
    with pytest.raises(UnknownPartError, match=re.escape(message)):
        Preview(project.root, ["rmsnrm"])


def test_the_report_says_which_page_each_problem_is_about(project: Project) -> None:
    project.edit(RMSNORM_EN, *BROKEN)
    project.remove("docs/zh/index.md")
    project.edit("data/tags.yml", 'definition: {en: "Scaling activations.", zh', "definition: {zh")
    report = json.loads(started(project).report())
    assert {"line": BROKEN_LINE, "page": RMSNORM} in report
    assert {problem["page"] for problem in report} == {RMSNORM, "", None}


def test_a_formula_is_shown_as_far_as_possible() -> None:
    assert "<math" in as_far_as_possible("x^2", False)
    assert as_far_as_possible(r"\frac{<", True) == r"<code>\frac{&lt;</code>"
