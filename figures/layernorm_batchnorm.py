"""Over which entries LayerNorm and BatchNorm take their mean and variance."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.style import AMBER, FAINT, TEAL, Say, canvas, cell, write

WORDS = {
    "en": {
        "layer": "LayerNorm: one token,\nall its features",
        "batch": "BatchNorm: one feature,\nall tokens of the batch",
        "tokens": "$b \\cdot n$ tokens",
        "features": "$d$ features",
    },
    "zh": {
        "layer": "LayerNorm：一个 token，\n它的全部特征",
        "batch": "BatchNorm：一个特征，\nbatch 里的全部 token",
        "tokens": "$b \\cdot n$ 个 token",
        "features": "$d$ 个特征",
    },
}
ROWS, COLUMNS, SIDE = 5, 6, 0.36


def draw(say: Say) -> Figure:
    """Draw the same matrix twice, the entries of one statistic colored."""
    figure, axes = canvas(3.0)
    _matrix(axes, 0.65, "batch", say)
    _matrix(axes, 3.85, "layer", say)
    return figure


def _matrix(axes: Axes, left: float, key: str, say: Say) -> None:
    for row in range(ROWS):
        for column in range(COLUMNS):
            chosen = row == 1 if key == "layer" else column == 2
            color = (TEAL if key == "layer" else AMBER) if chosen else FAINT
            place = (left + column * SIDE, 2.0 - (row + 1) * SIDE)
            cell(axes, place, SIDE, color, "●" if chosen else "")
    middle = left + COLUMNS * SIDE / 2
    write(axes, (middle, 2.67), say(key), weight="bold", size=10.5)
    write(axes, (middle, 2.18), say("features"), size=10.5)
    write(axes, (left - 0.2, 2.0 - ROWS * SIDE / 2), say("tokens"), size=10.5, rotation=90)
