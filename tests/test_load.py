"""Reading data files and pages: typed records, right lines, and no traceback on any text."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handbook.load import load
from handbook.load.body import read_body
from handbook.load.pages import digest
from handbook.load.records import YamlReader, closest
from handbook.model import FrontMatter, Heading, Level, Library, Page, Registration, SectionKind
from tests.sample import MARKDOWN, RMSNORM_EN, RMSNORM_ZH, Project


def problems(project: Project) -> list[str]:
    return [str(problem) for problem in load(project.root).problems]


def page_of(library: Library, locale: str, question_id: str) -> Page:
    question = library.question(question_id)
    assert question is not None
    return question.pages["en" if locale == "en" else "zh"]


def test_a_page_is_read_with_its_parts_and_their_lines(project: Project) -> None:
    page = page_of(load(project.root).library, "en", "rmsnorm")

    assert page.title == "What is RMSNorm?"
    assert page.front_matter.level is Level.BASIC
    assert page.key_lines["sources"] == 4
    assert page.headings[0] == Heading(1, "What is RMSNorm?", project.line(RMSNORM_EN, "# What"))
    assert [section.kind for section in page.sections] == list(SectionKind)
    displayed, *inline = page.formulas
    assert displayed.display
    assert displayed.line == project.line(RMSNORM_EN, "y_i =")
    assert [(f.tex, f.line) for f in inline] == [
        ("x", project.line(RMSNORM_EN, "It divides")),
        (r"\sigma^2", project.line(RMSNORM_EN, "| LayerNorm |")),
        (r"\sqrt{d}", project.line(RMSNORM_EN, "times as long")),
    ]
    (code,) = page.code_blocks
    assert (code.language, code.line) == ("python", project.line(RMSNORM_EN, "```python"))
    image = next(link for link in page.links if link.is_image)
    assert image.text == "Two arrows of one length."
    assert image.line == project.line(RMSNORM_EN, "norm.en.svg")
    first, second = page.references
    assert first.links == ("https://arxiv.org/abs/1910.07467",)
    assert first.markdown.startswith("Zhang and Sennrich. [RMSNorm]")
    assert second.line == project.line(RMSNORM_EN, "- PyTorch")
    assert page.digest == digest(project.read(RMSNORM_EN).split("---\n", 2)[2])


def test_the_library_has_every_registered_question_answered_or_not(project: Project) -> None:
    library = load(project.root).library

    assert [question.id for question in library.questions] == [
        "layernorm",
        "rmsnorm",
        "self-attention",
        "kv-cache",
        "flash-attention",
    ]
    assert len(library.answered) == 4
    assert library.answers_by_item["basics-1#1"].id == "rmsnorm"


def test_lines_end_as_they_may_and_a_byte_order_mark_is_no_text(project: Project) -> None:
    before = page_of(load(project.root).library, "en", "rmsnorm")
    text = "\ufeff" + project.read(RMSNORM_EN).replace("\n", "\r\n")
    (project.root / RMSNORM_EN).write_bytes(text.encode())

    after = page_of(load(project.root).library, "en", "rmsnorm")

    assert problems(project) == []
    assert (after.digest, after.sections) == (before.digest, before.sections)


def test_a_page_that_ends_with_its_front_matter_is_read(project: Project) -> None:
    front_matter = project.read(RMSNORM_EN).split("\n---\n")[0]
    project.write(RMSNORM_EN, f"{front_matter}\n---")

    assert problems(project) == []
    assert page_of(load(project.root).library, "en", "rmsnorm").body == ""


FRONT_MATTER_MISTAKES = [
    (
        "level: basic",
        "level: hard",
        ":3: 'level' is 'hard'; it should be 'basic', 'intermediate' or 'advanced'",
    ),
    ("level: basic", "levl: basic", ":3: unknown key 'levl'; did you mean 'level'?"),
    ("level: basic\n", "", ":2: the key 'level' is missing; add it"),
    (
        "level: basic",
        "level: [",
        ":3: invalid YAML: did not find expected ',' or ']'; correct it",
    ),
    (
        "level: basic",
        "level: a: b",
        ":3: invalid YAML: mapping values are not allowed",
    ),
    (
        "level: basic",
        'level: "basic',
        ":3: invalid YAML: found unexpected end of stream; correct it",
    ),
    ("level: basic", "level: basic\n\tx: y", ":4: invalid YAML: found a tab character"),
    (
        "level: basic",
        "level: basic\nlevel: basic",
        ":4: the key 'level' stands twice; remove one of them",
    ),
    (
        "checked: 2026-11-22",
        "checked: 2026-13-01",
        ":6: invalid YAML: month must be in 1..12; correct it",
    ),
    ("checked: 2026-11-22", "checked: soon", ":6: 'checked' is 'soon'; it should be a valid date"),
    (
        "tags: [normalization, formula]",
        "tags: [normalization]",
        ":2: 'tags' is ['normalization']; it should have at least 2 items, not 1",
    ),
    (
        "tags: [normalization, formula]",
        "tags: [normalization, Big Formula]",
        ":2: 'tags.1' is 'Big Formula'; use lower-case words joined by hyphens",
    ),
    (
        "tags: [normalization, formula]",
        "tags: normalization",
        ":2: 'tags' is 'normalization'; it should be a valid list",
    ),
    (
        "sources: [top-5#2, basics-1#1]",
        "sources: [top-5]",
        ":4: 'sources.0' is 'top-5'; write the id of a question list, '#' and the number of the",
    ),
    ("level: basic", "level: !!bool perhaps", ":3: the tag '!!bool'; drop it"),
    ("---\ntags", "tags", ":1: no front matter; start the page with a line '---', the keys, and"),
]


@pytest.mark.parametrize(("old", "new", "expected"), FRONT_MATTER_MISTAKES)
def test_a_mistake_in_front_matter_is_one_line(
    project: Project, old: str, new: str, expected: str
) -> None:
    project.edit(RMSNORM_EN, old, new)

    (problem,) = problems(project)
    assert problem.startswith(RMSNORM_EN + expected)


def test_every_mistake_in_front_matter_is_named_at_once(project: Project) -> None:
    project.edit(RMSNORM_EN, "level: basic", "level: hard\nextra: 1")
    project.edit(RMSNORM_EN, "checked: 2026-11-22", "checked: 2026-02-30")

    assert problems(project) == [
        f"{RMSNORM_EN}:7: invalid YAML: day is out of range for month; correct it",
        f"{RMSNORM_EN}:3: 'level' is 'hard'; it should be 'basic', 'intermediate' or 'advanced'",
        f"{RMSNORM_EN}:4: unknown key 'extra'; use one of tags, level, sources, aliases, checked, "
        "review_by, synced",
    ]


def test_empty_front_matter_is_one_line(project: Project) -> None:
    project.write(RMSNORM_EN, "---\n---\n# Title\n")

    assert problems(project) == [f"{RMSNORM_EN}:2: no keys; see the page format in CONTRIBUTING.md"]


def test_a_file_in_another_encoding_is_one_line(project: Project) -> None:
    (project.root / RMSNORM_ZH).write_bytes(project.read(RMSNORM_ZH).encode("gb18030"))

    assert problems(project) == [f"{RMSNORM_ZH}:5: not UTF-8; save the file as UTF-8"]


def test_a_data_file_in_another_encoding_is_one_line(project: Project) -> None:
    text = project.read("data/tags.yml")
    (project.root / "data/tags.yml").write_bytes(text.encode("gb18030"))

    assert problems(project) == ["data/tags.yml:2: not UTF-8; save the file as UTF-8"]


PLACES = [
    (
        "docs/en/normalization/rms-norm.md",
        "'rms-norm' is not in the register of questions; "
        "add it to data/questions.yml, or did you mean 'rmsnorm'?",
    ),
    (
        "docs/en/normalisation/batchnorm.md",
        "unknown topic folder 'normalisation'; did you mean 'normalization'?",
    ),
    (
        "docs/en/normalization/RMS_Norm.md",
        "'RMS_Norm' cannot be an id; use lower-case words joined by hyphens",
    ),
    (
        "docs/en/attention/rmsnorm.md",
        "the id 'rmsnorm' is taken by docs/en/normalization/rmsnorm.md; "
        "ids are unique and permanent: rename or remove this page",
    ),
    (
        "docs/en/normalization/flash-attention.md",
        "the register puts 'flash-attention' in the topic 'attention'; move the page, or change "
        "its topic in data/questions.yml and list the old one there under 'formerly'",
    ),
]


@pytest.mark.parametrize(("path", "expected"), PLACES)
def test_a_page_in_a_wrong_place_is_one_line(project: Project, path: str, expected: str) -> None:
    project.write(path, project.read(RMSNORM_EN))

    assert problems(project) == [f"{path}:1: {expected}"]


def test_index_pages_and_generated_folders_hold_no_questions(project: Project) -> None:
    for path in ("docs/en/attention/index.md", "docs/en/tags/rope.md", "docs/zh/index.md"):
        project.write(path, "no front matter")

    assert problems(project) == []


DATA_MISTAKES = [
    ("data/topics.yml", "- id: attention", "- id: normalization", ":4: the id 'normalization'"),
    ("data/topics.yml", "- id: attention", "- idd: attention", ":4: unknown key 'idd'; did you"),
    ("data/questions.yml", "[top-5#5]", "[top-5#11]", ":21: 'top-5#11' is beyond the list's 5"),
    ("data/questions.yml", "[top-5#5]", "[top-5#4]", ":21: 'top-5#4' is claimed by 'kv-cache'"),
    ("data/questions.yml", "[top-5#5]", "[top-9#5]", ":21: unknown question list 'top-9'; did"),
    (
        "data/glossary.yml",
        "question: rmsnorm",
        "question: rmsnrm",
        ":4: unknown question 'rmsnrm'; did you mean 'rmsnorm'?",
    ),
    (
        "data/paths.yml",
        "[flash-attention]",
        "[flash-atention]",
        ":5: 'one-hour' has an unknown question 'flash-atention'; did you mean 'flash-attention'?",
    ),
    (
        "data/paths.yml",
        "[flash-attention]",
        "[rmsnorm]",
        ":5: 'one-hour' has the question 'rmsnorm' 2 times; keep the first of them",
    ),
    ("data/paths.yml", "kind: time", "kind: mood", ":2: 'kind' is 'mood'; it should be 'role' or"),
    (
        "data/questions.yml",
        "[top-5#5]",
        "[top-5#5",
        ":21: invalid YAML: did not find expected",
    ),
    (
        "data/questions.yml",
        "- id: rmsnorm\n",
        "- id: rmsnorm\n  formerly: [normalization]\n",
        ":6: 'normalization' is the topic and a former one; drop it here",
    ),
    ("data/sources.yml", "items: 1", "items: 0", ":6: 'items' is 0; it should be greater than"),
    ("data/sources.yml", "items: 1", "items: 2", ":4: no question answers 'basics-1#2'; add it to"),
]


def test_a_path_with_an_unknown_question_is_left_out_of_the_library(project: Project) -> None:
    assert [path.id for path in load(project.root).library.paths] == ["one-hour"]

    project.edit("data/paths.yml", "[flash-attention]", "[flash-atention]")

    assert load(project.root).library.paths == ()


def test_a_list_that_is_complete_must_stay_so(project: Project) -> None:
    project.edit("data/sources.yml", "  items: 5\n", "  items: 5\n  complete: true\n")

    assert problems(project) == [
        "data/sources.yml:1: no page answers 'top-5#5'; write 'flash-attention', or restore it"
    ]


@pytest.mark.parametrize(("path", "old", "new", "expected"), DATA_MISTAKES)
def test_a_mistake_in_data_is_named_and_pages_are_not_blamed_for_it(
    project: Project, path: str, old: str, new: str, expected: str
) -> None:
    project.edit(path, old, new)

    found = problems(project)
    assert found[0].startswith(path + expected)
    assert all(problem.startswith("data/") for problem in found)


def test_a_missing_data_file_is_one_line(project: Project) -> None:
    project.remove("data/tags.yml")

    assert problems(project) == ["data/tags.yml:1: the file is missing; restore it"]


def test_advice_names_the_nearest_or_what_is_allowed() -> None:
    assert closest("normalisation", ["attention", "normalization"]) == (
        "did you mean 'normalization'?"
    )
    assert closest("x", ["attention", "formula"]) == "use one of attention, formula"
    assert closest("x", [str(n) * 5 for n in range(20)]) == "correct it"


YAML_FRAGMENTS = [
    "tags: [a, b]",
    "level: basic",
    "checked: 2026-11-22",
    "x: &a [*a]",
    "x: '\\Uffffffff'",
    'x: "\\Uffffffff"',
    "x: !!bool y",
    "x: !!int ''",
    "? [a]: b",
    "- a",
    "a: b: c",
    "{",
    "[",
    "%YAML 9",
    "---",
    "x: !!timestamp y",
    "<<: *a",
]
YAML = st.lists(st.sampled_from(YAML_FRAGMENTS) | st.text(max_size=20), max_size=6).map("\n".join)


def test_lists_inside_lists_are_one_line(project: Project) -> None:
    project.edit(RMSNORM_EN, "level: basic", f"level: {'[' * 100}")

    assert problems(project) == [
        f"{RMSNORM_EN}:3: too many lists inside each other; write it flatter"
    ]


@settings(deadline=None)
@given(MARKDOWN)
def test_any_text_can_be_the_body_of_a_page(text: str) -> None:
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # as a file is read
    body = read_body(text, 1)

    for section in body.sections:
        assert text.split("\n")[section.line - 1].lstrip().startswith("##")
    assert len(body.references) <= text.count("\n") + 1


@settings(deadline=None)
@given(YAML)
def test_any_text_can_be_yaml(text: str) -> None:
    for model in FrontMatter, Registration:
        reader = YamlReader(Path("a.yml"), first_line=2)
        record = reader.record(text, model)
        reader.records(text, model)

        assert record or reader.problems
        for problem in reader.problems:
            assert 2 <= problem.line <= text.count("\n") + text.count("\r") + 4
            assert "\n" not in str(problem)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(YAML, MARKDOWN)
def test_any_text_can_be_a_page(project: Project, front_matter: str, body: str) -> None:
    project.write(RMSNORM_EN, f"---\n{front_matter}\n---\n{body}")

    loaded = load(project.root)
    question = loaded.library.question("rmsnorm")
    assert question is not None
    assert "en" in question.pages or loaded.problems
