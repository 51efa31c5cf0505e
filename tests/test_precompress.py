"""What a server sends as it is: each text of a site, compressed beforehand."""

import gzip
from pathlib import Path

import brotli

from tools.precompress import SMALLEST, precompress


def test_what_gets_smaller_stands_compressed_beside_the_file_with_its_time(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("<p>一个词</p>" * 500, encoding="utf-8")
    assert precompress(page) == 2
    written = [tmp_path / f"index.html{suffix}" for suffix in (".gz", ".br")]
    assert gzip.decompress(written[0].read_bytes()) == page.read_bytes()
    assert brotli.decompress(written[1].read_bytes()) == page.read_bytes()
    assert {each.stat().st_mtime_ns for each in written} == {page.stat().st_mtime_ns}


def test_what_is_small_is_left_alone_and_loses_what_stood_beside_it(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("a" * SMALLEST)
    assert precompress(page) == 2
    page.write_text("a" * (SMALLEST - 1))
    assert precompress(page) == 0
    assert [*tmp_path.iterdir()] == [page]
