"""The feed-forward network of a block, plain and gated, with its shapes."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.style import AMBER, BLUE, FAINT, TEAL, Say, arrow, box, canvas, write

WORDS = {
    "en": {
        "plain": "plain: $2dm$ weights",
        "gated": "gated (SwiGLU): $3dm$ weights",
        "activation": "activation",
        "gate": "gate: $W$",
        "up": "up: $V$",
    },
    "zh": {
        "plain": "普通：$2dm$ 个权重",
        "gated": "门控（SwiGLU）：$3dm$ 个权重",
        "activation": "激活函数",
        "gate": "gate：$W$",
        "up": "up：$V$",
    },
}


def draw(say: Say) -> Figure:
    """Draw the two side by side, a token's vector coming in at the bottom."""
    figure, axes = canvas(3.9)
    _plain(axes, 1.35, say)
    _gated(axes, 4.6, say)
    return figure


def _ends(axes: Axes, x: float, title: str) -> None:
    """Draw what both have in common: the title, the input, the way down and the output."""
    write(axes, (x, 3.68), title, weight="bold", size=10.5)
    box(axes, (x - 0.5, 0.2), (1.0, 0.36), "$x$:  $d$", FAINT)
    box(axes, (x - 0.5, 3.08), (1.0, 0.36), "$y$:  $d$", FAINT)
    box(axes, (x - 0.55, 2.46), (1.1, 0.38), "$W_2$", BLUE)
    arrow(axes, (x, 2.84), (x, 3.08))


def _plain(axes: Axes, x: float, say: Say) -> None:
    _ends(axes, x, say("plain"))
    box(axes, (x - 0.55, 0.83), (1.1, 0.38), "$W_1$", TEAL)
    box(axes, (x - 1.05, 1.6), (2.1, 0.42), f"{say('activation')}:  $m$", AMBER)
    for low, high in ((0.56, 0.83), (1.21, 1.6), (2.02, 2.46)):
        arrow(axes, (x, low), (x, high))


def _gated(axes: Axes, x: float, say: Say) -> None:
    _ends(axes, x, say("gated"))
    for side, name in ((-0.8, "gate"), (0.8, "up")):
        box(axes, (x + side - 0.55, 0.83), (1.1, 0.38), say(name), TEAL)
        arrow(axes, (x + side / 4, 0.56), (x + side, 0.83))
    box(axes, (x - 0.8 - 0.55, 1.43), (1.1, 0.38), "SiLU:  $m$", AMBER)
    arrow(axes, (x - 0.8, 1.21), (x - 0.8, 1.43))
    write(axes, (x, 2.06), "$\\odot$", size=18)
    write(axes, (x + 0.22, 2.26), "$m$", ha="left")
    arrow(axes, (x - 0.8, 1.81), (x - 0.15, 2.02))
    arrow(axes, (x + 0.8, 1.21), (x + 0.13, 1.97))
    arrow(axes, (x, 2.2), (x, 2.46))
