"""Tokens per second and time per step of decoding against the batch: bandwidth, then compute."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, NullLocator

from figures.style import AMBER, BLUE, FAINT, GREY, INK, RED, TEAL, Say, plots, write

WORDS = {
    "en": {
        "batch": "sequences in the batch",
        "all": "tokens/s, all users",
        "each": "ms per step, each user",
        "none": "no cache",
        "gqa": "8 KV heads",
        "mha": "32 KV heads",
        "limit": "compute limit",
    },
    "zh": {
        "batch": "batch 中的序列数",
        "all": "总吞吐，token/s",
        "each": "单步时间，ms",
        "none": "不计缓存",
        "gqa": "8 个 KV 头",
        "mha": "32 个 KV 头",
        "limit": "算力上限",
    },
}
BANDWIDTH, FLOPS = 2.039e12, 312e12
"""Of an A100 80 GB SXM: bytes and bf16 operations a second."""

WEIGHTS, PARAMETERS = 14e9, 7e9
CACHES = {"none": 0.0, "gqa": 2048 * 128 * 2**10, "mha": 2048 * 512 * 2**10}
"""Bytes of a sequence of 2048 tokens, with 32 layers and heads of 128 in 16 bits."""

COLORS = {"none": BLUE, "gqa": TEAL, "mha": RED}
MEMORY = 80e9
TICKS = (1, 4, 16, 64, 256)


def draw(say: Say) -> Figure:
    """Draw the total throughput on the left, what a user waits on the right."""
    figure, (left, right) = plots(2, height=3.2)
    batch = np.geomspace(1, 512, 200)
    for key, cache in CACHES.items():
        step = np.maximum((WEIGHTS + batch * cache) / BANDWIDTH, batch * 2 * PARAMETERS / FLOPS)
        fits = WEIGHTS + batch * cache <= MEMORY
        color = COLORS[key]
        left.plot(batch[fits], (batch / step)[fits], color=color, linewidth=2)
        right.plot(batch[fits], (step * 1e3)[fits], color=color, linewidth=2)
    left.axhline(FLOPS / 2 / PARAMETERS, color=AMBER, linewidth=1.2, linestyle="--")
    write(left, (1.1, 29_000), say("limit"), ha="left", size=10, color=GREY)
    for place, key in (((26, 12_500), "none"), ((100, 2_600), "gqa"), ((40, 700), "mha")):
        write(left, place, say(key), size=10, color=COLORS[key])
    _frame(left, say("batch"), say("all"))
    left.set_ylim(100, 40_000)
    left.set_yticks([100, 1000, 10_000], labels=["100", "1,000", "10,000"])
    _frame(right, say("batch"), say("each"))
    right.set_ylim(4, 60)
    right.set_yticks([5, 10, 20, 40], labels=["5", "10", "20", "40"])
    right.yaxis.set_minor_locator(NullLocator())
    return figure


def _frame(axes: Axes, below: str, beside: str) -> None:
    axes.set(xscale="log", yscale="log", xlim=(1, 512))
    axes.xaxis.set_major_locator(FixedLocator(TICKS))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_xticklabels([str(tick) for tick in TICKS])
    axes.tick_params(labelsize=10)
    axes.set_xlabel(below, size=10.5, color=INK)
    axes.set_title(beside, size=10.5, color=INK, loc="left")
    axes.grid(visible=True, color=FAINT, linewidth=0.4, alpha=0.5)
