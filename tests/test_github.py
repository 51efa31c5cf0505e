"""What contributors meet on GitHub: issue forms, links to them, annotations, the weekly issue."""

import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml

from handbook.addresses import record
from handbook.load import load
from handbook.model import LOCALES, Locale
from handbook.node import node_in
from handbook.problems import Problem
from tests.sample import Project
from tests.test_site import REPOSITORY_URL, SITE_URL, build, furnished, html, links
from tools.setup import command_of
from tools.upkeep import CUT, LONGEST, report

ROOT = Path(__file__).parent.parent
GITHUB = ROOT / ".github"
FORMS = GITHUB / "ISSUE_TEMPLATE"

FIELDS = {
    "error": {
        "question": ("input", True),
        "address": ("input", False),
        "language": ("dropdown", True),
        "sentence": ("textarea", True),
        "correction": ("textarea", True),
        "source": ("textarea", True),
    },
    "question": {
        "wording": ("textarea", True),
        "topic": ("dropdown", True),
        "reason": ("textarea", True),
        "source": ("textarea", True),
    },
    "reference": {
        "question": ("input", True),
        "reference": ("input", True),
        "statement": ("textarea", True),
    },
}
"""The fields of each form by id, their kind, and whether they must be filled in."""

OWN_KEYS = {"template", "title"}
"""What GitHub itself takes from the address of a new issue."""


def read(path: Path) -> Any:  # noqa: ANN401 -- whatever the YAML holds
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def fields(form: Path) -> dict[str, tuple[str, bool]]:
    return {
        field["id"]: (field["type"], field.get("validations", {}).get("required", False))
        for field in read(form)["body"]
    }


def step(workflow: str, job: str, name: str) -> str:
    """Return the shell commands of a step, by its id."""
    steps = read(GITHUB / "workflows" / workflow)["jobs"][job]["steps"]
    return next(str(each["run"]) for each in steps if each.get("id") == name)


def run(script: str, folder: Path, **variables: str) -> None:
    """Run commands as GitHub does, with the programs in `folder/bin` first on PATH."""
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | variables | {"PATH": path}
    command = ["/usr/bin/env", "bash", "-e", "-c", script]
    subprocess.run(command, cwd=folder, env=environment, check=True)


def program(folder: Path, name: str, text: str) -> None:
    """Write a shell script that stands in for a program."""
    (folder / "bin").mkdir(exist_ok=True)
    (folder / "bin" / name).write_text(f"#!/usr/bin/env bash\n{text}\n")
    (folder / "bin" / name).chmod(0o755)


# Issue forms


def test_there_is_each_form_in_both_languages_and_no_blank_issue() -> None:
    forms = {f"{name}.{locale}.yml" for name in FIELDS for locale in LOCALES}
    assert {path.name for path in FORMS.iterdir()} == forms | {"config.yml"}
    assert read(FORMS / "config.yml") == {"blank_issues_enabled": False}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", FIELDS)
def test_a_form_has_the_same_fields_in_both_languages(name: str, locale: Locale) -> None:
    assert fields(FORMS / f"{name}.{locale}.yml") == FIELDS[name]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_question_is_proposed_for_one_of_the_topics(locale: Locale) -> None:
    body = read(FORMS / f"question.{locale}.yml")["body"]
    choices = next(field for field in body if field["id"] == "topic")["attributes"]["options"]
    assert choices == [topic.title[locale] for topic in load(ROOT).library.topics]


@pytest.mark.parametrize(("locale", "language"), [("en", "English"), ("zh", "中文")])
def test_an_error_is_first_of_all_one_in_the_language_of_the_form(
    locale: Locale, language: str
) -> None:
    body = read(FORMS / f"error.{locale}.yml")["body"]
    choices = next(field for field in body if field["id"] == "language")["attributes"]
    assert choices["options"][choices["default"]] == language


