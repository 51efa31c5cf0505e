"""`handbook status`: what is answered, compared, and since when."""

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from handbook.cli import app
from tests.sample import RMSNORM_EN, RMSNORM_ZH, Project


@pytest.fixture
def repository(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(project.root)
    commit(project.root)
    return project


def commit(root: Path) -> None:
    names = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "-A"], [*names, "commit", "-qm", "Pages"]):
        subprocess.run(["git", *command], cwd=root, check=True)  # noqa: S607


def status(*parts: str) -> list[str]:
    result = CliRunner().invoke(app, ["status", *parts])
    assert result.exit_code == 0
    return result.stdout.splitlines()


def age() -> str:
    days = (date.today() - date(2026, 11, 22)).days
    return f"checked {days} day{'' if days == 1 else 's'} ago"


def test_every_question_has_a_line_below_its_topic(repository: Project) -> None:
    for path in RMSNORM_EN, RMSNORM_ZH:
        repository.edit(path, "2999-01-01", "2020-01-31")
    repository.remove("docs/zh/attention/self-attention.md")
    english = "docs/en/attention/kv-cache.md"
    lines = repository.read(english).split("\n")
    repository.write(english, "\n".join(line for line in lines if "synced" not in line))

    lines = status()

    assert lines[0] == "normalization: 2 of 2 questions answered"
    assert re.fullmatch(rf"  layernorm  en +\d+ words; zh +\d+ words; {age()}", lines[1])
    assert lines[2].endswith(f"; {age()}; review was due 2020-01-31")
    assert lines[3] == "attention: 2 of 3 questions answered"
    assert "; no zh page; " in lines[4]
    assert lines[5].endswith(f"; {age()}; never compared")
    assert lines[6] == "  flash-attention  not answered yet"


def test_a_changed_sentence_makes_the_other_side_stale_in_its_section(repository: Project) -> None:
    repository.edit(RMSNORM_EN, "The formula has no mean:", "The formula lacks the mean:")

    [topic, line] = status("rmsnorm")

    assert topic == "normalization: 1 of 1 question answered"
    assert line.endswith("; Chinese stale: English has changed in Explanation")

    CliRunner().invoke(app, ["sync", "rmsnorm"])

    assert status("rmsnorm")[1].endswith(f"; {age()}; review due 2999-01-01")


def test_a_change_long_ago_is_found_in_git_whatever_the_topic_was(repository: Project) -> None:
    repository.edit(RMSNORM_ZH, "增益从 1 开始。", "增益的初值是 1。")
    repository.edit(RMSNORM_ZH, "在投影之前。", "在各个投影之前。")
    commit(repository.root)
    for locale in ("en", "zh"):
        page = repository.root / f"docs/{locale}/normalization/rmsnorm.md"
        page.rename(repository.root / f"docs/{locale}/attention/rmsnorm.md")
    register = repository.read("data/questions.yml")
    moved = "- id: rmsnorm\n  topic: attention\n  formerly: [normalization]\n"
    repository.write(
        "data/questions.yml", register.replace("- id: rmsnorm\n  topic: normalization\n", moved)
    )
    commit(repository.root)

    line = status("rmsnorm")[1]

    assert line.endswith("; English stale: Chinese has changed in Explanation, Follow-up questions")


def test_both_sides_can_be_stale(repository: Project) -> None:
    repository.edit(RMSNORM_EN, "# What is RMSNorm?", "# What does RMSNorm do?")
    repository.edit(RMSNORM_ZH, "增益从 1 开始。", "增益的初值是 1。")

    line = status("rmsnorm")[1]

    assert line.endswith(
        "; English stale: Chinese has changed in Explanation"
        "; Chinese stale: English has changed in its title"
    )


def test_without_git_the_sections_are_unknown(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    project.edit(RMSNORM_EN, "The formula has no mean:", "The formula lacks the mean:")

    line = status("rmsnorm")[1]

    assert line.endswith(
        "; Chinese stale: English has changed since a version that Git does not have"
    )


def test_pages_that_cannot_be_read_are_not_passed_over(repository: Project) -> None:
    repository.edit(RMSNORM_EN, "level: basic", "level: hard")

    assert status()[-1] == "1 file cannot be read; run `handbook check`"
