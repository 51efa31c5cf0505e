"""Where the normalization stands in post-norm and in pre-norm."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.style import AMBER, INK, RED, TEAL, Say, arrow, box, canvas, line, write

WORDS = {
    "en": {
        "post": "post-norm",
        "pre": "pre-norm",
        "norm": "norm",
        "sublayer": "sublayer $F_l$",
        "blocked": "normalized after\nevery addition",
        "clear": "identity\npath",
    },
    "zh": {
        "post": "Post-Norm",
        "pre": "Pre-Norm",
        "norm": "归一化",
        "sublayer": "子层 $F_l$",
        "blocked": "每次相加之后\n都要归一化",
        "clear": "恒等\n通路",
    },
}
SIZE = (1.25, 0.42)


def draw(say: Say) -> Figure:
    """Draw the two side by side, the input at the bottom."""
    figure, axes = canvas(4.0)
    _post(axes, 0.95, say)
    _pre(axes, 4.1, say)
    for x in (0.95, 4.1):
        write(axes, (x, 0.15), "$x_l$")
        write(axes, (x, 3.38), "$x_{l+1}$")
    return figure


def _plus(axes: Axes, x: float, y: float) -> None:
    circle = {"boxstyle": "circle,pad=0.12", "facecolor": "#ffffff", "edgecolor": INK}
    write(axes, (x, y), "+", weight="bold", bbox=circle)


def _branch(axes: Axes, x: float, low: float, high: float) -> float:
    """Draw the way from the stream to the right and back; return the middle of the branch."""
    middle = x + 1.15
    line(axes, [(x, low), (middle, low)])
    arrow(axes, (middle, high), (x + 0.14, high))
    return middle


def _post(axes: Axes, x: float, say: Say) -> None:
    write(axes, (x + 0.6, 3.78), say("post"), weight="bold")
    middle = _branch(axes, x, 0.7, 2.2)
    box(axes, (middle - SIZE[0] / 2, 1.2), SIZE, say("sublayer"), TEAL)
    arrow(axes, (middle, 0.7), (middle, 1.2))
    line(axes, [(middle, 1.62), (middle, 2.2)])
    arrow(axes, (x, 0.3), (x, 2.05))
    _plus(axes, x, 2.2)
    arrow(axes, (x, 2.35), (x, 2.6))
    box(axes, (x - SIZE[0] / 2, 2.6), SIZE, say("norm"), AMBER)
    arrow(axes, (x, 3.02), (x, 3.25))
    write(axes, (x + 0.75, 2.81), say("blocked"), ha="left", size=10.5, color=RED)


def _pre(axes: Axes, x: float, say: Say) -> None:
    write(axes, (x + 0.6, 3.78), say("pre"), weight="bold")
    middle = _branch(axes, x, 0.7, 2.75)
    box(axes, (middle - SIZE[0] / 2, 1.0), SIZE, say("norm"), AMBER)
    box(axes, (middle - SIZE[0] / 2, 1.8), SIZE, say("sublayer"), TEAL)
    arrow(axes, (middle, 0.7), (middle, 1.0))
    arrow(axes, (middle, 1.42), (middle, 1.8))
    line(axes, [(middle, 2.22), (middle, 2.75)])
    arrow(axes, (x, 0.3), (x, 2.6))
    _plus(axes, x, 2.75)
    arrow(axes, (x, 2.9), (x, 3.25))
    write(axes, (x - 0.14, 1.6), say("clear"), ha="right", size=10.5, color=TEAL)
