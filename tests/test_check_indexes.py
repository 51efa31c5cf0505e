"""The pages that answer no question, and the site's own words."""

import re
from pathlib import Path

import pytest

from handbook.interface import load_interface
from tests.sample import RMSNORM_EN, Project

ROOT = Path(__file__).parent.parent
TOPIC = "docs/en/attention/index.md"

BROKEN = [
    (
        "# An index\n",
        "1: no front matter; start the page with '---', `template: topic.html`, '---'",
    ),
    ("---\ntemplte: topic.html\n---\n", "2: unknown key 'templte'; did you mean 'template'?"),
    (
        "---\ntemplate: topc.html\n---\n",
        "2: the template is 'topc.html'; write `template: topic.html`",
    ),
    (
        "---\ntemplate: topic.html\n---\n# An index\n\nA $`x^`$.\n",
        "6: KaTeX rejects the formula: Expected group after '^' at position 2: x^; correct the TeX",
    ),
]


@pytest.mark.parametrize(("text", "expected"), BROKEN)
def test_a_broken_index_is_one_line(project: Project, text: str, expected: str) -> None:
    project.write(TOPIC, text)

    assert project.check() == [f"{TOPIC}:{expected}"]


@pytest.mark.parametrize(
    ("name", "template"), [("attention/index.md", "topic.html"), ("questions.md", "questions.html")]
)
def test_a_missing_index_is_one_line(project: Project, name: str, template: str) -> None:
    project.remove(f"docs/zh/{name}")

    assert project.check() == [
        f"docs/zh/{name}:1: the page is missing; "
        f"add it, with `template: {template}` in its front matter"
    ]


def test_a_page_of_no_topic_and_one_of_no_language_are_named(project: Project) -> None:
    project.write("docs/en/atention/index.md", project.read(TOPIC))
    project.write("docs/fr/attention/rmsnorm.md", project.read(RMSNORM_EN))

    assert project.check() == [
        "docs/en/atention/index.md:1: unknown topic folder 'atention'; did you mean 'attention'?",
        "docs/fr/attention/rmsnorm.md:1: the page is in no language's folder; "
        "move it below docs/en/ or docs/zh/",
    ]


WORDS = [
    ("home: {en: Home}\n", "1: the key 'zh' is missing; add it"),
    ("home: [\n", "2: invalid YAML: did not find expected node content"),
    ("home: Home\n", "1: not a list of keys and values; write 'key: value' lines"),
    ("- home\n", "1: not a list of keys; write 'key: …' lines"),
    ("a: {en: A, zh: 甲}\na: {en: B, zh: 乙}\n", "2: the key 'a' stands twice; remove one of"),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_a_mistake_in_the_sites_words_is_one_line(
    project: Project, text: str, expected: str
) -> None:
    project.write("data/interface.yml", text)

    (problem,) = project.check()
    assert problem.startswith(f"data/interface.yml:{expected}")


def test_templates_and_books_say_every_word_and_no_other() -> None:
    modules = [ROOT / "handbook/app.py", *(ROOT / "handbook/export").glob("*.py")]
    speakers = [*(ROOT / "overrides").rglob("*.html"), *modules]
    templates = "".join(path.read_text(encoding="utf-8") for path in speakers)
    keys = set(load_interface(ROOT))
    said = re.findall(r"""(?:say\(|words\[)["'](\w+)["'][)\]]""", templates)
    assert set(said) <= keys
    # Others are said by a variable.
    levels = {f"level_{level}" for level in ("basic", "intermediate", "advanced")}
    assert keys - levels <= set(re.findall(r"""["'](\w+)["']""", templates)) | {
        "tag",
        "topic",
        "list",
    }
