"""FlashAttention: a block of queries stays on the chip, keys and values stream past."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.style import (
    AMBER,
    BLUE,
    FAINT,
    GREEN,
    GREY,
    PALE,
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
        "slow": "in HBM: $Q$, $K$, $V$ and $Y$",
        "fast": "on the chip (SRAM)",
        "never": "dotted: scores, never written to HBM",
        "stays": "stays",
        "streams": "stream past",
        "tile": "scores of\none tile",
        "state": "maximum $m$,\nsum $\\ell$, output $o$",
    },
    "zh": {
        "slow": "HBM 中：$Q$、$K$、$V$、$Y$",
        "fast": "片上（SRAM）",
        "never": "虚线：分数，从不写入 HBM",
        "stays": "留在片上",
        "streams": "依次流过",
        "tile": "一块分数",
        "state": "最大值 $m$、\n总和 $\\ell$、输出 $o$",
    },
}
BLOCKS, NOW, SIDE, LOW = 5, (2, 3), 0.42, 0.5
LEFT, TOP = 0.65, 0.5 + 5 * 0.42
"""Of the grid of tiles; `NOW` is the row and column of the one being worked on."""


def draw(say: Say) -> Figure:
    """Draw the grid of tiles, the one being worked on, and what it needs."""
    figure, axes = canvas(3.95)
    write(axes, (1.85, 3.74), say("slow"), weight="bold", size=10.5)
    write(axes, (5.02, 3.74), say("fast"), weight="bold", size=10.5)
    for row in range(BLOCKS):
        y, current, done = TOP - (row + 1) * SIDE, row == NOW[0], row < NOW[0]
        _block(axes, (LEFT - 0.5, y), f"$Q_{row + 1}$", TEAL, current)
        text = f"$Y_{row + 1}$" if done else ""
        _block(axes, (LEFT + BLOCKS * SIDE + 0.1, y), text, GREEN if done else FAINT, False)
        for column in range(BLOCKS):
            color = AMBER if (row, column) == NOW else PALE[AMBER] if (row, column) < NOW else WHITE
            look: Look = {
                "facecolor": color,
                "edgecolor": FAINT,
                "linewidth": 0.8,
                "linestyle": ":",
            }
            axes.add_patch(Rectangle((LEFT + column * SIDE, y), SIDE, SIDE, **look))
    for column in range(BLOCKS):
        x, current = LEFT + column * SIDE, column == NOW[1]
        _block(axes, (x, TOP + 0.1), f"$V_{column + 1}$", BLUE, current)
        _block(axes, (x, TOP + 0.1 + SIDE), f"$K_{column + 1}$", BLUE, current)
    write(axes, (1.85, 0.22), say("never"), size=10, color=GREY)
    _chip(axes, say)
    return figure


def _chip(axes: Axes, say: Say) -> None:
    """Draw what one step has in fast memory."""
    box(axes, (3.75, 0.15), (2.5, 3.39), "", FAINT)
    write(axes, (4.26, 3.3), say("stays"), size=10)
    write(axes, (5.5, 3.3), say("streams"), size=10)
    _block(axes, (4.05, 2.66), f"$Q_{NOW[0] + 1}$", TEAL, True)
    _block(axes, (5.03, 2.66), f"$K_{NOW[1] + 1}$", BLUE, True)
    _block(axes, (5.55, 2.66), f"$V_{NOW[1] + 1}$", BLUE, True)
    axes.add_patch(Rectangle((4.2, 1.5), 0.7, 0.7, facecolor=AMBER, edgecolor=FAINT))
    arrow(axes, (4.26, 2.66), (4.42, 2.2))
    arrow(axes, (5.2, 2.66), (4.75, 2.2))
    write(axes, (4.98, 1.78), say("tile"), ha="left", size=10)
    box(axes, (3.95, 0.35), (2.1, 0.7), say("state"), GREEN)
    arrow(axes, (4.55, 1.5), (4.55, 1.05))
    arrow(axes, (5.8, 2.66), (5.8, 1.05))


def _block(axes: Axes, place: Point, text: str, color: str, is_now: bool) -> None:
    look: Look = {"facecolor": PALE[color], "edgecolor": color, "linewidth": 2.2 if is_now else 0.8}
    axes.add_patch(Rectangle(place, SIDE, SIDE, zorder=2 if is_now else 1, **look))
    write(axes, (place[0] + SIDE / 2, place[1] + SIDE / 2), text)
