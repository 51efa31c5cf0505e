"""Figures as the site shows them: with their size, so that nothing moves when they come."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

FIGURES = Path("docs/assets/figures")
IMAGE = re.compile(r'<img (?P<attributes>[^>]*\bsrc="(?P<src>[^"]*)"[^>]*?) ?/?>')
SIZE = re.compile(r'<svg [^>]*?\bwidth="(?P<width>[\d.]+)pt" height="(?P<height>[\d.]+)pt"')
PIXELS_A_POINT = 96 / 72


class Size(NamedTuple):
    """How large a figure is when nothing narrows it, in CSS pixels."""

    width: int
    height: int


def figure_sizes(root: Path) -> Mapping[str, Size]:
    """Return the size of each figure below the project's folder, by its file's name."""
    heads = {path.name: _head(path) for path in (root / FIGURES).glob("*.svg")}
    found = {name: SIZE.match(head) for name, head in heads.items()}
    return {
        name: Size(_pixels(match["width"]), _pixels(match["height"]))
        for name, match in found.items()
        if match
    }


def _head(path: Path) -> str:
    """Return where a file says its size, from its root element on."""
    with path.open(encoding="utf-8") as file:
        text = file.read(2000)
    return text[text.find("<svg") :]


def _pixels(points: str) -> int:
    return round(float(points) * PIXELS_A_POINT)


def with_sizes(html: str, sizes: Mapping[str, Size]) -> str:
    """Return a page's HTML with the size of each figure, which is fetched when it is near.

    Args:
        html: a page's.
        sizes: by file name; an image that is not there stays as it is.
    """

    def sized(image: re.Match[str]) -> str:
        size = sizes.get(image["src"].rpartition("/")[2])
        if not size:
            return image[0]
        return (
            f'<img {image["attributes"]} width="{size.width}" height="{size.height}"'
            ' loading="lazy">'
        )

    return IMAGE.sub(sized, html)
