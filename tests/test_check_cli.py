"""The commands `handbook check` and `handbook sync`, as a contributor sees them."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from handbook.cli import app
from tests.sample import RMSNORM_EN, RMSNORM_ZH, Project

SUMMARY = "4 of 5 questions answered, 5 of 6 list items"


@pytest.fixture
def inside(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(project.root)
    return project


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_check_ends_well_on_a_sound_project(inside: Project) -> None:
    result = run("check")

    assert result.stdout == f"{SUMMARY}; 0 errors, 0 warnings\n"
    assert result.exit_code == 0


def test_check_prints_plain_lines_errors_first_and_fails(inside: Project) -> None:
    inside.edit("docs/en/attention/kv-cache.md", "A long one.", "Another one.")
    inside.edit(RMSNORM_EN, "[normalization, formula]", "[normalization, formulae]")
    inside.edit(RMSNORM_ZH, "归一化 | 统计量", f"归一化 | {'很长的统计量 ' * 40}$5")

    result = run("check")

    assert result.stdout.splitlines() == [
        f"{RMSNORM_EN}:2: unknown tag 'formulae'; did you mean 'formula'?",
        f"{RMSNORM_ZH}:29: a bare '$'; write formulas as $`x`$ and money as 'USD 5' or '5 美元'",
        "docs/zh/attention/kv-cache.md:6: stale: the English page has changed; "
        "compare the two, then run `handbook sync kv-cache`",
        f"{SUMMARY}; 2 errors, 1 warning",
    ]
    assert result.exit_code == 1


def test_warnings_alone_do_not_fail(inside: Project) -> None:
    inside.edit(RMSNORM_ZH, "公式里没有均值：", "公式中没有均值：")

    result = run("check")

    assert result.stdout.endswith(f"{SUMMARY}; 0 errors, 1 warning\n")
    assert result.exit_code == 0


def test_check_works_from_any_folder_inside(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root / "docs/zh/attention")

    assert run("check").stdout == f"{SUMMARY}; 0 errors, 0 warnings\n"


@pytest.mark.parametrize("command", [("check",), ("sync", "rmsnorm")])
def test_outside_the_project_it_says_so_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)

    result = run(*command)

    assert result.stderr == f"{tmp_path} is not inside the handbook; change to its folder\n"
    assert result.exit_code == 2


def test_sync_records_the_comparison_of_the_questions_named(inside: Project) -> None:
    for path in RMSNORM_EN, RMSNORM_ZH:
        inside.write(path, re.sub("synced: .*\n", "", inside.read(path)))

    result = run("sync", "rmsnorm", "layernorm")

    assert result.stdout == (
        "'rmsnorm' is now recorded as compared\n'layernorm' is already recorded as compared\n"
    )
    assert result.exit_code == 0
    assert inside.check() == []


def test_sync_refuses_what_it_cannot_compare_and_does_the_rest(inside: Project) -> None:
    inside.edit("docs/en/attention/kv-cache.md", "A long one.", "Another one.")
    inside.edit(RMSNORM_ZH, "$`x`$", "$`y`$")
    inside.edit("docs/zh/normalization/layernorm.md", "level: advanced", "level: hard")
    before = inside.read(RMSNORM_EN)

    result = run("sync", "rmsnorm", "layernorm", "flash-attention", "kv-cach", "kv-cache")

    assert result.stdout.splitlines() == [
        f"{RMSNORM_ZH}:15: the formula 'y' is not on the English page; "
        "the English page has 'x' (line 15): make them agree",
        "'rmsnorm' is not recorded as compared; mend its pages first",
        "'layernorm' has no Chinese page that can be read; run `handbook check`",
        "'flash-attention' has no English page that can be read; run `handbook check`",
        "'kv-cach' is not a question; did you mean 'kv-cache'?",
        "'kv-cache' is now recorded as compared",
    ]
    assert result.exit_code == 1
    assert inside.read(RMSNORM_EN) == before


def test_sync_all_takes_every_question_of_two_pages(inside: Project) -> None:
    for path in inside.root.glob("docs/*/*/*.md"):
        inside.write(
            str(path.relative_to(inside.root)),
            re.sub("synced: .*\n", "", path.read_text(encoding="utf-8")),
        )

    result = run("sync", "--all")

    assert len(result.stdout.splitlines()) == 4
    assert result.exit_code == 0
    assert inside.check() == []


def test_sync_wants_to_know_what_was_compared(inside: Project) -> None:
    result = run("sync")

    assert "name the questions that you have compared, or say --all" in result.stderr
    assert result.exit_code == 2