# Links to them


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The tiny site, with a question that has a Chinese page only."""
    project = furnished(tmp_path_factory.mktemp("github"))
    project.remove("docs/en/attention/kv-cache.md")
    attention = "attention/self-attention.md"
    project.edit(f"docs/en/{attention}", "[self-attention](kv-cache.md)", "**What then?**")
    project.edit(f"docs/zh/{attention}", "[self-attention](kv-cache.md)", "**然后呢？**")
    project.write("data/addresses.txt", "")
    record(load(project.root))
    result = build(project)
    assert result.returncode == 0, result.stderr
    return project


def repository_links(project: Project) -> dict[str, set[str]]:
    """Return the links of the site to the repository, but to its home, by their first folder."""
    found: dict[str, set[str]] = {}
    for page in (project.root / "site").rglob("index.html"):
        for target, _ in links(page.read_text(encoding="utf-8")):
            if target.startswith(f"{REPOSITORY_URL}/"):
                kind = target.removeprefix(f"{REPOSITORY_URL}/").partition("/")[0]
                found.setdefault(kind, set()).add(unescape(target))
    return found


@pytest.mark.parametrize(("locale", "prefix"), [("en", ""), ("zh", "zh/")])
def test_report_opens_the_form_of_the_pages_language_with_the_page_filled_in(
    built: Project, locale: Locale, prefix: str
) -> None:
    page = html(built, f"{prefix}normalization/rmsnorm")
    target = next(unescape(url) for url, _ in links(page) if "/issues/new" in url)
    assert target.partition("?")[0] == f"{REPOSITORY_URL}/issues/new"
    assert dict(parse_qsl(urlsplit(target).query)) == {
        "template": f"error.{locale}.yml",
        "title": "rmsnorm: ",
        "question": "rmsnorm",
        "address": f"{SITE_URL}{prefix}normalization/rmsnorm/",
    }


def test_every_link_to_a_form_fills_in_fields_that_it_has(built: Project) -> None:
    targets = repository_links(built)["issues"]
    assert len(targets) == 7  # one a page
    for target in targets:
        filled = dict(parse_qsl(urlsplit(target).query))
        kinds = fields(FORMS / filled["template"])
        # GitHub drops the whole form when a link fills in a choice.
        takes = {field for field, (kind, _) in kinds.items() if kind in ("input", "textarea")}
        assert filled.keys() - OWN_KEYS <= takes


def test_every_edit_link_opens_a_page_that_is_there(built: Project) -> None:
    start = f"{REPOSITORY_URL}/edit/main/"
    pages = {target.removeprefix(start) for target in repository_links(built)["edit"]}
    assert pages == {page.path.as_posix() for page in load(built.root).library.pages}


def test_what_one_language_lacks_can_be_written_from_its_lists(built: Project) -> None:
    target = f"{REPOSITORY_URL}/new/main?filename=docs/en/attention/kv-cache.md"
    assert (target, "Write it in English") in links(html(built, "questions"))
    assert repository_links(built)["new"] == {target}


# Checks of a pull request


def test_a_pull_request_is_told_all_that_make_check_says() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    rule = re.search(r"^check: setup\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    assert rule
    commands = re.findall(r"\$\(BIN\)/(.*)", rule[1])
    steps = read(GITHUB / "workflows/test.yml")["jobs"]["check"]["steps"]
    shown = [each["run"].removeprefix(".venv/bin/") for each in steps if "run" in each]
    assert [c for c in commands if not any(line.startswith(c) for line in shown)] == []


def matcher(owner: str) -> tuple["re.Pattern[str]", dict[str, int]]:
    """Return a problem matcher's expression and the group of each part."""
    matchers = read(GITHUB / "matchers.json")["problemMatcher"]
    pattern = next(each for each in matchers if each["owner"] == owner)["pattern"][0]
    return re.compile(pattern.pop("regexp")), pattern


def annotations(owner: str, output: str) -> list[dict[str, str]]:
    expression, groups = matcher(owner)
    matches = filter(None, map(expression.search, output.splitlines()))
    return [{part: match[group] for part, group in groups.items()} for match in matches]


