"""A mixture-of-experts layer: each token goes to two of eight experts."""

from matplotlib.figure import Figure

from figures.style import AMBER, BLUE, FAINT, PURPLE, TEAL, Say, arrow, box, canvas, line, write

WORDS = {
    "en": {
        "router": "router: the 2 largest of $r = xW_r$, softmax over these",
        "sum": "outputs:\nweighted\nsums",
        "tokens": "tokens",
    },
    "zh": {
        "router": "路由器：取 $r = xW_r$ 中最大的 2 个，再做 softmax",
        "sum": "输出：\n加权求和",
        "tokens": "token",
    },
}
EXPERTS = 8
ROUTES = ((TEAL, (1, 4)), (AMBER, (0, 6)), (BLUE, (4, 5)))
"""The colour of each token, and its experts."""


def draw(say: Say) -> Figure:
    """Draw three tokens at the bottom and their ways to the top."""
    figure, axes = canvas(3.9)
    pitch, size = 0.74, (0.6, 0.42)
    used = {expert for _, experts in ROUTES for expert in experts}
    for expert in range(EXPERTS):
        x = 0.3 + expert * pitch
        box(axes, (x, 2.15), size, f"$E_{expert + 1}$", PURPLE if expert in used else FAINT)
    box(axes, (0.3, 1.05), (7 * pitch + size[0], 0.4), say("router"), FAINT)
    for place, (color, experts) in enumerate(ROUTES):
        x = 1.0 + place * 1.9
        box(axes, (x - 0.25, 0.2), (0.5, 0.4), f"$x_{place + 1}$", color)
        arrow(axes, (x, 0.6), (x, 1.05), color)
        box(axes, (x - 0.25, 3.3), (0.5, 0.4), f"$y_{place + 1}$", color)
        for expert in experts:
            middle = 0.3 + expert * pitch + size[0] / 2
            shift = 0.08 * (place - 1)
            line(axes, [(x, 1.45), (middle + shift, 2.15)], color, 1.8)
            line(axes, [(middle + shift, 2.57), (x, 3.3)], color, 1.8)
    write(axes, (5.2, 0.4), say("tokens"), ha="left", size=10.5)
    write(axes, (5.2, 3.5), say("sum"), ha="left", size=10.5)
    return figure
