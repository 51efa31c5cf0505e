"""Draw the figures: `python tools/figures.py`, or only those whose names are given.

The same bytes on every run: glyphs are paths of the locked fonts, ids are salted, no date is kept
and coordinates are rounded to a hundredth of a point.
"""

import importlib
import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager

from handbook.model import LOCALES

ROOT = Path(__file__).resolve().parent.parent
FIGURES = ROOT / "docs" / "assets" / "figures"
FONTS = ROOT / "fonts" / "node_modules" / "@expo-google-fonts" / "noto-sans-sc"
FONT_FILES = ("400Regular/NotoSansSC_400Regular.ttf", "700Bold/NotoSansSC_700Bold.ttf")
NOT_FIGURES = ("__init__", "style")

SETTINGS: dict[Any, Any] = {
    "font.family": "Noto Sans SC",
    "font.size": 11,
    "mathtext.fontset": "dejavusans",
    "svg.fonttype": "path",
    "svg.hashsalt": "figures",
    "figure.facecolor": "#ffffff",
    "axes.edgecolor": "#8a979a",
    "axes.labelcolor": "#1f2a2c",
    "axes.titlesize": 11,
    "axes.unicode_minus": False,
    "legend.frameon": False,
    "text.color": "#1f2a2c",
    "xtick.color": "#1f2a2c",
    "ytick.color": "#1f2a2c",
}

HEAD = re.compile(r"<\?xml.*?(?=<svg)", re.DOTALL)
METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
SCALE_OR_DECIMALS = re.compile(r"(?P<scale>scale\([^)]*\))|-?\d+\.\d{3,}(?:e-?\d+)?")


def names() -> list[str]:
    """Return the modules that draw a figure."""
    files = sorted((ROOT / "figures").glob("*.py"))
    return [file.stem for file in files if file.stem not in NOT_FIGURES]


def drawn(name: str) -> Iterator[tuple[str, str]]:
    """Yield the file name and the SVG of a figure, once, or for each language if it has words."""
    module = importlib.import_module(f"figures.{name}")
    words = getattr(module, "WORDS", None)
    stem = name.replace("_", "-")
    for locale in LOCALES if words else [None]:
        say = words[locale].__getitem__ if words and locale else str
        with mpl.rc_context(SETTINGS):
            svg = io.StringIO()
            module.draw(say).savefig(svg, format="svg", metadata={"Date": None})
        yield f"{stem}.{locale}.svg" if locale else f"{stem}.svg", _plain(svg.getvalue())


def _plain(svg: str) -> str:
    """Return an SVG without prolog and metadata, and with its coordinates rounded."""
    svg = METADATA.sub("", HEAD.sub("", svg))
    svg = SCALE_OR_DECIMALS.sub(_rounded, svg)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def _rounded(match: re.Match[str]) -> str:
    # A scale multiplies coordinates: it keeps its digits.
    return match[0] if match["scale"] else f"{round(float(match[0]), 2) + 0:g}"


def add_fonts() -> None:
    """Make the locked fonts known to matplotlib."""
    for file in FONT_FILES:
        font_manager.fontManager.addfont(str(FONTS / file))


def main(wanted: Sequence[str]) -> None:
    """Draw the figures named, or all of them, and remove those that nothing draws any more."""
    add_fonts()
    FIGURES.mkdir(parents=True, exist_ok=True)
    written = set()
    for name in wanted or names():
        for file, svg in drawn(name.replace("-", "_")):
            (FIGURES / file).write_text(svg, encoding="utf-8", newline="\n")
            written.add(file)
            print(file)
    for old in FIGURES.glob("*.svg") if not wanted else ():
        if old.name not in written:
            old.unlink()
            print(f"{old.name} removed")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main(sys.argv[1:])
