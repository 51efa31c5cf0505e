"""The operators of a layer, the four regions that DeepSpeed fuses, and where all GPUs meet."""

from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from figures.style import (
    AMBER,
    BLUE,
    GREEN,
    GREY,
    RED,
    Look,
    Point,
    Say,
    arrow,
    box,
    canvas,
    line,
    write,
)

WORDS = {
    "en": {
        "norm": "layer\nnorm",
        "qkv": "QKV\nproduct",
        "bias": "bias",
        "transpose": "transposition",
        "attention": "attention",
        "output": "output\nproduct",
        "residual": "residual",
        "first": "FFN\nproduct 1",
        "second": "FFN\nproduct 2",
        "gelu": "GELU",
        "reduce": "all-reduce: wait for the other GPUs",
        "region": "fused region",
        "product": "matrix product or attention",
        "small": "few operations per number",
        "reported": "×: speed reported, unfused = 1",
    },
    "zh": {
        "norm": "层归\n一化",
        "qkv": "QKV\n乘法",
        "bias": "偏置",
        "transpose": "转置",
        "attention": "注意力",
        "output": "输出\n乘法",
        "residual": "残差\n相加",
        "first": "第一个\n前馈乘法",
        "second": "第二个\n前馈乘法",
        "gelu": "GELU",
        "reduce": "all-reduce：等其他卡的结果",
        "region": "融合区域",
        "product": "矩阵乘法或注意力",
        "small": "每个数只做几次运算",
        "reported": "×：作者报告的速度，不融合为 1",
    },
}
REGIONS = (
    (5.02, ("norm", "qkv", "bias"), "1.5×"),
    (4.12, ("transpose", "attention"), "2.9×"),
    (2.62, ("residual", "norm", "first", "bias", "gelu"), "3×"),
    (0.2, ("bias", "residual"), "1.2×"),
)
"""The height of each region, its operators, and the speed that DeepSpeed's authors report."""

BARRIERS = (3.4, 1.08)
BARRIER = 0.34
PRODUCTS = ("qkv", "attention", "output", "first", "second")
WIDE, HIGH, GAP, LEFT = 0.86, 0.52, 0.13, 0.8
LONG = 1.15
"""The width of the box of the transposition."""


def draw(say: Say) -> Figure:
    """Draw the layer from the top to the bottom, a row for each region."""
    figure, axes = canvas(5.75)
    ends = []
    for number, (y, keys, speed) in enumerate(REGIONS, 1):
        places = _places(keys)
        right = places[-1][1]
        _region(axes, (LEFT - 0.09, y - 0.09), (right - LEFT + 0.18, HIGH + 0.18))
        write(axes, (0.38, y + 0.37), f"{number}", weight="bold", size=11.5, color=GREEN)
        write(axes, (0.38, y + 0.14), speed, size=10, color=GREY)
        _row(axes, y, keys, say)
        ends.append((right, y))
    first, second = ends[0], REGIONS[1][0] + HIGH
    turn, middle = first[0] + 0.28, LEFT + LONG / 2
    line(axes, [(first[0], first[1] + HIGH / 2), (turn, first[1] + HIGH / 2), (turn, 4.83)])
    line(axes, [(turn, 4.83), (middle, 4.83)])
    arrow(axes, (middle, 4.83), (middle, second))
    output = (ends[1][0] + 0.36, ends[1][1])
    box(axes, output, (WIDE, HIGH), say("output"), BLUE)
    arrow(axes, (ends[1][0], output[1] + HIGH / 2), (output[0], output[1] + HIGH / 2))
    arrow(axes, (output[0] + WIDE / 2, output[1]), (output[0] + WIDE / 2, BARRIERS[0] + BARRIER))
    last = (ends[2][0] - WIDE, 1.72)
    box(axes, last, (WIDE, HIGH), say("second"), BLUE)
    arrow(axes, (last[0] + WIDE / 2, REGIONS[2][0]), (last[0] + WIDE / 2, last[1] + HIGH))
    arrow(axes, (last[0] + WIDE / 2, last[1]), (last[0] + WIDE / 2, BARRIERS[1] + BARRIER))
    for low, (y, _, _) in zip(BARRIERS, REGIONS[2:], strict=True):
        box(axes, (LEFT - 0.09, low), (5.5, BARRIER), say("reduce"), RED)
        arrow(axes, (LEFT + WIDE / 2, low), (LEFT + WIDE / 2, y + HIGH))
    _legend(axes, say)
    return figure


def _places(keys: tuple[str, ...]) -> list[Point]:
    places, x = [], LEFT
    for key in keys:
        wide = LONG if key == "transpose" else WIDE
        places.append((x, x + wide))
        x += wide + GAP
    return places


def _row(axes: Axes, y: float, keys: tuple[str, ...], say: Say) -> None:
    places = _places(keys)
    for key, (left, right) in zip(keys, places, strict=True):
        color = BLUE if key in PRODUCTS else AMBER
        box(axes, (left, y), (right - left, HIGH), say(key), color)
    for (_, start), (end, _) in pairwise(places):
        line(axes, [(start, y + HIGH / 2), (end, y + HIGH / 2)])


def _region(axes: Axes, place: Point, size: Point) -> None:
    look: Look = {"facecolor": "none", "edgecolor": GREEN, "linestyle": "--", "linewidth": 1.6}
    style = "round,pad=0,rounding_size=0.1"
    axes.add_patch(FancyBboxPatch(place, *size, boxstyle=style, **look))


def _legend(axes: Axes, say: Say) -> None:
    x, size = 4.12, (0.26, 0.15)
    for y, key in ((5.5, "region"), (5.27, "small"), (5.04, "product")):
        if key == "region":
            _region(axes, (x, y - 0.075), size)
        else:
            box(axes, (x, y - 0.075), size, color=AMBER if key == "small" else BLUE)
    for y, key in ((5.5, "region"), (5.27, "small"), (5.04, "product")):
        write(axes, (x + 0.35, y), say(key), ha="left", size=10)
    write(axes, (LEFT - 0.09, 1.98), say("reported"), ha="left", size=10, color=GREY)
