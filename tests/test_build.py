"""The old site stays until the new one is whole."""

from pathlib import Path

from handbook.build import repair, swap


def folder(path: Path, page: str) -> None:
    path.mkdir()
    (path / "index.html").write_text(page)


def test_swap_puts_the_new_site_in_place_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    folder(tmp_path / "site", "old")
    folder(tmp_path / ".site-new", "new")
    swap(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert (tmp_path / "site" / "index.html").read_text() == "new"


def test_a_swap_interrupted_between_its_renames_is_repaired(tmp_path: Path) -> None:
    folder(tmp_path / ".site-old", "old")
    folder(tmp_path / ".site-new", "new")
    repair(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert (tmp_path / "site" / "index.html").read_text() == "old"


def test_a_build_interrupted_before_its_end_leaves_the_old_site(tmp_path: Path) -> None:
    folder(tmp_path / "site", "old")
    folder(tmp_path / ".site-new", "half")
    repair(tmp_path)
    assert (tmp_path / "site" / "index.html").read_text() == "old"
    assert not (tmp_path / ".site-new").exists()
