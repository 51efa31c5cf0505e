"""Cohen's kappa at one raw agreement, against how many answers the raters call good."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, DARK, FAINT, GREY, TEAL, Say, plots, true_minus, write

WORDS = {
    "en": {
        "good": "share of answers called good",
        "observed": "observed agreement: {observed:.2f}",
        "chance": "agreement\nby chance",
        "kappa": "Cohen's kappa",
        "half": "half good: kappa {kappa:.2f}",
        "mostly": "mostly good:\nkappa {kappa:.2f}",
        "luck": "no better than chance",
    },
    "zh": {
        "good": "判为“好”的比例",
        "observed": "实际一致率：{observed:.2f}",
        "chance": "碰运气的\n一致率",
        "kappa": "Cohen 的 kappa",
        "half": "好坏各半：kappa {kappa:.2f}",
        "mostly": "大多是好的：\nkappa {kappa:.2f}",
        "luck": "等于碰运气",
    },
}
TABLES = {"half": ((42, 8), (7, 43)), "mostly": ((80, 5), (10, 5))}
"""Counts of the page's two tables: the judge in rows, the human in columns, good first."""

OBSERVED = 0.85


def draw(say: Say) -> Figure:
    """Draw kappa for two raters alike, and the two tables of the page as points."""
    figure, (axes,) = plots(1, 3.8)
    # Two raters who disagree on 15% call at least half of that good, each of them.
    least = (1 - OBSERVED) / 2
    share = np.linspace(least, 1 - least, 300)
    chance = share**2 + (1 - share) ** 2
    axes.axhline(OBSERVED, color=AMBER, linewidth=2)
    axes.plot(share, chance, color=GREY, linewidth=1.6, linestyle="--")
    axes.plot(share, (OBSERVED - chance) / (1 - chance), color=TEAL, linewidth=2.2)
    axes.axhline(0, color=FAINT, linewidth=1)
    for key, counts in TABLES.items():
        table = np.array(counts) / np.sum(counts)
        luck = float(table.sum(axis=1) @ table.sum(axis=0))
        kappa = (float(np.trace(table)) - luck) / (1 - luck)
        place = float(table.sum(axis=1)[0] + table.sum(axis=0)[0]) / 2
        axes.plot(place, kappa, "o", color=TEAL, markersize=8)
        aside = {"half": (0.5, 0.77), "mostly": (0.85, 0.27)}[key]
        look = {"ha": "center" if key == "half" else "right", "va": "center"}
        write(axes, aside, say(key).format(kappa=kappa), color=TEAL, **look)
    write(axes, (0.5, 0.91), say("observed").format(observed=OBSERVED), color=DARK[AMBER])
    write(axes, (0.5, 0.43), say("chance"), color=GREY)
    write(axes, (0.21, 0.36), say("kappa"), ha="left", color=TEAL)
    write(axes, (0.5, 0.05), say("luck"), size=10, color=GREY)
    axes.set(xlim=(0, 1), ylim=(-0.12, 1), xlabel=say("good"))
    axes.set(xticks=[0, 0.25, 0.5, 0.75, 1], yticks=[0, 0.25, 0.5, 0.75, 1])
    true_minus(axes.xaxis)
    true_minus(axes.yaxis)
    return figure
