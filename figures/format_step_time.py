"""The least time of a decoding step in three number formats, against the batch."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from figures.style import AMBER, BLUE, GREY, INK, TEAL, Say, plots, write

WORDS = {
    "en": {
        "batch": "sequences in the batch (or prompt tokens)",
        "step": "lower bound of a step, ms",
        "memory": "bandwidth decides: bits of the weights",
        "compute": "arithmetic decides",
    },
    "zh": {
        "batch": "batch 中的序列数（或提示词 token 数）",
        "step": "单步时间的下限，ms",
        "memory": "带宽说了算：看权重的位数",
        "compute": "算力说了算",
    },
}
WEIGHTS, BANDWIDTH = 7e9, 2.039e12
FORMATS = {"fp16": (2, 312e12, BLUE), "W8A16": (1, 312e12, AMBER), "W8A8": (1, 624e12, TEAL)}
"""Bytes of a weight, peak operations a second of an A100, colour."""

STYLES = {"fp16": "-", "W8A16": "-", "W8A8": "--"}


def draw(say: Say) -> Figure:
    """Draw a line for each format, without a cache."""
    figure, (axes,) = plots(height=3.2)
    batch = np.geomspace(1, 1024, 300)
    for name, (size, peak, color) in FORMATS.items():
        step = 1e3 * np.maximum(size * WEIGHTS / BANDWIDTH, 2 * WEIGHTS * batch / peak)
        axes.plot(batch, step, color=color, linewidth=2.2, linestyle=STYLES[name])
    for name, place in (("fp16", (1.2, 8.0)), ("W8A16", (1.2, 2.75)), ("W8A8", (700, 9.5))):
        write(axes, place, name, ha="left", size=10.5, color=FORMATS[name][2])
    write(axes, (2.6, 2.75), "W8A8", ha="left", size=10.5, color=TEAL)
    write(axes, (360, 34), "fp16, W8A16", ha="right", size=10.5, color=AMBER)
    write(axes, (1.2, 14), say("memory"), ha="left", size=10, color=GREY)
    write(axes, (950, 2.2), say("compute"), ha="right", size=10, color=GREY)
    axes.set(xscale="log", yscale="log", xlim=(1, 1024), ylim=(1.8, 60))
    ticks = [1, 4, 16, 64, 256, 1024]
    axes.set_xticks(ticks, labels=[str(tick) for tick in ticks])
    axes.set_yticks([2, 5, 10, 20, 50], labels=["2", "5", "10", "20", "50"])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_minor_locator(NullLocator())
    axes.set_xlabel(say("batch"), size=10.5, color=INK)
    axes.set_ylabel(say("step"), size=10.5, color=INK)
    axes.tick_params(labelsize=10)
    return figure
