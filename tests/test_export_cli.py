"""`handbook export`, as a reader and a maintainer see it."""

import sys
from pathlib import Path

import pypdf
import pytest
from typer.testing import CliRunner, Result

from handbook.cli import app
from handbook.export import dist
from handbook.export.manifest import Manifest, content_of
from handbook.load import load
from tests.sample import DRAWN, RMSNORM_EN, ROOT, Project, furnish

FILES = [
    "books.json",
    "cards.en.zip",
    "cards.zh.zip",
    "llm-interview-handbook-en-images.epub",
    "llm-interview-handbook-en.apkg",
    "llm-interview-handbook-en.epub",
    "llm-interview-handbook-en.pdf",
    "llm-interview-handbook-zh-images.epub",
    "llm-interview-handbook-zh.apkg",
    "llm-interview-handbook-zh.epub",
    "llm-interview-handbook-zh.pdf",
    "llms-full.en.txt",
    "llms-full.zh.txt",
    "llms.en.txt",
    "llms.zh.txt",
    "questions.json",
    "questions.schema.json",
]


@pytest.fixture
def inside(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    furnish(project)
    for locale in ("en", "zh"):
        project.write(f"docs/assets/figures/norm.{locale}.svg", DRAWN)
    monkeypatch.chdir(project.root)
    return project


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["export", *arguments])


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def titles(pdf: Path) -> list[str]:
    """Return what the outline has below its chapters."""
    return [
        str(entry.title).partition(" ")[2]
        for chapter in pypdf.PdfReader(pdf).outline
        if isinstance(chapter, list)
        for entry in chapter
    ]


def test_all_makes_every_book_and_the_same_bytes_again(inside: Project) -> None:
    first = run("all")
    assert first.exit_code == 0, first.output
    made = contents(inside.root / "dist")
    assert sorted(made) == FILES
    manifest = Manifest.model_validate_json(made["books.json"])
    assert manifest.content == content_of(load(inside.root).library)
    assert sorted(book.name for book in manifest.books) == [n for n in FILES if n != "books.json"]
    for book in manifest.books:
        assert book.bytes == len(made[book.name])
        assert f"dist/{book.name}: " in first.output

    assert run("all").exit_code == 0
    assert contents(inside.root / "dist") == made


def test_a_book_that_cannot_be_made_leaves_the_old_ones(inside: Project) -> None:
    inside.write("dist/llm-interview-handbook-en.pdf", "of the last edition")
    inside.edit(RMSNORM_EN, "The formula has no mean:", "The formula $`\\argmax_x`$ has:")
    result = run("all")
    assert result.exit_code == 1
    line = inside.line(RMSNORM_EN, "argmax")
    assert f"{RMSNORM_EN}:{line}: " in result.output
    assert "Traceback" not in result.output
    assert contents(inside.root / "dist") == {
        "llm-interview-handbook-en.pdf": b"of the last edition"
    }
    assert [path for path in inside.root.iterdir() if path.name.startswith(".dist")] == []


def test_an_interrupted_run_leaves_the_old_ones(
    inside: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    inside.write("dist/llm-interview-handbook-en.pdf", "of the last edition")
    monkeypatch.setattr(dist, "write_epub", interrupt)
    assert run("all").exit_code != 0
    assert contents(inside.root / "dist") == {
        "llm-interview-handbook-en.pdf": b"of the last edition"
    }
    assert [path for path in inside.root.iterdir() if path.name.startswith(".dist")] == []


def test_a_machine_without_the_set_up_is_told_what_to_run(
    inside: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    result = run("pdf", "--output", "book.pdf")
    assert result.exit_code == 2
    assert result.stderr == "the books need pypandoc; run `python3 tools/setup.py books`\n"
    assert not (inside.root / "book.pdf").exists()


def test_a_list_gives_its_questions_in_its_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    target = tmp_path / "top-50.pdf"
    result = run("pdf", "--list", "top-50", "--lang", "en", "--output", str(target))
    assert result.exit_code == 0, result.output
    library = load(ROOT).library
    asked = [library.answers_by_item[f"top-50#{number}"] for number in range(1, 51)]
    expected = list(dict.fromkeys(q.title("en") for q in asked if q.is_answered))
    found = [title.translate(str.maketrans("“”‘’", "\"\"''")) for title in titles(target)]
    assert found == expected
    answered = library.answered_items(library.source("top-50"))
    assert f"{answered} of the list's 50 questions are answered so far" in result.output


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--level", "basic"], ["What is RMSNorm?"]),
        (["--tag", "attention", "--level", "advanced"], ["self-attention", "kv-cache"]),
        (["kv-cache", "rmsnorm"], ["What is RMSNorm?", "kv-cache"]),
        (["attention"], ["self-attention", "kv-cache"]),
        (["--list", "top-5", "--tag", "normalization"], ["layernorm", "What is RMSNorm?"]),
    ],
)
def test_a_reader_chooses(inside: Project, arguments: list[str], expected: list[str]) -> None:
    result = run("pdf", *arguments, "--output", "choice.pdf")
    assert result.exit_code == 0, result.output
    assert titles(inside.root / "choice.pdf") == expected


@pytest.mark.parametrize(
    ("arguments", "code", "expected"),
    [
        (
            ["--tag", "attentino", "--list", "top-6"],
            2,
            "'attentino' is no tag; did you mean 'attention'?\n"
            "'top-6' is no question list; did you mean 'top-5'?\n",
        ),
        (["kv-cash"], 2, "'kv-cash' is no question, topic or file; did you mean 'kv-cache'?\n"),
        (["--tag", "attention", "--level", "basic"], 1, "no answered question fits all of this\n"),
    ],
)
def test_what_is_not_there_is_said(
    inside: Project, arguments: list[str], code: int, expected: str
) -> None:
    result = run("pdf", *arguments)
    assert result.exit_code == code
    assert result.stderr == expected
    assert not (inside.root / "dist").exists()
