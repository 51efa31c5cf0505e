"""Where the keys and values of two sequences lie: in blocks anywhere, found by a table each."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.style import (
    AMBER,
    FAINT,
    GREY,
    PALE,
    PURPLE,
    TEAL,
    WHITE,
    Point,
    Say,
    arrow,
    canvas,
    write,
)

WORDS = {
    "en": {
        "first": "sequence 1:\nblock table",
        "second": "sequence 2:\nblock table",
        "pool": "pool: blocks of 4 tokens",
        "shared": "shared prefix: counted twice",
        "empty": "empty: only in last blocks",
        "free": "free block",
    },
    "zh": {
        "first": "序列 1：\n块表",
        "second": "序列 2：\n块表",
        "pool": "物理块池，每块 4 个 token",
        "shared": "共享的前缀：引用计数为 2",
        "empty": "空位：只在最后一块里",
        "free": "空闲块",
    },
}
TABLES = ((5, 1, 3), (5, 6))
"""The physical blocks of each sequence, in order."""

FILLED = {5: (PURPLE, 4), 1: (TEAL, 4), 3: (TEAL, 2), 6: (AMBER, 3)}
"""The colour of a physical block, and how many of its positions are used."""

BLOCKS, TOKENS = 8, 4
SIDE, SLOT = 0.68, 0.17


def draw(say: Say) -> Figure:
    """Draw the first table at the top, the second at the bottom, the pool between them."""
    figure, axes = canvas(3.8)
    left = 0.35
    for block in range(BLOCKS):
        x = left + block * (SIDE + 0.04)
        color, used = FILLED.get(block, (FAINT, 0))
        for token in range(TOKENS):
            fill = PALE[color] if token < used else WHITE
            edge = color if used else FAINT
            corner = (x + token * SLOT, 1.7)
            axes.add_patch(Rectangle(corner, SLOT, 0.44, facecolor=fill, edgecolor=edge))
        write(axes, (x + SIDE / 2, 1.58), f"{block}", size=10, color=GREY, va="top")
    for number, (table, color) in enumerate(zip(TABLES, (TEAL, AMBER), strict=True)):
        y = (3.1, 0.36)[number]
        write(axes, (left, y + 0.2), say(("first", "second")[number]), ha="left", size=10)
        for place, block in enumerate(table):
            x = 2.0 + place * 0.62
            shade = FILLED[block][0]
            axes.add_patch(Rectangle((x, y), 0.56, 0.4, facecolor=PALE[shade], edgecolor=color))
            write(axes, (x + 0.28, y + 0.2), f"{block}", size=10.5)
            _point(axes, (x + 0.28, y), block, is_above=number == 0, color=shade)
    write(axes, (6.1, 2.32), say("pool"), ha="right", size=10, color=GREY)
    for y, key in ((3.58, "shared"), (3.3, "empty"), (3.02, "free")):
        x = 4.0
        fill = {"shared": PALE[PURPLE], "empty": WHITE, "free": WHITE}[key]
        edge = {"shared": PURPLE, "empty": TEAL, "free": FAINT}[key]
        axes.add_patch(Rectangle((x, y - 0.08), SLOT, 0.16, facecolor=fill, edgecolor=edge))
        write(axes, (x + 0.26, y), say(key), ha="left", size=10)
    return figure


def _point(axes: Axes, start: Point, block: int, *, is_above: bool, color: str) -> None:
    x = 0.35 + block * (SIDE + 0.04) + SIDE / 2
    if is_above:
        arrow(axes, start, (x - 0.05, 2.16), color)
    else:
        arrow(axes, (start[0], start[1] + 0.4), (x + 0.05, 1.36), color)
