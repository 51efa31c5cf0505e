"""Builds killed at any moment: what is served stays whole, and the next run mends the rest."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, sleep

import pytest

from handbook.cache import FOLDER
from handbook.folders import repair
from tests.sample import (
    RMSNORM_EN,
    RMSNORM_ZH,
    Project,
    copy_of,
    furnish,
    make_project,
    site_of,
)

KILLS = 30
PAGES = ("normalization/rmsnorm/index.html", "zh/normalization/rmsnorm/index.html")
"""One of each language, whose text says which edition it is of."""

LAST = "sw.js"
"""What is written last of all, with a digest of everything else."""


def start(project: Project) -> "subprocess.Popen[bytes]":
    """Begin to build the site, in a group of processes of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "handbook", "site"],
        cwd=project.root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def write_edition(project: Project, before: int, number: int) -> None:
    """Change a page in both languages, so that it names another edition."""
    for path in (RMSNORM_EN, RMSNORM_ZH):
        project.write(path, project.read(path).replace(f"edition{before}x", f"edition{number}x"))


def edition_in(site: Path) -> str:
    """Return the edition that both languages' pages are of; the site is whole."""
    assert "const EDITION" in (site / LAST).read_text(encoding="utf-8")
    editions = set()
    for page in PAGES:
        html = (site / page).read_text(encoding="utf-8")
        editions.add(html.partition("edition")[2].partition("x")[0])
    assert len(editions) == 1, f"a mixture of editions {editions}"
    return editions.pop()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = furnish(make_project(tmp_path / "project"))
    for path in (RMSNORM_EN, RMSNORM_ZH):
        text = project.read(path)
        place = text.index("## ")
        project.write(path, text[:place] + text[place:].replace("\n\n", "\n\nedition0x ", 1))
    project.sync()
    return project


def moments(longest: float) -> Iterator[float]:
    """Yield when to kill: at random, and often where the new site takes the old one's place."""
    chance = random.Random(10)  # noqa: S311 -- no secret
    for kill in range(KILLS):
        yield longest * (chance.uniform(0.9, 1.05) if kill % 3 == 0 else chance.uniform(0, 1))


def test_a_build_killed_at_any_moment_leaves_a_whole_site(project: Project, tmp_path: Path) -> None:
    begin = perf_counter()
    assert start(project).wait() == 0
    longest = perf_counter() - begin
    site = project.root / "site"
    shown = edition_in(site)
    assert shown == "0"
    for number, moment in enumerate(moments(longest), 1):
        write_edition(project, number - 1, number)
        run = start(project)
        sleep(moment)
        if number % 2:
            os.killpg(run.pid, signal.SIGKILL)
        else:
            run.kill()  # what it has started goes on
        run.wait()
        if site.exists():
            before, shown = shown, edition_in(site)
            assert shown in (before, str(number))
    assert start(project).wait() == 0
    assert edition_in(site) == str(KILLS)
    sleep(longest)  # until nothing of the killed runs is left
    assert edition_in(site) == str(KILLS)
    assert start(project).wait() == 0
    assert not [*project.root.glob(".site-*")]
    fresh = copy_of(project, tmp_path / "fresh", FOLDER, "site")
    assert start(fresh).wait() == 0
    assert site_of(project) == site_of(fresh)  # with what the cache has from killed runs


FILLS_FOREVER = """
import sys
from itertools import count
from pathlib import Path
from handbook.folders import replaced
folder = Path(sys.argv[1])
for edition in count():
    with replaced(folder) as new:
        for number in range(20):
            (new / f"{number}.txt").write_text(f"{sys.argv[2]} {edition}")
"""


def test_a_folder_is_whole_or_mended_whenever_its_maker_is_killed(tmp_path: Path) -> None:
    folder = tmp_path / "dist"
    for run in range(3 * KILLS):
        command = [sys.executable, "-c", FILLS_FOREVER, str(folder), str(run)]
        process = subprocess.Popen(command)
        while process.poll() is None and not any(tmp_path.glob(".dist-new-*")):
            sleep(0.001)
        sleep(run / 1000)
        process.kill()
        process.wait()
        repair(folder)
        assert [path.name for path in tmp_path.iterdir()] in ([], ["dist"])
        if folder.exists():
            assert len({path.read_text() for path in folder.iterdir()}) == 1
            assert len([*folder.iterdir()]) == 20
    assert folder.exists()
