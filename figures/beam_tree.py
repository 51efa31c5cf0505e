"""A tree that traps greedy decoding, and the way a beam of two takes through it."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.style import (
    AMBER,
    DARK,
    FAINT,
    GREY,
    TEAL,
    WHITE,
    Point,
    Say,
    box,
    canvas,
    line,
    write,
)

WORDS = {
    "en": {
        "start": "start",
        "greedy": "greedy: Ax, 0.20",
        "beam": "beam of 2: Bx, 0.36",
        "pruned": "pruned",
        "step_1": "after step 1",
        "step_2": "after step 2",
    },
    "zh": {
        "start": "开始",
        "greedy": "贪心：Ax，0.20",
        "beam": "束宽为 2：Bx，0.36",
        "pruned": "剪掉",
        "step_1": "第 1 步之后",
        "step_2": "第 2 步之后",
    },
}
FIRST = {"A": 0.5, "B": 0.4, "C": 0.1}
SECOND = {
    "A": {"x": 0.4, "y": 0.3, "z": 0.3},
    "B": {"x": 0.9, "y": 0.1},
    "C": {"x": 0.5, "y": 0.5},
}
"""The first tree of the page's worked example."""

WAYS = {"A": AMBER, "Ax": AMBER, "B": TEAL, "Bx": TEAL}
"""The colour of what greedy decoding and the beam end with."""

SIZE = (0.5, 0.36)


def draw(say: Say) -> Figure:
    """Draw the tree from left to right; probabilities stand on the branches."""
    figure, axes = canvas(3.9)
    write(axes, (2.65, 3.72), say("step_1"), size=10, color=GREY)
    write(axes, (4.65, 3.72), say("step_2"), size=10, color=GREY)
    rows = {"Ax": 3.3, "Ay": 2.86, "Az": 2.42, "Bx": 1.88, "By": 1.44, "Cx": 0.86, "Cy": 0.42}
    parents = {"A": 2.86, "B": 1.66, "C": 0.64}
    box(axes, (0.3, 1.66), (0.8, SIZE[1]), say("start"), FAINT)
    for token, chance in FIRST.items():
        color, y = WAYS.get(token, FAINT), parents[token]
        _branch(axes, (1.1, 1.84), (2.4, y + SIZE[1] / 2), f"{chance}", color)
        box(axes, (2.4, y), SIZE, token, color)
        for child, next_chance in SECOND[token].items():
            way = WAYS.get(token + child, FAINT)
            place = (4.4, rows[token + child] - SIZE[1] / 2)
            start = (2.4 + SIZE[0], y + SIZE[1] / 2)
            _branch(axes, start, (place[0], place[1] + SIZE[1] / 2), f"{next_chance}", way)
            box(axes, place, SIZE, token + child, way)
            total = f"{chance * next_chance:.2f}"
            look = {"weight": "bold"} if token + child in WAYS else {}
            write(axes, (5.15, rows[token + child]), total, size=10.5, **look)
    write(axes, (2.65, 0.48), say("pruned"), size=10, color=GREY)
    for y, key, color in ((3.3, "greedy", AMBER), (0.64, "beam", TEAL)):
        write(axes, (0.3, y), say(key), ha="left", size=10, color=DARK.get(color, color))
    return figure


def _branch(axes: Axes, start: Point, end: Point, chance: str, color: str) -> None:
    """Draw a branch, thicker on a way that is taken, with its probability above it."""
    line(axes, [start, end], color, 1.0 if color == FAINT else 2.2)
    place = (start[0] + 0.72 * (end[0] - start[0]), start[1] + 0.72 * (end[1] - start[1]))
    look = {"facecolor": WHITE, "edgecolor": "none", "pad": 1.0}
    write(axes, place, chance, size=10, color=DARK.get(color, color), bbox=look)
