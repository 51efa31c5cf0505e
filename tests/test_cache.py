"""What is kept from run to run saves time and changes nothing: neither the site nor the checks."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from handbook.addresses import RECORD
from handbook.cache import FOLDER, Cache
from handbook.check import check
from handbook.load import load
from handbook.load.body import BODY, read_body
from tests.sample import (
    HOSTILE,
    MARKDOWN,
    RMSNORM_EN,
    RMSNORM_ZH,
    Project,
    copy_of,
    furnish,
    make_project,
    site_of,
)

KV_CACHE_EN = "docs/en/attention/kv-cache.md"
KV_CACHE_ZH = "docs/zh/attention/kv-cache.md"
ATTENTION_EN = "docs/en/attention/self-attention.md"


LOG = "build.log"
"""What a build has told."""


@dataclass(frozen=True)
class Replace:
    """Replaces a text in a file, or in all pages and data and in the names of files."""

    old: str
    new: str
    path: str | None = None

    def __call__(self, project: Project) -> None:
        for path in [Path(self.path)] if self.path else files(project):
            if (project.root / path).exists():
                text = project.read(path.as_posix())
                if self.old in text:
                    project.write(path.as_posix(), text.replace(self.old, self.new))
                if not self.path:
                    place = project.root / path
                    place.rename(place.with_name(place.name.replace(self.old, self.new)))


@dataclass(frozen=True)
class Remove:
    """Removes a page, the links to its question, and its address from the record."""

    path: str

    def __call__(self, project: Project) -> None:
        if not (project.root / self.path).exists():
            return
        project.remove(self.path)
        _, locale, topic, name = Path(self.path).with_suffix("").parts
        link = re.compile(rf"\]\({name}\.md[^)]*\)")
        for path in (project.root / "docs").rglob("*.md"):
            text = link.sub("](https://arxiv.org/abs/1706.03762)", path.read_text("utf-8"))
            path.write_text(text, encoding="utf-8")
        address = f"\n/zh/{topic}/{name}/\n" if locale == "zh" else f"\n/{topic}/{name}/\n"
        record = project.read(RECORD.as_posix())
        project.write(RECORD.as_posix(), record.replace(address, "\n"))


@dataclass(frozen=True)
class Restore:
    """Takes back all that was done to pages and data."""

    def __call__(self, project: Project) -> None:
        for folder in ("data", "docs"):
            shutil.rmtree(project.root / folder)
        make_project(project.root)


@dataclass(frozen=True)
class Sync:
    """Records that both languages say the same, and what has been published."""

    def __call__(self, project: Project) -> None:
        project.sync()
        project.record_addresses()


@dataclass(frozen=True)
class Damage:
    """Cuts entries of the cache off, empties, overwrites, deletes them."""

    def __call__(self, project: Project) -> None:
        for number, path in enumerate(entries(project)):
            content = path.read_bytes()
            path.write_bytes((content[: len(content) // 2], b"", bytes(9), content)[number % 4])
            if number % 5 == 0:
                path.unlink()


@dataclass(frozen=True)
class Together:
    """Does one thing and then another, where either alone would be a mistake."""

    edits: tuple["Edit", ...]

    def __call__(self, project: Project) -> None:
        for edit in self.edits:
            edit(project)


Edit = Replace | Remove | Restore | Sync | Damage | Together

SOUND: tuple[Edit, ...] = (
    Together(
        (
            Replace("A long one.", "A long one, with $`z^3`$.", KV_CACHE_EN),
            Replace("一个详细的解释。", "一个详细的解释，含 $`z^3`$。", KV_CACHE_ZH),
        )
    ),
    Together(
        (
            Replace("(../attention/self-attention.md)", "(layernorm.md)", RMSNORM_EN),
            Replace("(../attention/self-attention.md)", "(layernorm.md)", RMSNORM_ZH),
        )
    ),
    Replace("A long one.", "One " + "word " * 300 + "more.", ATTENTION_EN),
    Replace("It is cheap.", "It is not dear.", RMSNORM_EN),
    Replace("# What is RMSNorm?", "# What is RMSNorm good for?", RMSNORM_EN),
    Replace("aliases: [root mean", "aliases: [the root mean", RMSNORM_EN),
    Replace("tags: [normalization, formula]", "tags: [normalization, attention]"),
    Replace("tags: [attention, formula]", "tags: [attention, formula, normalization]"),
    Replace("level: advanced", "level: intermediate"),
    Replace("checked: 2026-11-22", "checked: 2026-11-23"),
    Replace("kv-cache", "key-cache"),
    Replace("key-cache", "kv-cache"),
    Replace("self-attention", "attention-itself"),
    Replace("What is the KV cache?", "What is a KV cache?", "data/questions.yml"),
    Replace("Scaling activations.", "Scaling all activations.", "data/tags.yml"),
    Replace("questions: [rmsnorm, ", "questions: [layernorm, rmsnorm, ", "data/paths.yml"),
    Replace('svg"/>', 'svg" width="30" height="20"/>', "docs/assets/figures/norm.en.svg"),
    Replace('id="think"', 'id="think" lang="en"', "overrides/question.html"),
    Remove(KV_CACHE_EN),
    Remove(KV_CACHE_ZH),
    Restore(),
    Sync(),
    Damage(),
)
"""After which the site can be built, whatever was edited before."""

BROKEN: tuple[Edit, ...] = (
    Replace("[Paper]", "[The paper](https://example.org) and [Paper]", KV_CACHE_EN),
    Replace("self-attention.md#explanation", "self-attention.md#no-such", KV_CACHE_ZH),
    Replace("## 详细解释", "## 解释", RMSNORM_ZH),
    Replace("tags: [attention, formula]", "tags: [attention, unheard-of]", KV_CACHE_EN),
    Replace("It is cheap.", "It is <b>cheap</b>.", RMSNORM_EN),
    Replace("# An index", "# An index of [one](rmsnorm.md#no-such)", "docs/en/paths/index.md"),
)
"""After which there is an error."""

SITES = st.lists(st.lists(st.sampled_from(SOUND), min_size=1, max_size=3), max_size=5)
CHECKS = st.lists(st.lists(st.sampled_from(SOUND + BROKEN), min_size=1, max_size=3), max_size=8)
"""What is edited before each of some builds, and of some checks."""


def files(project: Project) -> list[Path]:
    """Return the pages and the data of a project."""
    found = (path for name in ("data", "docs") for path in (project.root / name).rglob("*.*"))
    return sorted(path.relative_to(project.root) for path in found)


def entries(project: Project) -> list[Path]:
    """Return the files of the cache."""
    return sorted((project.root / FOLDER).glob("*"))


def build(project: Project) -> "subprocess.Popen[str]":
    """Begin to build the site."""
    command = [sys.executable, "-m", "handbook", "site"]
    with (project.root / LOG).open("w") as log:
        return subprocess.Popen(command, cwd=project.root, stdout=log, stderr=log, text=True)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The tiny project with a site and a cache, to be copied."""
    project = furnish(make_project(tmp_path_factory.mktemp("sound")))
    assert build(project).wait() == 0
    return project


