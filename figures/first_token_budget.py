"""The budget of the time to first token as one bar of its parts."""

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.style import (
    BLUE,
    DARK,
    FAINT,
    GREY,
    PALE,
    PURPLE,
    RED,
    TEAL,
    Look,
    Say,
    arrow,
    canvas,
    line,
    write,
)

WORDS = {
    "en": {
        "network": "network",
        "check": "input check",
        "retrieval": "retrieval,\nreranking",
        "queue": "queueing",
        "prefill": "prefill",
        "sent": "request sent",
        "first": "first token",
        "elapsed": "milliseconds since the request was sent",
        "whole": "{0} ms",
    },
    "zh": {
        "network": "网络",
        "check": "输入检查",
        "retrieval": "检索和\n重排",
        "queue": "排队",
        "prefill": "预填充",
        "sent": "发出请求",
        "first": "首 token",
        "elapsed": "发出请求后的毫秒数",
        "whole": "{0} 毫秒",
    },
}
PARTS = {
    "network": (100, FAINT),
    "check": (50, PURPLE),
    "retrieval": (250, BLUE),
    "queue": (200, RED),
    "prefill": (260, TEAL),
}
"""Milliseconds and colour."""

LEFT, LONG, LOW, HIGH = 0.3, 5.8, 0.75, 0.6


def draw(say: Say) -> Figure:
    """Draw the parts one after the other, their names above and the elapsed time below."""
    figure, axes = canvas(2.75)
    total = sum(ms for ms, _ in PARTS.values())
    high, x, elapsed = LOW + HIGH, LEFT, 0
    for key, (ms, color) in PARTS.items():
        wide = LONG * ms / total
        look: Look = {"facecolor": PALE[color], "edgecolor": color, "linewidth": 1.2}
        axes.add_patch(Rectangle((x, LOW), wide, HIGH, **look))
        middle, ink = x + wide / 2, DARK.get(color, color)
        write(axes, (middle, LOW + HIGH / 2), f"{ms}", color=ink, weight="bold")
        lift = 0.48 if key == "check" else 0.12
        if key == "check":
            line(axes, [(middle, high + 0.04), (middle, high + lift - 0.04)], color)
        write(axes, (middle, high + lift), say(key), size=10.5, color=ink, va="baseline")
        write(axes, (x, LOW - 0.16), f"{elapsed}", size=10, color=GREY)
        x, elapsed = x + wide, elapsed + ms
    write(axes, (x, LOW - 0.16), f"{total}", size=10, color=GREY)
    write(axes, (LEFT + LONG / 2, LOW - 0.46), say("elapsed"), size=10, color=GREY)
    top = 2.3
    for start, end in ((LEFT, LEFT + LONG), (LEFT + LONG, LEFT)):
        arrow(axes, (start, top), (end, top))
    write(axes, (LEFT, top + 0.2), say("sent"), ha="left", size=10.5)
    write(axes, (LEFT + LONG / 2, top + 0.2), say("whole").format(total), weight="bold")
    write(axes, (LEFT + LONG, top + 0.2), say("first"), ha="right", size=10.5)
    return figure
