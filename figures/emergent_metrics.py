"""One smooth improvement per token, seen through exact match, wrong tokens and loss."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, INK, RED, TEAL, Say, plots

WORDS = {
    "en": {
        "chance": "$p$ for each token",
        "exact": "exact match, $p^{10}$",
        "wrong": "wrong tokens",
        "loss": "loss, nats",
    },
    "zh": {
        "chance": "每个 token 的 $p$",
        "exact": "精确匹配，$p^{10}$",
        "wrong": "错误 token 数",
        "loss": "损失，nat",
    },
}
TOKENS = 10


def draw(say: Say) -> Figure:
    """Draw the three metrics side by side over the same probability."""
    figure, axes = plots(3, height=2.7)
    chance = np.linspace(0.5, 1, 101)
    metrics = {
        "exact": (chance**TOKENS, RED),
        "wrong": (TOKENS * (1 - chance), TEAL),
        "loss": (-np.log(chance), AMBER),
    }
    for each, (key, (values, color)) in zip(axes, metrics.items(), strict=True):
        each.plot(chance, values, color=color, linewidth=2.2)
        each.set_title(say(key), size=10.5, color=INK, loc="left")
        each.set_xlabel(say("chance"), size=10.5, color=INK)
        each.set(xticks=[0.5, 0.75, 1.0], ylim=(0, None))
        each.tick_params(labelsize=10)
    return figure
