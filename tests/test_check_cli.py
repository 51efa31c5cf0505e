"""The commands `handbook check` and `handbook sync`, as a contributor sees them."""

import json
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


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("rmsnorm", {RMSNORM_EN, RMSNORM_ZH}),
        ("normalization", {RMSNORM_EN, RMSNORM_ZH, "docs/zh/normalization/layernorm.md"}),
        (RMSNORM_EN, {RMSNORM_EN, RMSNORM_ZH}),
        ("docs/zh/attention", {"docs/en/attention/kv-cache.md"}),
        ("docs/zh/attention/index.md", set()),
        ("data/tags.yml", set()),
        ("lost", {"docs/en/attention/lost.md"}),
        (".", None),
    ],
)
def test_check_looks_at_the_part_that_is_named(
    inside: Project, part: str, found: set[str] | None
) -> None:
    everything = {RMSNORM_EN, RMSNORM_ZH, "docs/zh/normalization/layernorm.md"}
    everything |= {"docs/en/attention/kv-cache.md", "docs/en/attention/lost.md"}
    for path in everything - {"docs/en/attention/lost.md"}:
        inside.write(path, inside.read(path).replace("checked: 2026", "chekced: 2026"))
    inside.write("docs/en/attention/lost.md", "nothing")

    result = run("check", part)

    places = {line.partition(":")[0] for line in result.stdout.splitlines()[:-1]}
    assert places == (everything if found is None else found)
    assert result.exit_code == (1 if found or found is None else 0)


def test_check_counts_the_questions_of_the_part(inside: Project) -> None:
    result = run("check", "attention", RMSNORM_ZH)

    assert result.stdout == "3 answered questions looked at; 0 errors, 0 warnings\n"


def test_a_part_shows_what_is_wrong_with_the_data_too(inside: Project) -> None:
    inside.edit("data/tags.yml", 'label: {en: "Attention"', 'lable: {en: "Attention"')

    lines = run("check", "rmsnorm").stdout.splitlines()

    assert "data/tags.yml:8: unknown key 'lable'; did you mean 'label'?" in lines


def test_check_names_the_nearest_of_what_there_is(inside: Project) -> None:
    result = run("check", "rmsnrom", "atention", "docs/en/none.md")

    assert result.stderr.splitlines() == [
        "'rmsnrom' is no question, topic or file; did you mean 'rmsnorm'?",
        "'atention' is no question, topic or file; did you mean 'attention'?",
        "there is no file or folder 'docs/en/none.md' in the handbook; correct the path",
    ]
    assert result.exit_code == 2


def test_check_prints_annotations_for_github(inside: Project) -> None:
    inside.edit(RMSNORM_EN, "[normalization, formula]", "[normalization, 'a%b,c:d']")
    inside.edit("docs/en/attention/kv-cache.md", "A long one.", "Another one.")

    result = run("check", "--format", "github")

    assert result.stdout.splitlines() == [
        f"::error file={RMSNORM_EN},line=2::'tags.1' is 'a%25b,c:d'; "
        "use lower-case words joined by hyphens",
        "::warning file=docs/zh/attention/kv-cache.md,line=6::stale: the English page has changed; "
        "compare the two, then run `handbook sync kv-cache`",
        "4 of 5 questions answered, 5 of 6 list items; 1 error, 1 warning",
    ]
    assert result.exit_code == 1


def test_check_prints_json_for_programs(inside: Project) -> None:
    inside.edit(RMSNORM_ZH, "归一化 | 统计量", "归一化 | $5")

    result = run("check", "rmsnorm", "--format", "json")

    assert json.loads(result.stdout) == {
        "problems": [
            {
                "path": RMSNORM_ZH,
                "line": inside.line(RMSNORM_ZH, "$5"),
                "message": "a bare '$'",
                "advice": "write formulas as $`x`$ and money as 'USD 5' or '5 美元'",
                "severity": "error",
            }
        ],
        "summary": "1 answered question looked at; 1 error, 0 warnings",
    }
    assert result.exit_code == 1


def test_a_release_demands_both_languages_comparison_and_reviews_in_time(inside: Project) -> None:
    inside.remove("docs/zh/attention/kv-cache.md")
    inside.edit("docs/zh/attention/self-attention.md", "(kv-cache.md)", "(self-attention.md)")
    inside.edit("docs/en/attention/self-attention.md", "(kv-cache.md)", "(self-attention.md)")
    inside.edit("docs/en/normalization/layernorm.md", "A long one.", "Another one.")
    for path in RMSNORM_EN, RMSNORM_ZH:
        inside.edit(path, "2999-01-01", "2020-01-01")

    result = run("check", "--release", "rmsnorm", "kv-cache", "layernorm")

    due = "a review was due on 2020-01-01; check the facts, then move 'checked' and 'review_by'"
    assert result.stdout.splitlines() == [
        "docs/en/attention/kv-cache.md:1: the Chinese page is missing; "
        "begin it with `handbook new kv-cache --only zh`",
        f"{RMSNORM_EN}:7: {due}",
        "docs/zh/normalization/layernorm.md:6: stale: the English page has changed; "
        "compare the two, then run `handbook sync layernorm`",
        f"{RMSNORM_ZH}:7: {due}",
        "3 answered questions looked at; 4 errors, 0 warnings",
    ]
    assert result.exit_code == 1


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