@pytest.fixture
def project(sound: Project, tmp_path: Path) -> Project:
    return copy_of(sound, tmp_path / "project")


@settings(
    max_examples=int(os.environ.get("CACHE_EXAMPLES", "6")),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a build is too slow to shrink by
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sequence=SITES)
def test_a_build_with_the_cache_equals_one_without_after_any_edits(
    sound: Project, tmp_path: Path, sequence: list[list[Edit]]
) -> None:
    project = copy_of(sound, tmp_path / "with")
    for edits in sequence:
        for edit in edits:
            edit(project)
        fresh = copy_of(project, tmp_path / "without", FOLDER, "site")
        runs = [build(project), build(fresh)]
        assert [run.wait() for run in runs] == [0, 0]
        ours, theirs = site_of(project), site_of(fresh)
        assert [name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)] == []


def test_only_the_edited_page_is_made_anew(project: Project) -> None:
    cache = Cache(project.root)
    for path in entries(project):
        text = cache.get(path.name) or ""
        if text.startswith('{"html"'):
            cache.put(path.name, text.replace("</body>", "from the cache</body>"))
    Replace("It is cheap.", "It is dear.", RMSNORM_EN)(project)
    assert build(project).wait() == 0
    pages = (project.root / "site").rglob("index.html")
    kept = {page.parent.name for page in pages if "from the cache" in page.read_text("utf-8")}
    assert kept == {"layernorm", "self-attention", "kv-cache"}
    english, chinese = (
        project.read(f"site/{prefix}normalization/rmsnorm/index.html") for prefix in ("", "zh/")
    )
    assert "It is dear." in english
    assert "from the cache" not in english + chinese


