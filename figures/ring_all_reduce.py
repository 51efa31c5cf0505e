"""A ring all-reduce on four GPUs: how many gradients every chunk sums up after each step."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.style import (
    AMBER,
    FAINT,
    GREY,
    INK,
    TEAL,
    Look,
    Point,
    Say,
    arrow,
    box,
    canvas,
    cell,
    write,
)

WORDS = {
    "en": {
        "start": "start",
        "ring": "the ring",
        "step": "step {0}",
        "scatter": "reduce-scatter: the receiver adds its own chunk",
        "gather": "all-gather: finished chunks go round",
        "key": "rows: GPUs, columns: chunks; number: gradients in the sum; frame: just received",
    },
    "zh": {
        "start": "开始",
        "ring": "环",
        "step": "第 {0} 步",
        "scatter": "reduce-scatter：收到一块，加上自己的那份",
        "gather": "all-gather：求完和的块沿环再传一圈",
        "key": "行：GPU；列：块；数字：这一块已加进几张卡的梯度；黑框：刚收到",
    },
}
GPUS, SIDE, LEFT, PITCH = 4, 0.28, 0.78, 1.42
"""The grids stand `PITCH` apart, four in a row, from `LEFT` on."""

COLORS = (FAINT, AMBER, AMBER, TEAL)
"""The colour of a sum of one gradient, of two, three and four."""


def draw(say: Say) -> Figure:
    """Draw the start and the three steps of either half, and the ring in the last place."""
    figure, axes = canvas(4.2)
    tops = (3.55, 1.68)
    for top, key in zip(tops, ("scatter", "gather"), strict=True):
        look: Look = {"ha": "left", "va": "baseline", "weight": "bold", "size": 10.5}
        write(axes, (LEFT, top + 0.42), say(key), **look)
        for gpu in range(GPUS):
            y = top - (gpu + 0.5) * SIDE
            write(axes, (LEFT - 0.08, y), f"GPU {gpu}", ha="right", size=10)
    counts = np.ones((GPUS, GPUS), dtype=int)
    _grid(axes, (LEFT, tops[0]), say("start"), counts)
    for step in range(2 * (GPUS - 1)):
        adding = step < GPUS - 1
        back = step if adding else step - GPUS
        before, received = counts.copy(), []
        for sender in range(GPUS):
            receiver, chunk = (sender + 1) % GPUS, (sender - back) % GPUS
            own = before[receiver, chunk] if adding else 0
            counts[receiver, chunk] = before[sender, chunk] + own
            received.append((receiver, chunk))
        column = step + 1 if adding else step + 1 - GPUS
        place = (LEFT + column * PITCH, tops[0 if adding else 1])
        _grid(axes, place, say("step").format(step + 1), counts, received)
    middle = LEFT + 3 * PITCH + GPUS * SIDE / 2
    write(axes, (middle, tops[1] + 0.1), say("ring"), size=10, va="baseline")
    _ring(axes, (middle, tops[1] - GPUS * SIDE / 2))
    write(axes, (LEFT - 0.6, 0.2), say("key"), ha="left", size=10, color=GREY)
    return figure


def _grid(
    axes: Axes,
    place: Point,
    title: str,
    counts: np.ndarray,
    received: list[tuple[int, int]] | None = None,
) -> None:
    """Draw, from its upper left corner, what all GPUs hold after a step."""
    left, top = place
    write(axes, (left + GPUS * SIDE / 2, top + 0.1), title, size=10, va="baseline")
    for (gpu, chunk), count in np.ndenumerate(counts):
        corner = (left + chunk * SIDE, top - (gpu + 1) * SIDE)
        cell(axes, corner, SIDE, COLORS[count - 1], str(count))
    for gpu, chunk in received or []:
        corner = (left + chunk * SIDE + 0.025, top - (gpu + 1) * SIDE + 0.025)
        look: Look = {"facecolor": "none", "edgecolor": INK, "linewidth": 1.4}
        axes.add_patch(Rectangle(corner, SIDE - 0.05, SIDE - 0.05, **look))


def _ring(axes: Axes, middle: Point) -> None:
    """Draw who sends to whom."""
    x, y, half, reach = *middle, 0.14, 0.42
    places = [(x - reach, y + reach), (x + reach, y + reach)]
    places += [(x + reach, y - reach), (x - reach, y - reach)]
    for gpu, (left, low) in enumerate(places):
        box(axes, (left - half, low - half), (2 * half, 2 * half), str(gpu), FAINT)
        to, on = places[(gpu + 1) % GPUS]
        right, up = np.sign(to - left), np.sign(on - low)
        start = (left + right * half, low + up * half)
        arrow(axes, start, (to - right * half, on - up * half), GREY)
