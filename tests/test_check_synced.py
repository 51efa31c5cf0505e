"""Whether the two pages were compared since either changed."""

import re
from itertools import count

from handbook.load import load
from handbook.load.pages import digest
from tests.sample import RMSNORM_EN, RMSNORM_ZH, Project


def test_a_page_whose_twin_has_changed_is_stale(project: Project) -> None:
    project.edit(RMSNORM_EN, "The formula has no mean:", "There is no mean:")

    assert project.check() == [
        f"{RMSNORM_ZH}:8: stale: the English page has changed; "
        "compare the two, then run `handbook sync rmsnorm`"
    ]
    assert project.severities() == {"warning"}


def test_front_matter_does_not_make_the_twin_stale(project: Project) -> None:
    project.edit(RMSNORM_EN, "aliases: [root mean square norm]", "aliases: [RMS norm]")

    assert project.check() == []


def test_two_pages_never_compared_are_one_warning(project: Project) -> None:
    for path in RMSNORM_EN, RMSNORM_ZH:
        project.write(path, re.sub("synced: .*\n", "", project.read(path)))

    assert project.check() == [f"{RMSNORM_EN}:1: never compared; run `handbook sync rmsnorm`"]
    assert project.severities() == {"warning"}


def test_errors_come_first(project: Project) -> None:
    project.edit(RMSNORM_EN, "The formula has no mean:", "The formula has <b>no</b> mean:")

    (problem,) = project.check()
    assert "raw HTML '<b>'" in problem


def test_sync_replaces_or_appends_one_line_and_touches_nothing_else(project: Project) -> None:
    english = project.read(RMSNORM_EN).replace("\n", "\r\n")
    (project.root / RMSNORM_EN).write_bytes(re.sub("synced: .*\r\n", "", english).encode())
    project.edit(RMSNORM_ZH, "公式里没有均值：", "公式中没有均值：")
    chinese = project.read(RMSNORM_ZH)
    question = load(project.root).library.question("rmsnorm")
    assert question is not None

    project.sync()

    assert (project.root / RMSNORM_EN).read_bytes().decode() == re.sub(
        "synced: .*\r", f"synced: {question.pages['zh'].digest}\r", english
    )
    assert project.read(RMSNORM_ZH) == chinese  # the English body is as it was
    assert project.check() == []


def test_a_digest_that_looks_like_a_number_stays_a_text(project: Project) -> None:
    body = project.read(RMSNORM_EN).split("---\n", 2)[2]
    number = next(n for n in count() if digest(f"{body}\n{n}\n").isdigit())
    project.write(RMSNORM_EN, f"{project.read(RMSNORM_EN)}\n{number}\n")

    project.sync()

    assert project.check() == []
    quoted = digest(f"{body}\n{number}\n")
    assert f"synced: '{quoted}'\n" in project.read(RMSNORM_ZH)
