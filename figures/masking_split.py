"""What BERT's rule does with 100 tokens: 85 left alone, 12 masked, 1.5 random, 1.5 kept."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.style import (
    AMBER,
    BLUE,
    DARK,
    FAINT,
    GREY,
    PALE,
    RED,
    TEAL,
    WHITE,
    Look,
    Point,
    Say,
    canvas,
    line,
    write,
)

WORDS = {
    "en": {
        "tokens": "100 tokens",
        "rest": "85 not selected: context, no loss",
        "selected": "15 selected: loss",
        "masked": "12\n[MASK]",
        "random": "1.5\nrandom",
        "kept": "1.5\nkept",
        "changed": "13.5 changed in the input",
    },
    "zh": {
        "tokens": "100 个 token",
        "rest": "85 个未选中：只作上下文，没有损失",
        "selected": "15 个选中：有损失",
        "masked": "12 个\n[MASK]",
        "random": "1.5 个\n随机",
        "kept": "1.5 个\n不变",
        "changed": "13.5 个在输入里被改动",
    },
}
LEFT, LENGTH, HEIGHT = 0.3, 5.8, 0.46
SELECTED = (("masked", 80, AMBER), ("random", 10, RED), ("kept", 10, BLUE))
"""The parts of the selected tokens, with their percentages of these."""


def draw(say: Say) -> Figure:
    """Draw the bar of all tokens, and below it the selected ones enlarged."""
    figure, axes = canvas(2.9)
    split = LEFT + 0.85 * LENGTH
    end = LEFT + LENGTH
    write(axes, (LEFT, 2.68), say("tokens"), ha="left", weight="bold")
    write(axes, (end, 2.68), say("selected"), ha="right", weight="bold", color=TEAL)
    _part(axes, (LEFT, 2.05), split - LEFT, FAINT)
    write(axes, ((LEFT + split) / 2, 2.05 + HEIGHT / 2), say("rest"), color=GREY)
    start = split
    for _, share, color in SELECTED:
        stop = start + 0.15 * LENGTH * share / 100
        _part(axes, (start, 2.05), stop - start, color)
        start = stop
    line(axes, [(split, 2.03), (LEFT, 1.52)], FAINT, 1)
    line(axes, [(end, 2.03), (end, 1.52)], FAINT, 1)
    start = LEFT
    for key, share, color in SELECTED:
        stop = start + LENGTH * share / 100
        _part(axes, (start, 0.82), stop - start, color, 0.68)
        look: Look = {"size": 10, "color": DARK.get(color, color)}
        write(axes, ((start + stop) / 2, 1.16), say(key), **look)
        write(axes, ((start + stop) / 2, 0.64), f"{share}%", size=10, color=GREY)
        start = stop
    changed = LEFT + 0.9 * LENGTH
    line(axes, [(LEFT, 0.44), (LEFT, 0.36), (changed, 0.36), (changed, 0.44)], GREY)
    write(axes, ((LEFT + changed) / 2, 0.18), say("changed"), size=10.5, color=GREY)
    return figure


def _part(axes: Axes, place: Point, width: float, color: str, height: float = HEIGHT) -> None:
    look: Look = {"facecolor": PALE[color], "edgecolor": WHITE, "linewidth": 2}
    axes.add_patch(Rectangle(place, width, height, **look))
