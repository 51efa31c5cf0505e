"""Whatever the files hold, the checks answer in lines, and soon.

`FUZZ_EXAMPLES=5000 pytest tests/test_fuzz.py` tries more than the few examples of a usual run.
"""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from handbook.check import check
from handbook.check.code import complaints
from handbook.cli import app
from handbook.examples import with_output
from handbook.load import load
from tests.sample import HOSTILE, MARKDOWN, RMSNORM_EN, RMSNORM_ZH, SVG, Project

fuzzed = settings(
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "40")),
    deadline=timedelta(seconds=20),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

PAGE = st.sampled_from([RMSNORM_EN, RMSNORM_ZH])

TEXT = HOSTILE | MARKDOWN
BYTES = st.binary(max_size=200) | TEXT.map(lambda text: text.encode("utf-8", "surrogatepass"))

YAML_FRAGMENTS = [
    "tags: [normalization, formula]",
    "tags: [a",
    "level: basic",
    "sources: [top-5#2, basics-1#1]",
    "sources: top-5#1",
    "checked: 2026-11-22",
    "checked: 2026-11-22 10:00:00",
    "checked: 10",
    "review_by: null",
    "synced: 12345678",
    "aliases: [[a], {b: c}]",
    "- id: layernorm",
    "- id: attention",
    "  topic: normalization",
    "  title: {en: A, zh: B}",
    "  title: {en: A, en: B, zh: 1}",
    "  label: {en: A, zh: B}",
    "  definition: {en: A, zh: B}",
    "  description: {en: A, zh: B}",
    "  formerly: [attention]",
    "  items: 5",
    "  items: 1:30:00",
    "  items: 0x10",
    "  items: .nan",
    "  worked_example: yes",
    "home: {en: A, zh: B}",
    "words: {en: [a], zh: [b]}",
    "- a",
    "? [a]: b",
    "a: &a [*a]",
    "<<: *a",
    "a: !!int ''",
    "a: !x y",
    "a: |",
    "a: >-",
    "a: 'b",
    'a: "\\Uffffffff"',
    'a: "\\u202e"',
    "{",
    "[" * 50,
    "%YAML 9",
    "...",
    "---",
    "=: =",
    "#",
    "/normalization/rmsnorm/",
]
YAML = st.lists(st.sampled_from(YAML_FRAGMENTS) | st.text(max_size=20), max_size=12).map("\n".join)

CODE_FRAGMENTS = [
    "import numpy as np",
    "from os import path as p",
    "from . import *",
    "print(1)",
    "#> 1",
    "().__class__",
    "type(1, 2)",
    "lambda __x__: (yield)",
    "match x:",
    "    case A(b=1, __c__=2): pass",
    "def f(*, a=1, **k):",
    "    return 1",
    "class A:",
    "    def __init__(self): pass",
    "async for x in y: pass",
    "global a",
    "x: int = 1",
    "f'{x!r:{y}}'",
    '"""',
    "'",
    "\\",
    "((((",
    "-" * 300,
    "a." * 300 + "a",
    "0x",
    "1_",
    "\x0c",
    "\x00",
    "\ufeff",
    "@",
    "await x",
    "nonlocal x",
    "return",
    "'\\N{x}'",
    "b'\\xzz'",
]
CODE = st.lists(st.sampled_from(CODE_FRAGMENTS) | st.text(max_size=20), max_size=12).map("\n".join)

SVG_FRAGMENTS = [
    SVG,
    SVG.replace("/>", ">"),
    "</svg>",
    "<g>",
    "</g>",
    "<style>",
    "</style>",
    "@import url(a)",
    "<script>",
    "<use href='#a'/>",
    "<a:b xmlns:a='c'/>",
    "<!DOCTYPE svg [<!ENTITY a '&a;'>]>",
    "&a;",
    "<![CDATA[",
    "]]>",
    "<?a b?>",
    "<?xml version='1.0' encoding='utf-16'?>",
    "<!-- -->",
    "<g on='' style='a' xml:base='b'/>",
]
FIGURE = st.lists(st.sampled_from(SVG_FRAGMENTS) | st.text(max_size=9), max_size=9).map("".join)

DATA = [
    "topics.yml",
    "tags.yml",
    "sources.yml",
    "questions.yml",
    "interface.yml",
    "style.yml",
    "glossary.yml",
    "paths.yml",
]


