"""What a single Gaussian becomes when it is fitted to two bumps by either direction of the KL."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, FAINT, TEAL, Say, plots, true_minus

WORDS = {
    "en": {
        "target": "target $p$",
        "forward": "least $\\mathrm{KL}(p\\,\\Vert\\,q)$: covers both",
        "reverse": "least $\\mathrm{KL}(q\\,\\Vert\\,p)$: picks one",
    },
    "zh": {
        "target": "目标 $p$",
        "forward": "$\\mathrm{KL}(p\\,\\Vert\\,q)$ 最小：覆盖两个峰",
        "reverse": "$\\mathrm{KL}(q\\,\\Vert\\,p)$ 最小：只选一个峰",
    },
}


def draw(say: Say) -> Figure:
    """Find both fits on a grid of means and deviations, and draw them."""
    figure, (axes,) = plots(1, 2.8)
    x = np.linspace(-6, 6, 1201)
    step = x[1] - x[0]
    p = 0.55 * _normal(x, -2, 0.7) + 0.45 * _normal(x, 2, 0.7)
    means, deviations = np.linspace(-3, 3, 61), np.linspace(0.4, 3, 53)
    fits = [_normal(x, mean, deviation) for mean in means for deviation in deviations]
    forward = min(fits, key=lambda q: float(np.sum(p * np.log(p / q)) * step))
    reverse = min(fits, key=lambda q: float(np.sum(q * np.log(q / p)) * step))
    axes.fill_between(x, p, color="#dfe4e5", label=say("target"))
    axes.plot(x, forward, color=TEAL, linewidth=2, label=say("forward"))
    axes.plot(x, reverse, color=AMBER, linewidth=2, label=say("reverse"))
    axes.set(ylim=(0, 0.62), xlim=(-6, 6), yticks=[])
    true_minus(axes.xaxis)
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_color(FAINT)
    axes.legend(loc="upper right", fontsize=10)
    return figure


def _normal(x: np.ndarray, mean: float, deviation: float) -> np.ndarray:
    density = np.exp(-((x - mean) ** 2) / (2 * deviation**2)) / (deviation * np.sqrt(2 * np.pi))
    return np.asarray(density)
