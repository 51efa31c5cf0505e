"""Mean latency of a request against the number of GPUs, with and without a cached prefix."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, DARK, FAINT, GREY, INK, PALE, TEAL, Look, Say, plots, write

WORDS = {
    "en": {
        "gpus": "GPUs (50 requests per second)",
        "latency": "mean latency, s",
        "plain": "nothing cached",
        "cached": "1,000 of 1,700 prompt tokens cached",
        "goal": "goal: 8 s",
        "first": "{0} GPUs:\n{1:.1f} s",
        "runaway": "nothing cached:\nup to {0} no steady\nstate, at {1} the KV\ncache does not fit",
    },
    "zh": {
        "gpus": "GPU 数（每秒 50 个请求）",
        "latency": "平均延迟，秒",
        "plain": "没有前缀缓存",
        "cached": "1,700 个提示词 token 里缓存了 1,000 个",
        "goal": "目标：8 秒",
        "first": "{0} 张：\n{1:.1f} 秒",
        "runaway": "没有前缀缓存：\n{0} 张以内没有\n稳态，{1} 张放\n不下 KV Cache",
    },
}
RATE, GOAL, PROMPT, OUTPUT = 50, 8, 1700, 300
CACHE = 2 * 32 * 8 * 128 * 2
"""Bytes per token of Llama 3.1 8B in 16 bits."""

BANDWIDTH, FLOPS, PARAMETERS = 2.039e12, 312e12, 8.03e9
"""Of an A100 80 GB SXM, half of the arithmetic and 0.7 of the bandwidth reached."""

HITS = {0: AMBER, 1000: TEAL}
"""Prompt tokens found in the cache, and the colour."""

ROOM = 0.92 * 80 * 2**30 - 2 * PARAMETERS - 4 * 2**30
"""Bytes for the cache of a GPU: 4 GiB go to activations."""

MOST, TOP = 26, 58


def draw(say: Say) -> Figure:
    """Draw a point for each whole number of GPUs, and mark the first within the goal."""
    figure, (axes,) = plots(height=3.5)
    for hit, color in HITS.items():
        means = {gpus: _mean(gpus, hit) for gpus in range(1, MOST + 1)}
        steady = {gpus: mean for gpus, mean in means.items() if _fits(gpus, mean)}
        look: Look = {"color": color, "linewidth": 2, "marker": "o", "markersize": 4}
        axes.plot(list(steady), list(steady.values()), label=say(_key(hit)), **look)
        first = min(gpus for gpus, mean in steady.items() if mean <= GOAL)
        axes.plot(first, steady[first], "o", color=color, markersize=9)
        text = say("first").format(first, steady[first])
        place, side = ((first - 0.3, 7.2), "right") if hit else ((first, 8.6), "center")
        ink, edge = DARK.get(color, color), "top" if hit else "bottom"
        write(axes, place, text, ha=side, va=edge, size=10, color=ink)
        if not hit:
            last = min(steady) - 1
            endless = max(gpus for gpus, mean in means.items() if np.isinf(mean))
            axes.axvspan(0, last + 0.5, color=PALE[AMBER], linewidth=0, alpha=0.55, zorder=0)
            text = say("runaway").format(endless, last)
            write(axes, (0.4, 53), text, ha="left", va="top", size=10, color=DARK[AMBER])
    axes.axhline(GOAL, color=FAINT, linewidth=1.2, linestyle="--", zorder=0)
    write(axes, (0.4, GOAL * 1.09), say("goal"), ha="left", size=10, color=GREY)
    axes.set(yscale="log", xlim=(0, MOST + 0.5), ylim=(2.8, TOP))
    axes.set_yticks([4, 8, 16, 32], labels=["4", "8", "16", "32"])
    axes.minorticks_off()
    axes.set_xticks([1, 5, 10, 15, 20, 25])
    axes.set_xlabel(say("gpus"), size=10.5, color=INK)
    axes.set_ylabel(say("latency"), size=10.5, color=INK)
    axes.tick_params(labelsize=10)
    axes.legend(loc="upper right", fontsize=10)
    return figure


def _key(hit: int) -> str:
    return "cached" if hit else "plain"


def _fits(gpus: int, mean: float) -> bool:
    """Tell whether the requests in flight leave room on their GPU, at their final length."""
    return RATE * mean / gpus * CACHE * (PROMPT + OUTPUT) <= ROOM


def _mean(gpus: int, hit: int) -> float:
    """Return the mean seconds of a request, infinite without a steady state."""
    fill = 2 * PARAMETERS * (PROMPT - hit) / (0.5 * FLOPS)
    free = 1 - RATE / gpus * fill
    if free <= 0:
        return np.inf
    step = OUTPUT / (free * 0.7 * BANDWIDTH)
    load = step * RATE / gpus * CACHE * (PROMPT + OUTPUT / 2)
    return (fill / free + step * 2 * PARAMETERS) / (1 - load) if load < 1 else np.inf
