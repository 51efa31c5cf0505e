"""Softmax of dot products with and without the division by the root of the head size."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, FAINT, TEAL, Say, plots

WORDS = {
    "en": {
        "raw": "scores $qk^{\\!\\top}$ as they are",
        "scaled": "scores divided by $\\sqrt{d_k}$",
        "key": "key, largest weight first",
        "weight": "attention weight",
    },
    "zh": {
        "raw": "直接用分数 $qk^{\\!\\top}$",
        "scaled": "分数除以 $\\sqrt{d_k}$",
        "key": "键（按权重从大到小）",
        "weight": "注意力权重",
    },
}
KEYS, QUERIES = 12, 2000
SIZES = ((16, AMBER), (64, TEAL), (256, FAINT))


def draw(say: Say) -> Figure:
    """Draw the weights over twelve random keys, the mean of many queries, for three head sizes."""
    figure, axes = plots(2, 2.7)
    for each, is_scaled in zip(axes, (False, True), strict=True):
        for place, (size, color) in enumerate(SIZES):
            bars = np.arange(1, KEYS + 1) + (place - 1) * 0.28
            weights = _weights(size, is_scaled)
            each.bar(bars, weights, 0.26, color=color, label=f"$d_k$ = {size}")
        each.set(ylim=(0, 1), xlabel=say("key"), title=say("scaled" if is_scaled else "raw"))
        each.set_xticks([1, 4, 8, 12])
    axes[0].set_ylabel(say("weight"))
    axes[1].legend(fontsize=10)
    return figure


def _weights(size: int, is_scaled: bool) -> np.ndarray:
    """Return the mean weight of the first, the second … key, for vectors of independent normals."""
    generator = np.random.default_rng(0)
    queries = generator.standard_normal((QUERIES, 1, size))
    scores = (generator.standard_normal((QUERIES, KEYS, size)) * queries).sum(axis=2)
    if is_scaled:
        scores /= np.sqrt(size)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    return np.asarray(-np.sort(-weights, axis=1).mean(axis=0))
