"""The norm of the gradient on its way back through a hundred random linear layers."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, BLUE, RED, TEAL, Say, plots

WORDS = {
    "en": {
        "layer": "layer (the gradient enters at layer 100)",
        "norm": "norm of the gradient",
        "plain": "$F(x)$",
        "skip": "$x + F(x)$",
        "scaled": "$x + F(x)/\\sqrt{L}$",
        "prenorm": "$x + F(\\mathrm{norm}(x))$",
    },
    "zh": {
        "layer": "层（梯度从第 100 层传入）",
        "norm": "梯度的范数",
        "plain": "$F(x)$",
        "skip": "$x + F(x)$",
        "scaled": "$x + F(x)/\\sqrt{L}$",
        "prenorm": "$x + F(\\mathrm{norm}(x))$",
    },
}
LAYERS, GAIN = 100, 0.9


def draw(say: Say) -> Figure:
    """Draw the expected norms, layer by layer, on a logarithmic scale."""
    figure, (axes,) = plots(1, 3.2)
    layers = np.arange(1, LAYERS + 1)
    square = GAIN**2
    growth = {
        "skip": np.full(LAYERS, 1 + square),
        "prenorm": (1 + layers * square) / (1 + (layers - 1) * square),
        "scaled": np.full(LAYERS, 1 + square / LAYERS),
        "plain": np.full(LAYERS, square),
    }
    for (key, factors), color in zip(growth.items(), (RED, TEAL, BLUE, AMBER), strict=True):
        norms = np.sqrt(np.cumprod(factors[::-1]))
        places = [LAYERS, *(layers[::-1] - 1)]
        axes.semilogy(places, [1, *norms], color=color, linewidth=2, label=say(key))
    axes.invert_xaxis()
    axes.set(xlabel=say("layer"), ylabel=say("norm"), xlim=(LAYERS, 0))
    axes.legend(loc="upper left", fontsize=10)
    return figure
