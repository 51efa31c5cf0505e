"""The books that the benchmarks are about, and how their results are told."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import live
from benchmarks.baselines import BASELINES, Baseline
from benchmarks.books import copy_of, make_book
from benchmarks.live import Edited, preview, seconds_to_page, shows_level
from benchmarks.measure import Cost, FailedError, cheapest, cost_of
from benchmarks.report import KEPT, Result, Row, ratio, results, table
from handbook.check import check
from handbook.load import load
from handbook.model import LOCALES, Library, Page
from handbook.relate import Relations
from tests.sample import DATA, RMSNORM_EN, Project

COPIES = 3
MEGABYTE = 1_000_000


@pytest.fixture
def book(project: Project, tmp_path: Path) -> Path:
    """The tiny project, three times; four of its five questions have an answer."""
    folder = tmp_path / "book"
    make_book(project.root, folder, COPIES)
    return folder


def counts(page: Page) -> list[int]:
    """Return how much of everything a page has."""
    parts = page.links, page.formulas, page.code_blocks, page.headings, page.references
    return [*map(len, parts)]


def copies_of(library: Library, page: Page) -> list[Page]:
    found = (library.question(copy_of(page.id, number)) for number in range(2, COPIES + 1))
    return [question.pages[page.locale] for question in found if question]


def originals(library: Library) -> list[Page]:
    return [page for page in library.pages if "-copy" not in page.id]


def test_a_larger_book_is_sound(book: Path) -> None:
    loaded = load(book)
    assert [str(problem) for problem in check(loaded)] == []
    assert len(loaded.library.answered) == COPIES * 4


def test_its_own_program_finds_it_sound_although_it_is_longer_than_a_book_may_be(
    book: Path,
) -> None:
    shutil.copy(DATA / "tex.yml", book / "data")  # which a program looks for beside itself
    lines = "".join(f"\n# {number} {'-' * 90}" for number in range(2_600))
    with (book / "data/questions.yml").open("a") as register:
        register.write(lines)
    assert [problem.message for problem in load(book).problems] == [
        "the file is larger than 250 kB"
    ]
    command = [sys.executable, "-m", "handbook", "check"]
    run = subprocess.run(command, cwd=book, capture_output=True, text=True, check=False)
    assert run.stdout.endswith("; 0 errors, 0 warnings\n"), run.stdout


def test_a_book_of_one_copy_is_the_book_itself(project: Project, tmp_path: Path) -> None:
    make_book(project.root, tmp_path / "book", 1)
    for name in ("docs", "data"):
        files = [path for path in (project.root / name).rglob("*") if path.is_file()]
        assert len(files) > 5
        for path in files:
            copy = tmp_path / "book" / path.relative_to(project.root)
            assert copy.read_bytes() == path.read_bytes()


def test_every_copy_has_an_id_a_title_and_an_address_of_its_own(book: Path) -> None:
    questions = load(book).library.questions
    assert len(questions) == COPIES * 5
    assert len({question.id for question in questions}) == len(questions)
    for locale in LOCALES:
        assert len({question.title(locale) for question in questions}) == len(questions)
    lines = (book / "data/addresses.txt").read_text().splitlines()
    assert lines == sorted(set(lines))
    assert "/zh/attention/kv-cache-copy3/" in lines


def test_a_copy_has_as_much_as_its_original(book: Path) -> None:
    library = load(book).library
    pages = originals(library)
    assert len(pages) == 8
    for page in pages:
        copies = copies_of(library, page)
        assert len(copies) == COPIES - 1
        assert all(counts(copy) == counts(page) for copy in copies)


def test_links_follow_ups_and_back_links_stay_in_the_copy(book: Path) -> None:
    library = load(book).library
    relations = Relations(library)
    for page in originals(library):
        question = library.question(page.id)
        assert question
        expected = [copy_of(each.id, 2) for each in relations.follow_ups(question)]
        copy = library.question(copy_of(page.id, 2))
        assert copy
        assert [each.id for each in relations.follow_ups(copy)] == expected
    text = (book / "docs/en/normalization/rmsnorm-copy2.md").read_text()
    assert "(layernorm-copy2.md#short-answer)" in text
    assert "(../attention/self-attention-copy2.md)" in text
    assert "(../../assets/figures/norm.en.svg)" in text


def test_no_formula_of_a_copy_has_been_rendered_before(book: Path) -> None:
    library = load(book).library
    before = {formula.tex for page in originals(library) for formula in page.formulas}
    copied = {
        formula.tex
        for page in originals(library)
        for copy in copies_of(library, page)
        for formula in copy.formulas
    }
    assert len(copied) == (COPIES - 1) * len(before)
    assert not before & copied


def test_a_question_list_is_answered_by_the_first_copy_only(book: Path) -> None:
    answers = load(book).library.answers_by_item
    assert len(answers) == 6
    assert not [question.id for question in answers.values() if "-copy" in question.id]


@pytest.mark.parametrize("baseline", BASELINES, ids=lambda each: str(each.name))
def test_other_generators_get_the_same_text_without_our_templates(
    project: Project, tmp_path: Path, baseline: Baseline
) -> None:
    baseline.lay_out(project.root, tmp_path / "theirs")
    docs = tmp_path / "theirs" / "docs"
    assert (docs / "zh/index.md").read_text() == "# An index\n"
    page = "en/normalization/rmsnorm.md"
    assert (docs / page).read_text() == project.read(f"docs/{page}")


def test_a_ratio_has_two_figures_that_count() -> None:
    assert ratio(58.0, 20.0) == "2.9 ×"
    assert ratio(9.94, 1.0) == "9.9 ×"
    assert ratio(9.96, 1.0) == "10 ×"
    assert ratio(123.4, 1.0) == "123 ×"
    assert ratio(3.0, 4.0) == "0.75 ×"


def test_a_table_says_what_a_page_takes_and_what_others_take() -> None:
    build = Row("cold build", Cost(58, 400 * MEGABYTE), 348, {"other": Cost(20, 200 * MEGABYTE)})
    first = Result(174, 3, [build, Row("check of one question", Cost(1.234, MEGABYTE))])
    assert list(table(first, first)) == [
        "|  | seconds | ms a page | peak MB | other | MB | ratio |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        "| cold build | 58.0 | 166.7 | 400 | 20.0 | 200 | 2.9 × |",
        "| check of one question | 1.23 |  | 1 |  |  |  |",
    ]
    larger = Result(1740, 1, [Row("cold build", Cost(870, 3000 * MEGABYTE), 3480)])
    assert list(table(larger, first)) == [
        "|  | seconds | ms a page | peak MB | growth, 10 times the book |",
        "| --- | ---: | ---: | ---: | ---: |",
        "| cold build | 870.0 | 250.0 | 3,000 | 15 × |",
    ]


def test_what_is_written_by_hand_below_the_results_is_kept() -> None:
    measured = [Result(174, 3, [Row("cold build", Cost(58, MEGABYTE), 348)])]
    first = results(["a machine"], measured, ["## Formulas"])
    assert first.endswith(f"\n{KEPT}\n")
    by_hand = "\nOne process for all: 5 ×.\n\n## Not ours\n"
    later = [Result(174, 3, [Row("cold build", Cost(29, MEGABYTE), 348)])]
    second = results(["a machine"], later, ["## Formulas"], first + by_hand)
    assert second.endswith(f"\n{KEPT}\n{by_hand}")
    assert second.count(KEPT) == 1
    assert "58.0" not in second
    assert "| cold build | 29.0 |" in second
    assert results(["a machine"], later, ["## Formulas"], second) == second


def test_what_was_measured_before_a_failure_is_told_with_it() -> None:
    rows = [Row("cold build", Cost(58, MEGABYTE), 348)]
    text = results([], [Result(174, 3, rows, "python -m handbook check")], [])
    assert "| cold build | 58.0 |" in text
    assert "nothing more was measured: `python -m handbook check`." in text


def test_the_quickest_run_counts_and_the_most_memory() -> None:
    assert cheapest([Cost(2, 10), Cost(1, 30), Cost(3, 20)]) == Cost(1, 30)


def test_a_command_is_timed_with_its_memory_and_its_failure_said(tmp_path: Path) -> None:
    program = "import time; text = 'x' * 150_000_000; time.sleep(0.2)"
    cost = cost_of([sys.executable, "-c", program], tmp_path, tmp_path)
    assert 0.2 <= cost.seconds < 20
    assert 150 * MEGABYTE < cost.bytes < 1000 * MEGABYTE
    with pytest.raises(FailedError, match="no such book"):
        cost_of([sys.executable, "-c", "raise SystemExit('no such book')"], tmp_path, tmp_path)


def test_an_edit_is_waited_for_until_the_page_is_served(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "REST", 0.0)
    page = "docs/en/attention/kv-cache.md"
    edited = Edited(project.root / page, page, ready="data/tags.yml")
    command = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1"]
    with preview(command, project.root, tmp_path, edited) as server:
        seconds = seconds_to_page(server, edited, 2)
        assert "This is edit 2 of 2." in server.get(page)
    assert len(seconds) == 2
    assert all(0 < each < 20 for each in seconds)
    assert server.memory > MEGABYTE


def test_a_preview_that_ends_is_waited_for_no_longer(project: Project, tmp_path: Path) -> None:
    edited = Edited(project.root / RMSNORM_EN, "a/", ready="b/")
    command = [sys.executable, "-c", "raise SystemExit('no such port')"]
    with (
        pytest.raises(FailedError, match="no such port"),
        preview(command, project.root, tmp_path, edited),
    ):
        pass


def test_the_index_shows_a_level_where_the_questions_entry_has_it() -> None:
    entries = (
        '<li data-level="basic"><a href="../a/rope/">',
        '<li data-level="advanced"><a href="b/">',
    )
    html = "</li>".join(entries)
    assert shows_level("a/rope/", "basic", html)
    assert not shows_level("a/rope/", "advanced", html)
    assert not shows_level("a/ro/", "basic", html)
