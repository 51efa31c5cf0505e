"""The gap between two models on the same items: its interval as two tests, and paired."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.style import (
    AMBER,
    DARK,
    FAINT,
    GREY,
    INK,
    PALE,
    RED,
    TEAL,
    Look,
    Say,
    plots,
    true_minus,
    write,
)

WORDS = {
    "en": {
        "items": "500 items: the gap comes only from those where A and B differ",
        "both": "both right",
        "second": "only B",
        "first": "only A",
        "neither": "both wrong",
        "gap": "B − A, percentage points, 95% interval",
        "separate": "as two\nseparate tests",
        "paired": "paired,\nformula",
        "bootstrap": "paired,\nbootstrap",
        "range": "{low:.1f} to {high:.1f}",
        "none": "no difference",
    },
    "zh": {
        "items": "500 道题：差距只来自 A、B 一对一错的题",
        "both": "都对",
        "second": "仅 B 对",
        "first": "仅 A 对",
        "neither": "都错",
        "gap": "B − A，百分点，95% 区间",
        "separate": "当成两次\n独立测试",
        "paired": "配对公式",
        "bootstrap": "配对自助法",
        "range": "{low:.1f} 到 {high:.1f}",
        "none": "没有差别",
    },
}
ITEMS, RESAMPLES = 500, 10_000
COLORS = {"separate": RED, "paired": TEAL, "bootstrap": TEAL}


def draw(say: Say) -> Figure:
    """Simulate the items of the page, draw how they fell out, and the three intervals."""
    figure, (above, below) = _panels()
    generator = np.random.default_rng(0)
    level = generator.normal(2.0, 4.0, ITEMS)
    first, second = (
        (generator.random(ITEMS) < 1 / (1 + np.exp(-level - skill))).astype(float)
        for skill in (0.0, 0.4)
    )
    _items(above, say, first, second)
    gain = second - first
    middle = 100 * float(gain.mean())
    separate = _half(float(first.var() + second.var()))
    paired = _half(float(gain.var()))
    pick = generator.integers(0, ITEMS, (RESAMPLES, ITEMS))
    low, high = np.quantile(100 * gain[pick].mean(axis=1), [0.025, 0.975])
    intervals = {
        "separate": (middle - separate, middle + separate),
        "paired": (middle - paired, middle + paired),
        "bootstrap": (float(low), float(high)),
    }
    below.axvline(0, color=INK, linewidth=1.2, linestyle="--")
    for row, (key, ends) in enumerate(intervals.items()):
        below.plot(ends, (-row, -row), color=COLORS[key], linewidth=3, marker="|", markersize=14)
        below.plot(middle, -row, "o", color=COLORS[key], markersize=8)
        text = say("range").format(low=ends[0], high=ends[1]).replace("-", "−")
        write(below, (11.6, -row), text, ha="left", color=COLORS[key])
    write(below, (middle, 0.38), f"{middle:.1f}", color=GREY)
    write(below, (0.15, 0.55), say("none"), ha="left", size=10, color=GREY)
    below.set(xlim=(-2, 14.4), ylim=(-2.5, 0.75), xticks=[-2, 0, 2, 4, 6, 8, 10])
    below.set_yticks([0, -1, -2], labels=[say(key) for key in intervals])
    below.tick_params(axis="y", length=0)
    below.spines["left"].set_visible(False)
    below.set_xlabel(say("gap"))
    true_minus(below.xaxis)
    return figure


def _panels() -> tuple[Figure, tuple[Axes, Axes]]:
    figure, (unused,) = plots(1, 4.0)
    unused.remove()
    above, below = figure.subplots(2, 1, height_ratios=(1, 2.6))
    below.spines[["top", "right"]].set_visible(False)
    return figure, (above, below)


def _half(variance: float) -> float:
    """Return half the width of a 95% interval for a mean, in points."""
    return float(196 * np.sqrt(variance / ITEMS))


def _items(axes: Axes, say: Say, first: np.ndarray, second: np.ndarray) -> None:
    parts = (
        ("both", FAINT, int(np.sum(first * second))),
        ("second", TEAL, int(np.sum(second > first))),
        ("first", AMBER, int(np.sum(first > second))),
        ("neither", FAINT, int(np.sum((1 - first) * (1 - second)))),
    )
    start = 0
    for key, color, count in parts:
        look: Look = {"facecolor": PALE[color], "edgecolor": color, "linewidth": 1.2}
        axes.barh(0, count, left=start, height=1, **look)
        ink = DARK.get(color, color)
        write(axes, (start + count / 2, 0), f"{count}", color=ink)
        nudge = {"second": -14, "first": 5, "neither": 10}.get(key, 0)
        write(axes, (start + count / 2 + nudge, -0.85), say(key), size=10, color=ink)
        start += count
    axes.set(xlim=(0, ITEMS), ylim=(-1.2, 0.6))
    axes.set_title(say("items"), size=10.5, color=INK, loc="left")
    axes.set_axis_off()