def test_a_page_that_warns_warns_again(project: Project) -> None:
    link = "[one](../attention/kv-cache.md#no-such)"
    Replace("# An index", f"# An index\n\n{link}", "docs/en/normalization/index.md")(project)
    for _ in range(2):
        assert build(project).wait() != 0
        assert "no-such" in project.read(LOG)


@pytest.mark.parametrize(
    "path", ["data/tags.yml", RMSNORM_EN, "overrides/main.html", "docs/new.svg"]
)
def test_what_was_made_while_somebody_edited_is_not_kept(project: Project, path: str) -> None:
    cache = Cache(project.root)
    names = [path.name for path in entries(project)]
    cache.offer("one", "made before the edit or after it")
    cache.accept()
    assert cache.get("one") is not None
    cache.offer("other", "made before the edit or after it")
    project.write(path, "edited")
    cache.accept()
    assert sorted([*names, "one"]) == [path.name for path in entries(project)]


def test_what_nobody_asks_for_is_dropped_in_time(project: Project) -> None:
    before = entries(project)
    for path in before[:3]:
        os.utime(path, (0, 0))
    (project.root / FOLDER / ".new-left-by-a-killed-run").touch()
    os.utime(project.root / FOLDER / ".new-left-by-a-killed-run", (0, 0))
    Cache(project.root).sweep()
    assert entries(project) == before[3:]


def test_a_file_that_cannot_be_read_is_a_line_and_no_traceback(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_bytes(path: Path, read: Callable[[Path], bytes] = Path.read_bytes) -> bytes:
        if path.name == "tags.yml":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    cache = Cache(project.root)
    found = check(load(project.root, cache), cache=cache)
    assert "data/tags.yml:1: cannot be read: Permission denied; make it a readable file" in map(
        str, found
    )


def test_without_a_place_for_it_everything_works(project: Project) -> None:
    shutil.rmtree(project.root / FOLDER)
    (project.root / FOLDER).write_text("no folder", encoding="utf-8")
    assert build(project).wait() == 0


@settings(max_examples=30, deadline=None)
@given(sequence=CHECKS, release=st.booleans())
def test_remembered_verdicts_are_those_of_a_new_look(
    tmp_path_factory: pytest.TempPathFactory, sequence: list[list[Edit]], release: bool
) -> None:
    project = make_project(tmp_path_factory.mktemp("verdicts"))
    (project.root / FOLDER).mkdir()
    project.write("overrides/question.html", 'id="think"> hb-onward')
    cache = Cache(project.root)
    for edits in [[], *sequence, []]:
        for edit in edits:
            edit(project)
        new_look = check(load(project.root), release=release)
        assert check(load(project.root, cache), release=release, cache=cache) == new_look
    shutil.rmtree(project.root)


@given(body=MARKDOWN | HOSTILE, first_line=st.integers(1, 99))
def test_a_body_comes_back_as_it_was_read(body: str, first_line: int) -> None:
    read = read_body(body, first_line)
    assert BODY.validate_json(BODY.dump_json(read)) == read
