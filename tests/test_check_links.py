"""Links lead to pages of the same language, images exist and are described."""

import pytest

from tests.sample import RMSNORM_EN, RMSNORM_ZH, SVG, Project

LINK = "(layernorm.md#short-answer)"

BROKEN = [
    (
        "(../normalization/kv-cache.md)",
        "there is no page 'docs/en/normalization/kv-cache.md'; "
        "did you mean '../attention/kv-cache.md'?",
    ),
    (
        "(zzz.md)",
        "there is no page 'docs/en/normalization/zzz.md'; correct the path",
    ),
    (
        "(../attention/flash-attention.md)",
        "the question 'flash-attention' has no English page yet; "
        "write it, or name the question without a link",
    ),
    (
        "(../../zh/normalization/layernorm.md)",
        "the link leads out of docs/en/; link to the English page",
    ),
    (
        "(../../../README.md)",
        "the link leads out of docs/en/; link to the English page",
    ),
    (
        "(layernorm.md#summary)",
        "'#summary' is not one of the six sections; use one of short-answer, explanation, "
        "worked-example, common-mistakes, follow-up-questions, references",
    ),
    (
        "(layernorm.md#short-anwser)",
        "'#short-anwser' is not one of the six sections; did you mean 'short-answer'?",
    ),
    (
        "(layernorm.md#worked-example)",
        "'docs/en/normalization/layernorm.md' has no section '#worked-example'; "
        "link to a section it has, or to the page",
    ),
    (
        "(#in-practice)",
        "'#in-practice' is not one of the six sections; use one of short-answer, explanation, "
        "worked-example, common-mistakes, follow-up-questions, references",
    ),
    (
        "(/normalization/layernorm/)",
        "the link to '/normalization/layernorm/' depends on where the site is; "
        "write the relative path of the page's .md file",
    ),
    (
        "(//arxiv.org/abs/1)",
        "the link to '//arxiv.org/abs/1' depends on where the site is; "
        "write the relative path of the page's .md file",
    ),
    (
        "(../layernorm/)",
        "the link to 'docs/en/layernorm' is not to a page; "
        "link to a page's .md file, or elsewhere with https://",
    ),
    (
        "(www.arxiv.org)",
        "the link to 'docs/en/normalization/www.arxiv.org' is not to a page; "
        "link to a page's .md file, or elsewhere with https://",
    ),
    ("()", "a link without a target; write where it leads, or drop it"),
    ("(https://arxiv)", "'https://arxiv' is not an address; correct it"),
    ("(https:arxiv.org)", "'https:arxiv.org' is not an address; correct it"),
    ("(https://arxiv.org:x/)", "'https://arxiv.org:x/' is not an address; correct it"),
    ("(http://[arxiv.org)", "'http://%5Barxiv.org' is not an address; correct it"),
    (
        "(mailto:a@example.org)",
        "a link of the kind 'mailto:'; link to a page or with https://",
    ),
]


@pytest.mark.parametrize(("target", "expected"), BROKEN)
def test_a_link_that_leads_nowhere(project: Project, target: str, expected: str) -> None:
    project.edit(RMSNORM_EN, LINK, target)

    assert project.check() == [f"{RMSNORM_EN}:15: {expected}"]


@pytest.mark.parametrize(
    "target",
    [
        "(#references)",
        "(./layernorm.md)",
        "(../normalization/layernorm.md#references)",
        "(index.md)",
        "(https://arxiv.org/abs/1910.07467v1#S3)",
        "(http://www.example.co.uk:8080/a?b=c)",
    ],
)
def test_a_sound_link(project: Project, target: str) -> None:
    for path in RMSNORM_EN, RMSNORM_ZH:
        project.edit(path, LINK, target)
    project.sync()

    assert project.check() == []


def test_a_section_that_the_other_page_owes_is_missed_only_there(project: Project) -> None:
    path = "docs/en/normalization/layernorm.md"
    project.edit(
        path, "## Short answer\n\nA short one with $`QK^T`$. It has two sentences.\n\n", ""
    )

    assert project.check() == [
        f"{path}:11: the section 'Short answer' is missing; "
        "add '## Short answer' before 'Explanation'"
    ]


IMAGE = "![Two arrows of one length.](../../assets/figures/norm.en.svg)"

BROKEN_IMAGES = [
    (
        "![](../../assets/figures/norm.en.svg)",
        "the image has no description; say what it shows in its brackets",
    ),
    (
        "![Two arrows of one length.](../../assets/figures/nrom.en.svg)",
        "there is no image 'docs/assets/figures/nrom.en.svg'; "
        "correct the path, or add the file below docs/assets/figures/",
    ),
    (
        "![Two arrows of one length.](../../../pyproject.toml)",
        "there is no image 'pyproject.toml'; "
        "correct the path, or add the file below docs/assets/figures/",
    ),
    (
        "![Two arrows of one length.](https://example.org/norm.svg)",
        "the image 'https://example.org/norm.svg' is not a file of the handbook; "
        "put it below docs/assets/figures/ and write its relative path",
    ),
    (
        "![Two arrows of one length.](/assets/figures/norm.en.svg)",
        "the image '/assets/figures/norm.en.svg' is not a file of the handbook; "
        "put it below docs/assets/figures/ and write its relative path",
    ),
    (
        "![Two arrows of one length.](../../assets/figures/norm.zh.svg)",
        "the image 'norm.zh.svg' is not in the page's language; use 'norm.en.svg'",
    ),
]


@pytest.mark.parametrize(("image", "expected"), BROKEN_IMAGES)
def test_a_broken_image(project: Project, image: str, expected: str) -> None:
    project.edit(RMSNORM_EN, IMAGE, image)

    assert project.check() == [f"{RMSNORM_EN}:25: {expected}"]


def test_a_figure_without_words_serves_both_languages(project: Project) -> None:
    project.write("docs/assets/figures/norm-2.svg", SVG)
    for path, name in (RMSNORM_EN, "norm.en.svg"), (RMSNORM_ZH, "norm.zh.svg"):
        project.edit(path, name, "norm-2.svg")
    project.sync()

    assert project.check() == []
