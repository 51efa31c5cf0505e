"""Loss against parameters at three training budgets, by the refitted Chinchilla law."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, BLUE, DARK, GREY, TEAL, Look, Say, plots

WORDS = {
    "en": {
        "size": "parameters $N$ (tokens $D = C/6N$)",
        "loss": "predicted loss",
        "best": "{size:.0f}B on {tokens:.2g}T tokens",
        "floor": "$E$: no model gets below this",
    },
    "zh": {
        "size": "参数量 $N$（token 数 $D = C/6N$）",
        "loss": "预测的损失",
        "best": "{size:.0f}B，{tokens:.2g}T token",
        "floor": "$E$：损失的下限",
    },
}
E, A, B, ALPHA, BETA = 1.8172, 482.01, 2085.43, 0.3478, 0.3658
"""The fit of Besiroglu et al."""
BUDGETS = ((5.76e21, 21, AMBER), (5.76e22, 22, BLUE), (5.76e23, 23, TEAL))
"""Gopher's budget as its paper states it, a tenth and a hundredth of it, with the power of ten."""


def draw(say: Say) -> Figure:
    """Draw a curve for each budget, and mark the size with the least loss."""
    figure, (axes,) = plots(1, 3.5)
    sizes = np.logspace(9, 12, 400)
    for budget, power, color in BUDGETS:
        label = f"$C = 5.76\\cdot 10^{{{power}}}$ FLOPs"
        axes.plot(sizes, _loss(sizes, budget), color=color, linewidth=2, label=label)
        best = (ALPHA * A / (BETA * B)) ** (1 / (ALPHA + BETA))
        best *= (budget / 6) ** (BETA / (ALPHA + BETA))
        least = float(_loss(best, budget))
        axes.plot(best, least, "o", color=color, markersize=7)
        text = say("best").format(size=best / 1e9, tokens=budget / (6 * best) / 1e12)
        look: Look = {"ha": "center", "va": "bottom", "size": 10, "color": DARK.get(color, color)}
        axes.text(best, least + 0.026, text, **look)
    axes.axhline(E, color=GREY, linewidth=1, linestyle=":")
    axes.text(1.03e9, E + 0.008, say("floor"), size=10, color=GREY, va="bottom")
    axes.set(xscale="log", xlim=(1e9, 1e12), ylim=(1.78, 2.55))
    axes.set(xlabel=say("size"), ylabel=say("loss"))
    axes.set_xticks([1e9, 1e10, 1e11, 1e12], ["1B", "10B", "100B", "1T"])
    axes.legend(loc="upper left", fontsize=10)
    return figure


def _loss(size: float | np.ndarray, budget: float) -> np.ndarray:
    tokens = budget / (6 * size)
    return np.asarray(E + A / size**ALPHA + B / tokens**BETA)