def problems(project: Project) -> list[str]:
    """Return what the checks say, each on a line of its own."""
    found = check(load(project.root))
    assert all(problem.line > 0 for problem in found)
    lines = [str(problem) for problem in found]
    assert all(line.isprintable() or "\u3000" in line or "\xa0" in line for line in lines)
    return lines


@fuzzed
@given(path=PAGE, content=BYTES)
def test_any_bytes_as_a_page(project: Project, path: str, content: bytes) -> None:
    (project.root / path).write_bytes(content)

    assert problems(project) != []


@fuzzed
@given(path=PAGE, body=TEXT)
def test_any_text_as_the_body_of_a_page(project: Project, path: str, body: str) -> None:
    before = (project.root / path).read_bytes()
    front_matter = before.split(b"\n---\n")[0] + b"\n---\n"
    (project.root / path).write_bytes(front_matter + body.encode("utf-8", "surrogatepass"))
    try:
        assert problems(project) != []
    finally:
        (project.root / path).write_bytes(before)


@fuzzed
@given(path=PAGE, text=TEXT)
def test_any_text_inside_a_page(project: Project, path: str, text: str) -> None:
    before = (project.root / path).read_bytes()
    here = b"```math" if text.startswith("\n") else b"|\n\n> [!NOTE]"
    (project.root / path).write_bytes(
        before.replace(here, text.encode("utf-8", "surrogatepass") + b"\n\n" + here)
    )
    try:
        problems(project)
    finally:
        (project.root / path).write_bytes(before)


@fuzzed
@given(path=PAGE, text=YAML)
def test_any_text_as_front_matter(project: Project, path: str, text: str) -> None:
    before = (project.root / path).read_bytes()
    body = before.partition(b"\n---\n")[2]
    (project.root / path).write_bytes(f"---\n{text}\n---\n".encode("utf-8", "surrogatepass") + body)
    try:
        problems(project)
    finally:
        (project.root / path).write_bytes(before)


@fuzzed
@given(
    name=st.sampled_from([*DATA, "addresses.txt"]),
    content=st.binary(max_size=200) | YAML.map(lambda text: text.encode(errors="replace")),
)
def test_any_bytes_as_a_file_of_data(project: Project, name: str, content: bytes) -> None:
    before = (project.root / "data" / name).read_bytes()
    (project.root / "data" / name).write_bytes(content)
    try:
        problems(project)
    finally:
        (project.root / "data" / name).write_bytes(before)


@fuzzed
@given(code=CODE | st.text())
def test_any_text_as_code(code: str) -> None:
    for line, complaint in complaints(code):
        assert 1 <= line <= code.count("\n") + code.count("\f") + code.count("\r") + 2
        assert complaint.message
    if not complaints(code):
        assert with_output(code, []) == code or "#>" in code


@fuzzed
@given(path=PAGE, code=CODE)
def test_any_text_as_the_code_of_a_page(project: Project, path: str, code: str) -> None:
    before = project.read(path)
    project.write(path, before.replace("import numpy as np", code))
    try:
        problems(project)
    finally:
        project.write(path, before)


@fuzzed
@given(text=FIGURE)
def test_any_text_as_a_figure(project: Project, text: str) -> None:
    figure = project.root / "docs/assets/figures/norm.en.svg"
    figure.write_bytes(text.encode("utf-8", "surrogatepass"))

    problems(project)


COMMANDS = [
    ["check"],
    ["check", "rmsnorm", "--format", "github"],
    ["check", "--format", "json", "--release"],
    ["sync", "--all"],
    ["record"],
    ["status"],
    ["schema"],
]


@fuzzed
@given(
    command=st.sampled_from(COMMANDS),
    files=st.dictionaries(
        st.sampled_from([RMSNORM_EN, RMSNORM_ZH, *(f"data/{name}" for name in DATA)]),
        BYTES | YAML.map(lambda text: f"---\n{text}\n---\n".encode(errors="replace")),
        min_size=1,
        max_size=2,
    ),
)
def test_any_files_on_the_command_line(
    project: Project, monkeypatch: pytest.MonkeyPatch, command: list[str], files: dict[str, bytes]
) -> None:
    monkeypatch.chdir(project.root)
    before = {path: (project.root / path).read_bytes() for path in files}
    for path, content in files.items():
        (project.root / path).write_bytes(content)
    try:
        result = CliRunner().invoke(app, command)
    finally:
        for path, content in before.items():
            Path(path).write_bytes(content)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in (0, 1, 2)
    if "json" in command:
        assert "summary" in json.loads(result.stdout)
