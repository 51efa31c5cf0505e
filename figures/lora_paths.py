"""Where LoRA, an adapter and a prefix put their trained numbers, in the way of the data."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.style import (
    AMBER,
    DARK,
    FAINT,
    GREY,
    INK,
    WHITE,
    Look,
    Say,
    arrow,
    box,
    canvas,
    legend_entry,
    line,
    write,
)

WORDS = {
    "en": {
        "lora": "LoRA",
        "adapter": "adapter",
        "prefix": "prefix",
        "frozen": "frozen",
        "trained": "trained",
        "sublayer": "sublayer",
        "attention": "attention",
        "keys": "keys $K$",
        "values": "values $V$",
        "lora_note": "parallel; can be\nadded into $W_0$",
        "adapter_note": "in sequence: extra\nlayers for each token",
        "prefix_note": "more positions to\nread in each layer",
    },
    "zh": {
        "lora": "LoRA",
        "adapter": "Adapter",
        "prefix": "前缀微调",
        "frozen": "冻结",
        "trained": "训练",
        "sublayer": "子层",
        "attention": "注意力",
        "keys": "键 $K$",
        "values": "值 $V$",
        "lora_note": "并行；能并进 $W_0$",
        "adapter_note": "串行；每个 token\n多过几层",
        "prefix_note": "每一层都要\n多读一些位置",
    },
}
HIGH = 0.4


def draw(say: Say) -> Figure:
    """Draw the three side by side, the input at the bottom."""
    figure, axes = canvas(4.6)
    for x, key in ((1.05, "lora"), (3.2, "adapter"), (5.35, "prefix")):
        write(axes, (x, 4.4), say(key), weight="bold")
        write(axes, (x, 0.62), say(f"{key}_note"), size=10, color=GREY)
    for x in (2.12, 4.28):
        line(axes, [(x, 0.4), (x, 4.5)], "#dfe4e5", 1)
    _lora(axes, 1.05)
    _adapter(axes, 3.2, say)
    _prefix(axes, 5.35, say)
    for x, color, key in ((2.05, FAINT, "frozen"), (3.55, AMBER, "trained")):
        legend_entry(axes, (x, 0.08), say(key), color)
    return figure


def _circle(axes: Axes, x: float, y: float, text: str = "+") -> None:
    circle: Look = {"boxstyle": "circle,pad=0.12", "facecolor": WHITE, "edgecolor": INK}
    write(axes, (x, y), text, weight="bold", bbox=circle)


def _lora(axes: Axes, x: float) -> None:
    left, right = x - 0.45, x + 0.5
    write(axes, (x, 1.12), "$x$")
    arrow(axes, (x - 0.06, 1.24), (left, 1.75))
    arrow(axes, (x + 0.06, 1.24), (right, 1.6))
    box(axes, (left - 0.42, 1.75), (0.84, 1.05), "$W_0$", FAINT)
    box(axes, (right - 0.25, 1.6), (0.5, HIGH), "$A$", AMBER)
    box(axes, (right - 0.25, 2.35), (0.5, HIGH), "$B$", AMBER)
    arrow(axes, (right, 2.0), (right, 2.35))
    write(axes, (right + 0.08, 2.16), "$r$", ha="left", size=10.5)
    arrow(axes, (left, 2.8), (x - 0.1, 3.27))
    arrow(axes, (right, 2.75), (x + 0.1, 3.27))
    write(axes, (x + 0.42, 3.08), "$\\times\\,\\alpha/r$", ha="left", size=10.5)
    _circle(axes, x, 3.38)
    arrow(axes, (x, 3.53), (x, 3.85))
    write(axes, (x, 4.0), "$y$")


def _adapter(axes: Axes, x: float, say: Say) -> None:
    stream, branch = x - 0.45, x + 0.4
    write(axes, (stream, 1.08), "$x$")
    arrow(axes, (stream, 1.2), (stream, 1.4))
    box(axes, (stream - 0.45, 1.4), (0.9, HIGH), say("sublayer"), FAINT)
    arrow(axes, (stream, 1.8), (stream, 3.23))
    write(axes, (stream - 0.1, 2.1), "$h$", ha="right")
    line(axes, [(stream, 2.0), (branch, 2.0)])
    arrow(axes, (branch, 2.0), (branch, 2.15))
    line(axes, [(branch, 2.45), (branch, 2.99)])
    for low, name in ((2.15, "$D$"), (2.99, "$U$")):
        box(axes, (branch - 0.3, low), (0.6, 0.3), name, AMBER)
    _circle(axes, branch, 2.72, "$\\sigma$")
    line(axes, [(branch, 3.29), (branch, 3.38)])
    arrow(axes, (branch, 3.38), (stream + 0.14, 3.38))
    _circle(axes, stream, 3.38)
    arrow(axes, (stream, 3.53), (stream, 3.85))
    write(axes, (stream, 4.0), "$h + U\\sigma(Dh)$")


def _prefix(axes: Axes, x: float, say: Say) -> None:
    side, left, middle = 0.27, x - 0.81, x + 0.1
    write(axes, (middle, 1.08), "$q$")
    for place in range(6):
        color = AMBER if place < 2 else FAINT
        center = left + (place + 0.5) * side
        for low in (1.62, 2.64):
            box(axes, (left + place * side + 0.02, low), (side - 0.04, 0.32), color=color)
        line(axes, [(middle, 1.2), (center, 1.6)], color, 1)
        line(axes, [(center, 2.98), (middle, 3.38)], color, 1)
    for y, prefix, own in ((2.1, "$P$", "keys"), (2.48, "$Z$", "values")):
        write(axes, (left + side, y), prefix, size=10.5, color=DARK[AMBER])
        write(axes, (left + 4 * side, y), say(own), size=10.5, color=GREY)
    arrow(axes, (middle, 3.38), (middle, 3.85))
    write(axes, (middle, 4.0), say("attention"))
