"""Compress a built site for a server that sends files as they are: `python -m tools.precompress`.

Writes `.gz` and `.br` beside each file of `site/` that gets smaller; nginx sends them by itself
(serving/nginx.conf). A host that compresses by itself, as GitHub Pages, Cloudflare Pages and
Netlify do, needs none of it.
"""

import argparse
import gzip
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import brotli

ROOT = Path(__file__).resolve().parent.parent
SUFFIXES = {".css", ".html", ".js", ".json", ".md", ".mjs", ".svg", ".txt", ".webmanifest", ".xml"}
SMALLEST = 1000
"""What has fewer bytes goes into one packet as it is."""

ENCODERS: Mapping[str, Callable[[bytes], bytes]] = {
    ".gz": lambda content: gzip.compress(content, 9, mtime=0),
    # At 11 it takes twice as long, for one byte in a hundred.
    ".br": lambda content: bytes(brotli.compress(content, quality=10)),
}


def precompress(file: Path) -> int:
    """Write what a file becomes beside it, with its time; return how many were written."""
    content = file.read_bytes()
    written = 0
    for suffix, encode in ENCODERS.items():
        beside = file.with_name(file.name + suffix)
        encoded = encode(content) if len(content) >= SMALLEST else content
        if len(encoded) < len(content):
            beside.write_bytes(encoded)
            times = file.stat()
            os.utime(beside, ns=(times.st_atime_ns, times.st_mtime_ns))
            written += 1
        else:
            beside.unlink(missing_ok=True)
    return written


def main() -> None:
    """Compress every file of the site, on all cores."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("site", nargs="?", type=Path, default=ROOT / "site")
    site: Path = parser.parse_args().site
    files = sorted(each for each in site.rglob("*") if each.suffix in SUFFIXES)
    if not files:
        parser.error(f"there is no site in {site}; run `make site` first")
    with ProcessPoolExecutor() as pool:
        written = sum(pool.map(precompress, files, chunksize=8))
    print(f"{written} files beside {len(files)}")


if __name__ == "__main__":
    main()
