"""The expected score of answering against the chance of being right, for three thresholds."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, BLUE, FAINT, GREY, INK, TEAL, Say, plots, true_minus, write

WORDS = {
    "en": {
        "chance": "probability $p$ of being right",
        "score": "expected score of answering",
        "abstain": "abstain: 0",
        "free": "a mistake costs 0",
        "cost": "$t = {threshold}$: a mistake costs {cost:.0f}",
        "better": "answering is better",
        "worse": "abstaining is better",
    },
    "zh": {
        "chance": "答对的概率 $p$",
        "score": "作答的期望得分",
        "abstain": "弃答：0 分",
        "free": "答错不扣分",
        "cost": "$t = {threshold}$：答错扣 {cost:.0f} 分",
        "better": "作答更好",
        "worse": "弃答更好",
    },
}
THRESHOLDS = ((0.5, TEAL), (0.75, BLUE), (0.9, AMBER))
LOWEST = -2.0


def draw(say: Say) -> Figure:
    """Draw a line for each threshold, and mark where it crosses the score of abstaining."""
    figure, (axes,) = plots(1, 3.6)
    chance = np.linspace(0, 1, 2)
    axes.plot(chance, chance, color=FAINT, linewidth=1.6, linestyle="--", label=say("free"))
    for threshold, color in THRESHOLDS:
        cost = threshold / (1 - threshold)
        label = say("cost").format(threshold=threshold, cost=cost)
        axes.plot(chance, chance - (1 - chance) * cost, color=color, linewidth=2, label=label)
        axes.plot(threshold, 0, "o", color=color, markersize=7, zorder=3)
    axes.axhline(0, color=INK, linewidth=1)
    write(axes, (0.01, -0.05), say("abstain"), ha="left", va="top", size=10)
    write(axes, (0.01, 0.8), say("better"), ha="left", size=10, color=GREY)
    write(axes, (0.01, -1.75), say("worse"), ha="left", size=10, color=GREY)
    axes.set(xlim=(0, 1), ylim=(LOWEST, 1), xlabel=say("chance"), ylabel=say("score"))
    axes.set(xticks=[0, 0.25, 0.5, 0.75, 0.9, 1], yticks=[-2, -1, 0, 1])
    true_minus(axes.xaxis)
    true_minus(axes.yaxis)
    figure.legend(loc="outside lower center", ncols=2, fontsize=10)
    return figure
