"""ReLU, GELU and SiLU with their derivatives."""

import math

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, BLUE, FAINT, TEAL, WHITE, Look, Say, plots, true_minus

WORDS = {
    "en": {"value": "function", "slope": "derivative"},
    "zh": {"value": "函数", "slope": "导数"},
}


def draw(say: Say) -> Figure:
    """Draw the three curves, and beside them the three derivatives."""
    figure, (left, right) = plots(2, 2.8)
    x = np.linspace(-4, 4, 801)
    normal = np.array([0.5 * (1 + math.erf(v / math.sqrt(2))) for v in x])
    density = np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)
    sigmoid = 1 / (1 + np.exp(-x))
    curves = (
        ("ReLU", AMBER, np.maximum(x, 0), np.where(x > 0, 1.0, 0.0)),
        ("GELU", TEAL, x * normal, normal + x * density),
        ("SiLU (Swish)", BLUE, x * sigmoid, sigmoid * (1 + x * (1 - sigmoid))),
    )
    for name, color, value, slope in curves:
        left.plot(x, value, color=color, linewidth=1.8, label=name)
        broken = np.where(np.abs(x) < 1e-9, np.nan, slope) if name == "ReLU" else slope
        right.plot(x, broken, color=color, linewidth=1.8)
    hole: Look = {"color": AMBER, "markerfacecolor": WHITE, "markersize": 5, "linestyle": "none"}
    right.plot([0, 0], [0, 1], marker="o", zorder=3, **hole)
    for axes, key in ((left, "value"), (right, "slope")):
        axes.axhline(0, color=FAINT, linewidth=0.8, zorder=0)
        axes.axvline(0, color=FAINT, linewidth=0.8, zorder=0)
        axes.set(title=say(key), xlabel="$x$", xlim=(-4, 4), xticks=[-4, -2, 0, 2, 4])
        true_minus(axes.xaxis)
    left.set(ylim=(-0.5, 3), yticks=[0, 1, 2, 3])
    right.set_yticks([0, 0.5, 1])
    left.legend(loc="upper left", fontsize=10)
    return figure