def test_a_type_error_is_shown_beside_its_line(tmp_path: Path) -> None:
    (tmp_path / "setup.cfg").write_text("[mypy]\n")
    (tmp_path / "page.py").write_text('\ntitle: int = "RMSNorm"\n')
    command = [sys.executable, "-m", "mypy", "--cache-dir", os.devnull, "page.py"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    message = (
        'Incompatible types in assignment (expression has type "str", variable has type "int")'
    )
    assert annotations("mypy", result.stdout) == [
        {"file": "page.py", "line": "2", "severity": "error", "message": f"{message}  [assignment]"}
    ]


def test_a_forbidden_import_is_shown(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book/__init__.py").write_text("")
    (tmp_path / "book/site.py").write_text("\nimport json\n")
    (tmp_path / ".importlinter").write_text(
        "[importlinter]\nroot_package = book\ninclude_external_packages = True\n"
        "[importlinter:contract:1]\nname = No JSON\ntype = forbidden\n"
        "source_modules = book\nforbidden_modules = json\n"
    )
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as main; main()",
    ]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert annotations("import-linter", result.stdout) == [{"message": "book.site -> json (l.2)"}]


@pytest.mark.parametrize("preview", ["", "https://example.org/artifact"])
def test_the_summary_links_the_preview_and_repeats_every_problem(
    tmp_path: Path, preview: str
) -> None:
    program(tmp_path, "make", 'echo "docs/en/a.md:1: $*"\necho "and a warning" >&2')
    summary = tmp_path / "summary.md"
    script = step("test.yml", "check", "summary")
    run(script, tmp_path, PREVIEW=preview, GITHUB_STEP_SUMMARY=str(summary))
    problems = (
        "```text\ndocs/en/a.md:1: --ignore-errors --no-print-directory check\nand a warning\n```\n"
    )
    where = (
        "[The site with these changes](https://example.org/artifact): unpack it and open "
        "`index.html`. It is kept for 14 days.\n\n"
        "[包含这些改动的网站](https://example.org/artifact)：解压后打开 `index.html` 即可阅读，"
        "保留 14 天。\n\n"
    )
    assert summary.read_text(encoding="utf-8") == (where if preview else "") + problems


# The weekly look


@pytest.mark.parametrize(
    ("text", "issue", "expected"),
    [
        ("broken", "", "create --title Broken links and overdue reviews --label upkeep"),
        ("broken", "7", "edit 7"),
        ("", "7", "close 7 --comment Every link works again, and no review is overdue."),
        ("", "", None),
    ],
)
def test_one_issue_is_opened_rewritten_and_closed(
    tmp_path: Path, text: str, issue: str, expected: str | None
) -> None:
    (tmp_path / "report.md").write_text(text)
    program(tmp_path, "gh", 'echo "$*" >> calls\n[ "$2" != list ] || echo "$ISSUE"')
    run(step("upkeep.yml", "tell", "issue"), tmp_path, ISSUE=issue)
    calls = [call for call in (tmp_path / "calls").read_text().splitlines() if "list" not in call]
    body = " --body-file report.md" if text else ""
    assert calls[1:] == ([f"issue {expected}{body}"] if expected else [])


def failure(url: str, text: str) -> dict[str, Any]:
    return {"url": url, "status": {"text": text}}


def test_the_issue_lists_each_broken_link_once_and_the_overdue_reviews() -> None:
    gone = failure("https://example.org/gone", "404 Not\nFound `here`")
    slow = failure("https://example.com/", "Timeout")
    text = report(
        {
            "total": 9,
            "error_map": {"docs/zh/a/b.md": [gone], "docs/en/a/b.md": [gone]},
            "timeout_map": {"README.md": [slow]},
        },
        [Problem(Path("docs/en/a/b.md"), 7, "a review was due on 2026-11-01", "check", "warning")],
    )
    assert text == (
        "## Broken links · 失效链接\n\n"
        "- `https://example.com/`: `Timeout`, in `README.md`\n"
        "- `https://example.org/gone`: `404 Not Found 'here'`, "
        "in `docs/en/a/b.md`, `docs/zh/a/b.md`\n"
        "\n"
        "## Overdue reviews · 逾期未复核\n\n"
        "- docs/en/a/b.md:7: a review was due on 2026-11-01; check\n"
    )


def test_there_is_nothing_to_say_when_all_is_well() -> None:
    assert report({"total": 9, "error_map": {}}, []) == ""


def test_a_list_too_long_for_an_issue_is_cut_after_a_whole_line() -> None:
    broken = [failure(f"https://example.org/{number}", "404") for number in range(3000)]
    text = report({"total": 3000, "error_map": {"docs/en/a/b.md": broken}}, [])
    assert len(text) < LONGEST + len(CUT) + 9
    assert text.endswith(f"in `docs/en/a/b.md`\n\n{CUT}\n")


def test_a_look_at_no_link_is_not_taken_for_a_clean_one() -> None:
    with pytest.raises(ValueError, match="lychee saw no link"):
        report({"total": 0, "error_map": {}}, [])


# Windows


def test_set_up_finds_the_commands_of_an_environment() -> None:
    assert command_of(Path(sys.prefix), "python").is_file()


@pytest.mark.parametrize(("system", "place"), [("nt", "node.exe"), ("posix", "bin/node")])
def test_node_is_where_the_wheel_of_the_system_has_it(system: str, place: str) -> None:
    assert node_in(Path("wheel"), system).as_posix() == f"wheel/{place}"
