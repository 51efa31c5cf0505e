"""The old folder stays until the new one is whole."""

from pathlib import Path

import pytest

from handbook.folders import repair, replaced


def make(folder: Path, page: str) -> None:
    folder.mkdir()
    (folder / "index.html").write_text(page)


def test_a_new_folder_takes_the_old_ones_place_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    make(tmp_path / "site", "old")
    with replaced(tmp_path / "site") as new:
        (new / "index.html").write_text("new")
        assert (tmp_path / "site" / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert (tmp_path / "site" / "index.html").read_text() == "new"


def test_a_folder_that_fails_half_way_leaves_the_old_one(tmp_path: Path) -> None:
    make(tmp_path / "site", "old")

    def fail() -> None:
        with replaced(tmp_path / "site") as new:
            (new / "index.html").write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert (tmp_path / "site" / "index.html").read_text() == "old"


def test_a_swap_interrupted_between_its_renames_is_repaired(tmp_path: Path) -> None:
    make(tmp_path / ".site-old", "old")
    make(tmp_path / ".site-new-1", "new")
    repair(tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert (tmp_path / "site" / "index.html").read_text() == "old"


def test_a_run_killed_before_its_end_leaves_the_old_folder(tmp_path: Path) -> None:
    make(tmp_path / "site", "old")
    make(tmp_path / ".site-new-1", "half")
    repair(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == "old"
    assert not (tmp_path / ".site-new-1").exists()


def test_what_a_killed_run_goes_on_to_write_is_not_in_the_new_folder(tmp_path: Path) -> None:
    with replaced(tmp_path / "site") as killed:
        pass
    (tmp_path / "site").rename(killed.with_name(".site-new-1"))  # its process had another number
    with replaced(tmp_path / "site") as new:
        make(tmp_path / ".site-new-1", "late")
        (new / "index.html").write_text("new")
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["index.html"]
    assert (tmp_path / "site" / "index.html").read_text() == "new"
