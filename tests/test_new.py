"""`handbook new`: from an id to two pages that say what is still to be written."""

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from handbook.cli import app
from handbook.load import load
from tests.sample import Project

ROOT = Path(__file__).parent.parent
FLASH_EN, FLASH_ZH = (f"docs/{locale}/attention/flash-attention.md" for locale in ("en", "zh"))
ANSWERS = ["--level", "advanced", "--tags", "attention,formula"]
NEW = ["--topic", "attention", "--title-en", "What is MLA?", "--title-zh", "什么是 MLA？"]
NEXT = """\
Next: replace every TODO. `handbook check {0}` says what is missing, `handbook serve {0}` shows it.
When both languages are there and agree: `handbook sync {0}`. Before the pull request:
`handbook record`, and `handbook check` once more.
"""


@pytest.fixture
def inside(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(project.root)
    for locale in ("en", "zh"):
        template = f"data/page.{locale}.md"
        project.write(template, (ROOT / template).read_text(encoding="utf-8"))
    return project


def run(*arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(app, ["new", *arguments], input=typed)


def test_a_registered_question_gets_its_topic_titles_and_sources_from_the_register(
    inside: Project,
) -> None:
    register = inside.read("data/questions.yml")

    result = run("flash-attention", *ANSWERS)

    assert result.stdout == f"{FLASH_EN} written\n{FLASH_ZH} written\n" + NEXT.format(
        "flash-attention"
    )
    assert result.exit_code == 0
    assert inside.read(FLASH_EN).startswith(
        "---\ntags: [attention, formula]\nlevel: advanced\nsources: [top-5#5]\naliases: []\n"
        f"checked: {date.today()}\n---\n\n# What is FlashAttention?\n\n## Short answer\n\nTODO:"
    )
    assert "\n# 什么是 FlashAttention？\n\n## 简短回答\n\nTODO:" in inside.read(FLASH_ZH)
    assert inside.read("data/questions.yml") == register


def test_the_checks_ask_for_every_section_of_a_new_question_and_nothing_else(
    inside: Project,
) -> None:
    run("flash-attention", *ANSWERS)
    inside.record_addresses()

    lines = inside.check()

    def wanted(path: str, titles: str) -> list[str]:
        return [
            f"{path}:{line}: the section '{title}' is still to be written; "
            "replace the line that begins with TODO"
            for title, line in zip(titles.split("、"), (13, 17, 25, 37, 41, 45), strict=True)
        ]

    english = "Short answer、Explanation、Worked example、Common mistakes、Follow-up questions"
    assert lines == [
        *wanted(FLASH_EN, f"{english}、References"),
        *wanted(FLASH_ZH, "简短回答、详细解释、动手验证、常见误区、追问、参考资料"),
    ]


def test_a_new_id_enters_the_register_below_its_topic(inside: Project) -> None:
    register = inside.read("data/questions.yml")

    result = run("mla", *ANSWERS, *NEW)

    assert "data/questions.yml written" in result.stdout
    assert inside.read("data/questions.yml") == register + (
        "\n- id: mla\n  topic: attention\n  title:\n"
        '    en: "What is MLA?"\n    zh: "什么是 MLA？"\n'
    )
    question = load(inside.root).library.question("mla")
    assert question is not None
    assert set(question.pages) == {"en", "zh"}
    assert "sources" not in inside.read("docs/en/attention/mla.md")


def test_a_new_id_of_an_earlier_topic_stands_before_the_next_topic(inside: Project) -> None:
    titles = ["--title-en", "Why?", "--title-zh", "为什么？"]
    inside.edit(
        "data/questions.yml",
        "- id: self-attention",
        "\n# ---- attention ----\n\n- id: self-attention",
    )

    run("pre-norm", *ANSWERS, "--topic", "normalization", *titles)

    ids = [entry.registration.id for entry in load(inside.root).library.questions]
    assert ids[:4] == ["layernorm", "rmsnorm", "pre-norm", "self-attention"]
    assert '    zh: "为什么？"\n\n# ---- attention ----\n' in inside.read("data/questions.yml")


def test_what_is_not_given_is_asked_for_until_it_can_be_read(inside: Project) -> None:
    typed = (
        "Bad id\nmla\natention\nattention\nWhat is MLA?\n\t\n什么是 MLA？\nhard\nbasic\n"
        "formulas,归一化\nattention\nattention, formula\n"
    )

    result = run(typed=typed)

    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "'Bad id' cannot be an id; use lower-case words joined by hyphens, such as kv-cache",
        "unknown topic 'atention'; did you mean 'attention'?",
        "a title is one line of text; write the question",
        "unknown level 'hard'; use one of basic, intermediate, advanced",
        "unknown tag 'formulas'; did you mean 'formula'?",
        "unknown tag '归一化'; did you mean 'normalization'?",
        "a question has 2 to 5 tags; separate them by commas",
    ]
    assert "level: basic" in inside.read("docs/zh/attention/mla.md")


def test_every_option_that_is_wrong_is_named_at_once_and_nothing_is_written(
    inside: Project,
) -> None:
    options = ["--topic", "x", "--title-en", " ", "--level", "basics", "--tags", "atention"]

    result = run("kv_cache", *options)

    assert result.stderr.splitlines() == [
        "'kv_cache' cannot be an id; use lower-case words joined by hyphens, such as kv-cache",
        "unknown topic 'x'; use one of normalization, attention",
        "a title is one line of text; write the question",
        "unknown level 'basics'; did you mean 'basic'?",
        "unknown tag 'atention'; did you mean 'attention'?",
        "a question has 2 to 5 tags; separate them by commas",
    ]
    assert result.exit_code == 1
    assert not list(inside.root.glob("docs/*/x"))


def test_one_language_and_then_the_other_with_the_same_front_matter(inside: Project) -> None:
    run("flash-attention", *ANSWERS, "--only", "zh")
    assert not (inside.root / FLASH_EN).exists()
    inside.edit(FLASH_ZH, f"checked: {date.today()}", "checked: 2026-01-31\nreview_by: 2999-01-01")

    result = run("flash-attention")

    assert result.stdout.startswith(f"{FLASH_EN} written\nNext:")
    assert inside.read(FLASH_EN).startswith(
        "---\ntags: [attention, formula]\nlevel: advanced\nsources: [top-5#5]\naliases: []\n"
        "checked: 2026-01-31\nreview_by: 2999-01-01\n---\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["kv-cache"],
            "'kv-cache' exists; edit docs/en/attention/kv-cache.md "
            "and docs/zh/attention/kv-cache.md",
        ),
        (["kv-cache", "--only", "zh"], "'kv-cache' exists; edit docs/zh/attention/kv-cache.md"),
        (
            ["flash-attention", "--topic", "normalization"],
            "'flash-attention' belongs to the topic 'attention'; drop --topic",
        ),
    ],
)
def test_an_id_is_permanent_and_has_one_place(
    inside: Project, arguments: list[str], message: str
) -> None:
    result = run(*arguments)

    assert result.stderr == message + "\n"
    assert result.exit_code == 1


def test_data_that_cannot_be_read_is_to_be_mended_first(inside: Project) -> None:
    inside.edit("data/tags.yml", 'label: {en: "Attention"', 'lable: {en: "Attention"')

    result = run("flash-attention", *ANSWERS)

    assert "data/tags.yml:8: unknown key 'lable'; did you mean 'label'?" in result.stdout
    assert result.exit_code == 1
    assert not (inside.root / FLASH_EN).exists()
