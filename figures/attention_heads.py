"""Multi-head attention: the width d split into heads, each with weights of its own."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.style import (
    AMBER,
    BLUE,
    FAINT,
    PALE,
    PURPLE,
    TEAL,
    WHITE,
    Look,
    Point,
    Say,
    arrow,
    box,
    canvas,
    write,
)

WORDS = {
    "en": {
        "project": "$Q$, $K$, $V$ of each head:\n$n \\times d_k$, $d_k = d / h$",
        "weights": "weights of each head:\n$n \\times n$, rows sum to 1",
        "concat": "outputs, concatenated:\n$n \\times d$, then $W_O$",
    },
    "zh": {
        "project": "每个头的 $Q$、$K$、$V$：\n$n \\times d_k$，$d_k = d / h$",
        "weights": "每个头的权重：\n$n \\times n$，每行和为 1",
        "concat": "各头输出拼接：\n$n \\times d$，再乘 $W_O$",
    },
}
COLORS = (TEAL, AMBER, BLUE, PURPLE)
TOKENS = 5
LEFT, WIDE = 0.2, 1.08


def draw(say: Say) -> Figure:
    """Draw four heads, with scores made up so that each looks at something else."""
    figure, axes = canvas(3.9)
    box(axes, (LEFT, 3.35), (4 * WIDE, 0.36), "$X:\\ n \\times d$", FAINT)
    rows, columns = np.indices((TOKENS, TOKENS))
    back = rows - columns
    scores = (-2.5 * back, 3.0 * (columns == 0), -2.5 * abs(back - 1), 0 * rows)
    for head, (color, score) in enumerate(zip(COLORS, scores, strict=True)):
        x = LEFT + head * WIDE
        middle = x + WIDE / 2
        arrow(axes, (middle, 3.35), (middle, 2.98))
        box(axes, (x + 0.06, 2.6), (WIDE - 0.12, 0.36), "$n \\times d_k$", color)
        arrow(axes, (middle, 2.6), (middle, 2.25))
        weights = np.exp(score) * (columns <= rows)
        weights /= weights.sum(axis=1, keepdims=True)
        _heat(axes, (middle - 0.45, 1.3), 0.9 / TOKENS, weights, color)
        arrow(axes, (middle, 1.26), (middle, 0.72))
        place = (x, 0.34)
        axes.add_patch(Rectangle(place, WIDE, 0.36, facecolor=PALE[color], edgecolor=color))
        write(axes, (middle, 0.52), "$n \\times d_k$")
    for y, key in ((2.78, "project"), (1.75, "weights"), (0.52, "concat")):
        write(axes, (LEFT + 4 * WIDE + 0.15, y), say(key), ha="left", size=10)
    return figure


def _heat(axes: Axes, place: Point, side: float, weights: np.ndarray, color: str) -> None:
    """Draw weights as squares, the darker the larger, the first row on top."""
    ink, paper = np.array(to_rgb(color)), np.array(to_rgb(WHITE))
    for (row, column), weight in np.ndenumerate(weights):
        corner = (place[0] + column * side, place[1] + (TOKENS - 1 - row) * side)
        fill = tuple(paper + (ink - paper) * float(weight))
        look: Look = {"facecolor": fill, "edgecolor": FAINT, "linewidth": 0.4}
        axes.add_patch(Rectangle(corner, side, side, **look))
