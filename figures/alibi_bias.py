"""ALiBi: what is added to the scores of one head, and the slopes of eight heads."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, FAINT, TEAL, Look, Say, canvas, cell, true_minus, write

WORDS = {
    "en": {
        "matrix": "added to the scores, slope 1/2",
        "query": "query",
        "key": "key",
        "slopes": "eight heads, eight slopes",
        "distance": "distance from query to key",
    },
    "zh": {
        "matrix": "加到分数上的偏置，斜率 1/2",
        "query": "查询",
        "key": "键",
        "slopes": "八个头，八种斜率",
        "distance": "查询到键的距离",
    },
}
SIZE, FARTHEST, LOWEST = 5, 64, -16


def draw(say: Say) -> Figure:
    """Draw a lower triangle of biases beside a fan of lines."""
    figure, axes = canvas(3.2)
    side, left, top = 0.46, 0.55, 2.5
    for row in range(SIZE):
        for column in range(SIZE):
            masked = column > row
            bias = (row - column) / 2
            text = "−∞" if masked else "0" if not bias else f"−{bias:g}"
            place = (left + column * side, top - (row + 1) * side)
            cell(axes, place, side, FAINT if masked else TEAL if not bias else AMBER, text)
    write(axes, (left + SIZE * side / 2, 2.98), say("matrix"), weight="bold", size=10.5)
    write(axes, (left + SIZE * side / 2, top + 0.14), say("key"), size=10)
    write(axes, (left - 0.2, top - SIZE * side / 2), say("query"), size=10, rotation=90)
    plot = figure.add_axes((0.565, 0.175, 0.345, 0.61))
    write(axes, (4.72, 2.98), say("slopes"), weight="bold", size=10.5)
    distance = np.arange(0, FARTHEST + 1)
    for head in range(1, 9):
        look: Look = {"color": TEAL, "alpha": 1.1 - 0.1 * head, "linewidth": 1.6}
        plot.plot(distance, -(2.0**-head) * distance, **look)
    for head in (2, 3, 8):
        y = -(2.0**-head) * FARTHEST
        plot.text(FARTHEST + 1, y, f"1/{2**head}", size=10, ha="left", va="center")
    plot.text(29, -13, "1/2", size=10, ha="left", va="center")
    plot.set(xlim=(0, FARTHEST), ylim=(LOWEST, 0.4), xlabel=say("distance"))
    plot.set(xticks=[0, 16, 32, 48, 64], yticks=[-16, -12, -8, -4, 0])
    true_minus(plot.yaxis)
    plot.xaxis.label.set_fontsize(10)
    plot.tick_params(labelsize=10)
    plot.spines[["top", "right"]].set_visible(False)
    return figure
