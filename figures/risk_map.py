"""The ten risks of a support assistant by likelihood and impact."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.style import (
    AMBER,
    FAINT,
    GREY,
    PALE,
    RED,
    WHITE,
    Point,
    Say,
    canvas,
    write,
)

WORDS = {
    "en": {
        "likelihood": "likelihood",
        "impact": "impact",
        "low": "low",
        "medium": "medium",
        "high": "high",
        "certain": "certain",
        "privacy": "privacy leakage",
        "action": "wrong action by\na tool",
        "law": "copyright,\ncompliance",
        "bias": "bias:\nmedium\nto high",
        "injection": "injection, jailbreak\n(attempts; impact\nhigh with tools)",
        "hallucination": "hallucination",
        "cost": "cost, latency",
        "vendor": "vendor: outage,\ndrift, retirement\n(within a year)",
        "reliance": "over-reliance",
        "opacity": "opacity:\nlow to\nhigh",
    },
    "zh": {
        "likelihood": "可能性",
        "impact": "影响",
        "low": "低",
        "medium": "中",
        "high": "高",
        "certain": "必然",
        "privacy": "隐私泄露",
        "action": "工具误操作",
        "law": "版权、合规",
        "bias": "偏见：\n中到高",
        "injection": "提示词注入、越狱\n（指尝试；\n有工具时影响高）",
        "hallucination": "幻觉",
        "cost": "成本与延迟",
        "vendor": "厂商中断、漂移、\n下线（一年内）",
        "reliance": "过度依赖",
        "opacity": "不透明：\n低到高",
    },
}
COLUMNS = {"medium": (0.8, 2.35), "high": (3.2, 1.9), "certain": (5.15, 1.15)}
"""The left and the width of each likelihood."""

ROWS = {"low": (0.85, 0.42), "medium": (1.32, 1.92), "high": (3.29, 1.6)}
"""The bottom and the height of each impact."""

SHADES = {("high", "high"): RED, ("certain", "high"): RED, ("medium", "high"): AMBER}
SHADES |= {("high", "medium"): AMBER, ("certain", "medium"): AMBER}
"""The colour of a likelihood and an impact; the rest is grey."""

SINGLE = {
    ("medium", "high"): ("privacy", "action", "law"),
    ("high", "high"): ("injection",),
    ("high", "medium"): ("hallucination", "cost", "vendor", "reliance"),
}
TALL = {"bias": ("medium", 2.3, 0.78), "opacity": ("low", 5.225, 1.0)}
"""Risks of more than one impact: the least impact, the left and the width."""

LINE_HIGH, EXTRA, GAP = 0.17, 0.13, 0.08
"""Of a line of a plate, around its lines, and between two plates, in inches."""


def draw(say: Say) -> Figure:
    """Draw the grid, the risks of one cell, and those that reach over several."""
    figure, axes = canvas(5.15)
    for likelihood, (left, wide) in COLUMNS.items():
        write(axes, (left + wide / 2, 0.66), say(likelihood), size=10.5)
        for impact, (low, high) in ROWS.items():
            color = SHADES.get((likelihood, impact), FAINT)
            shape = Rectangle((left, low), wide, high, facecolor=PALE[color], edgecolor=WHITE)
            axes.add_patch(shape)
    for impact, (low, high) in ROWS.items():
        write(axes, (0.72, low + high / 2), say(impact), size=10.5, ha="right")
    write(axes, (3.55, 0.3), say("likelihood"), size=10.5, color=GREY)
    write(axes, (0.08, 5.02), say("impact"), size=10.5, color=GREY, ha="left")
    for (likelihood, impact), risks in SINGLE.items():
        left, wide = COLUMNS[likelihood]
        low, high = ROWS[impact]
        wide = TALL["bias"][1] - left if likelihood == "medium" else wide
        _stack(axes, (left + wide / 2, low + high / 2), wide - 0.16, [say(risk) for risk in risks])
    top = sum(ROWS["high"])
    for risk, (least, left, wide) in TALL.items():
        low = ROWS[least][0]
        _plate(axes, (left, low + 0.08), (wide, top - low - 0.16), say(risk))
    return figure


def _stack(axes: Axes, middle: Point, wide: float, texts: list[str]) -> None:
    """Draw plates below each other around a place."""
    heights = [EXTRA + LINE_HIGH * len(text.split("\n")) for text in texts]
    y = middle[1] + (sum(heights) + GAP * (len(texts) - 1)) / 2
    for text, height in zip(texts, heights, strict=True):
        y -= height
        _plate(axes, (middle[0] - wide / 2, y), (wide, height), text)
        y -= GAP


def _plate(axes: Axes, place: Point, size: Point, text: str) -> None:
    axes.add_patch(Rectangle(place, *size, facecolor=WHITE, edgecolor=GREY, linewidth=0.9))
    write(axes, (place[0] + size[0] / 2, place[1] + size[1] / 2), text, size=10)
