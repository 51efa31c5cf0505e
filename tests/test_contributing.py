"""What contributors are told and what their editors are set to is what the project really does."""

import json
import re
import shlex
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from typer.main import get_group
from typer.testing import CliRunner

from handbook.cli import app
from handbook.load.body import commonmark, plain_text, read_body
from handbook.load.pages import FRONT_MATTER
from handbook.load.records import YamlReader
from handbook.model import LOCALES, SECTION_TITLES, FrontMatter, Locale
from tests.sample import RMSNORM_EN, RMSNORM_ZH, Project

ROOT = Path(__file__).parent.parent
CONTRIBUTING = {"en": "CONTRIBUTING.md", "zh": "CONTRIBUTING.zh.md"}
IN_TWO_LANGUAGES = ["CODE_OF_CONDUCT", "CONTRIBUTING", "SECURITY"]

HANDBOOK = re.compile(
    r"^(?:handbook|\.venv/bin/handbook|\.venv\\Scripts\\python -m handbook) (?P<rest>.+)"
)
SCRIPT = re.compile(r"^(?:python|\.venv/bin/pytest) (?P<path>\S+)$")
FILE = re.compile(r"^[\w.-]+(?:/[\w.-]+)+\.\w+$")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def code(text: str) -> Iterator[tuple[int, str]]:
    """Yield the code that a reader may type, with the number of headings above it."""
    headings = 0
    for token in commonmark().parse(text):
        headings += token.type == "heading_open"
        if token.type == "fence" and token.info in ("sh", "bat"):
            for line in token.content.splitlines():
                yield headings, line.partition("  #")[0].strip()
        for child in token.children or ():
            if child.type == "code_inline":
                yield headings, child.content


def commands(text: str) -> list[tuple[int, str]]:
    """Return every command line, with the number of headings above it."""
    starts = ("handbook ", ".venv", "make ", "python ", "pre-commit ")
    return [(place, line) for place, line in code(text) if line.startswith(starts)]


def heading_levels(text: str) -> list[str]:
    return [token.tag for token in commonmark().parse(text) if token.type == "heading_open"]


def anchors(text: str) -> set[str]:
    """Return the anchors that GitHub gives the headings."""
    tokens = commonmark().parse(text)
    titles = [
        plain_text(inline.children or ())
        for opening, inline in pairwise(tokens)
        if opening.type == "heading_open"
    ]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


HANDBOOK_COMMANDS = sorted(
    {
        match["rest"]
        for name in CONTRIBUTING.values()
        for _, line in code(read(name))
        if (match := HANDBOOK.match(line))
    }
)


@pytest.mark.parametrize("line", HANDBOOK_COMMANDS)
def test_every_command_that_contributors_are_told_is_understood(line: str) -> None:
    name, *arguments = shlex.split(line)
    known = get_group(app).commands

    assert name in known, f"there is no command `handbook {name}`"
    known[name].make_context(name, arguments)  # raises what the user would see


def test_every_make_target_and_every_file_named_is_there() -> None:
    targets = set(re.findall(r"^([\w-]+):", read("Makefile"), re.MULTILINE))
    for name in CONTRIBUTING.values():
        lines = [line for _, line in code(read(name))]
        assert {line.removeprefix("make ") for line in lines if line.startswith("make ")} <= targets
        scripts = [match["path"] for line in lines if (match := SCRIPT.match(line))]
        assert "tools/setup.py" in scripts
        files = [*scripts, *filter(FILE.match, lines)]
        assert [file for file in files if not (ROOT / file).is_file()] == []


@pytest.mark.parametrize("stem", IN_TWO_LANGUAGES)
def test_the_two_languages_have_the_same_headings_and_commands(stem: str) -> None:
    english, chinese = read(f"{stem}.md"), read(f"{stem}.zh.md")

    assert heading_levels(english) == heading_levels(chinese)
    assert commands(english) == commands(chinese)


@pytest.mark.parametrize("stem", IN_TWO_LANGUAGES)
@pytest.mark.parametrize("ending", [".md", ".zh.md"])
def test_every_link_to_a_file_leads_somewhere(stem: str, ending: str) -> None:
    text = read(stem + ending)
    targets = [unquote(link.target) for link in read_body(text, 1).links if ":" not in link.target]

    assert len(targets) > 0
    for target in targets:
        path, _, anchor = target.partition("#")
        assert (ROOT / path).exists(), target
        assert not anchor or anchor in anchors(read(path) if path else text), target


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_format_shown_is_the_one_that_is_checked(locale: Locale) -> None:
    text = read(CONTRIBUTING[locale])
    (page,) = (token.content for token in commonmark().parse(text) if token.info == "markdown")
    match = FRONT_MATTER.match(page)
    assert match is not None
    reader = YamlReader(Path("page.md"), first_line=2)
    record = reader.record(match["yaml"], FrontMatter)

    assert reader.problems == []
    assert record is not None
    assert set(record.key_lines) == set(FrontMatter.model_fields)
    shown = re.findall("^## (.*)$", page, re.MULTILINE)
    assert shown == list(SECTION_TITLES[locale].values())
    for titles in SECTION_TITLES.values():
        assert all(title in text for title in titles.values())
    assert all(f"`#{kind}`" in text for kind in SECTION_TITLES[locale])


def test_pre_commit_runs_what_make_check_runs() -> None:
    recipe = re.search(r"^check:.*\n((?:\t.*\n)+)", read("Makefile"), re.MULTILINE)
    assert recipe is not None
    config = yaml.safe_load(read(".pre-commit-config.yaml"))
    hooks = [hook for repository in config["repos"] for hook in repository["hooks"]]

    assert [hook["entry"] for hook in hooks] == re.findall(r"@\$\(BIN\)/(.+)", recipe[1])


def test_the_editors_task_puts_every_problem_at_its_line(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    project.edit(RMSNORM_EN, "level: basic", "level: easy")
    project.edit(RMSNORM_ZH, "归一化 | 统计量", "归一化 | $5")
    (task,) = json.loads(read(".vscode/tasks.json"))["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    assert task["args"][:2] == ["-m", "handbook"]

    output = CliRunner().invoke(app, task["args"][2:]).stdout.splitlines()

    found = [match for line in output if (match := re.match(pattern["regexp"], line))]
    assert [(match[pattern["file"]], match[pattern["line"]]) for match in found] == [
        (RMSNORM_EN, "3"),
        (RMSNORM_ZH, "29"),
    ]
    assert found[0][pattern["message"]].startswith("'level' is 'easy'; it should be ")


def test_the_texts_are_as_the_editor_config_asks() -> None:
    texts = [
        path
        for folder in ("data", "docs")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".json", ".md", ".svg", ".txt", ".yml")
    ]
    assert len(texts) > 80
    for path in texts:
        content = path.read_bytes()
        assert b"\r" not in content, f"{path}: its lines do not end with a line feed alone"
        assert content.endswith(b"\n"), f"{path}: its last line does not end"
        assert not content.startswith(b"\xef\xbb\xbf"), f"{path}: it begins with a byte order mark"
        for number, line in enumerate(content.decode("utf-8").split("\n"), 1):
            assert line == line.rstrip(), f"{path}:{number}: white space at the end of the line"
            assert not re.match(" *\t", line), f"{path}:{number}: a tab"
