"""A rank-one edit of a small random memory: one key gets its new value, others are nudged."""

from functools import cache

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, FAINT, GREY, INK, TEAL, Say, plots, true_minus, write

WORDS = {
    "en": {
        "keys": "the edited key, then 23 other keys",
        "shift": "shift of the output (edit = 1)",
        "edited": "edited key: exactly its new value",
        "with": "with $C$ from general keys: rms {0:.2f}",
        "without": "with $C = I$ instead: rms {0:.2f}",
    },
    "zh": {
        "keys": "被编辑的键，后面是另外 23 个键",
        "shift": "输出的偏移（编辑本身为 1）",
        "edited": "被编辑的键：恰好得到新值",
        "with": "$C$ 由一般的键估计：均方根 {0:.2f}",
        "without": "改用 $C = I$：均方根 {0:.2f}",
    },
}
INPUTS, HIDDEN = 16, 64
"""Of a feed-forward layer with a ReLU and random weights, whose hidden vectors are the keys."""

GENERAL, OTHERS, SHOWN = 20_000, 2000, 23
"""Keys for the estimate of C, keys for the root mean square, and those that are drawn."""


def draw(say: Say) -> Figure:
    """Draw the shift of each key, for the estimated C and for the unit matrix."""
    figure, (axes,) = plots(height=3.6)
    for key, color, offset, marker in (("without", AMBER, 0.15, "D"), ("with", TEAL, -0.15, "o")):
        shifts = _shifts()[key]
        rms = float(np.sqrt(np.mean(shifts**2)))
        x = np.arange(1, SHOWN + 1) + offset
        axes.vlines(x, 0, shifts[:SHOWN], color=color, linewidth=1.6)
        label = say(key).format(rms)
        axes.plot(x, shifts[:SHOWN], marker, color=color, markersize=5, label=label)
    axes.vlines(0, 0, 1, color=INK, linewidth=2.2)
    axes.plot(0, 1, "o", color=INK, markersize=9)
    write(axes, (0.7, 1.0), say("edited"), ha="left", size=10.5, weight="bold")
    axes.axhline(0, color=FAINT, linewidth=1)
    axes.set(xlim=(-0.8, SHOWN + 0.8), ylim=(-0.32, 1.12), xticks=[], yticks=[0, 0.5, 1])
    axes.spines["bottom"].set_visible(False)
    true_minus(axes.yaxis)
    axes.tick_params(labelsize=10)
    axes.set_xlabel(say("keys"), size=10.5, color=GREY)
    axes.set_ylabel(say("shift"), size=10.5, color=INK)
    handles, labels = axes.get_legend_handles_labels()
    axes.legend(handles[::-1], labels[::-1], fontsize=10, loc="upper right")
    return figure


@cache
def _shifts() -> dict[str, np.ndarray]:
    """Return how far each other key's output moves along the edit, as a part of the edit."""
    rng = np.random.default_rng(0)
    first = rng.normal(size=(HIDDEN, INPUTS)) / np.sqrt(INPUTS)

    def keys(count: int) -> np.ndarray:
        return np.asarray(np.maximum(first @ rng.normal(size=(INPUTS, count)), 0))

    general = keys(GENERAL)
    estimate = general @ general.T / GENERAL
    edited, others = keys(1)[:, 0], keys(OTHERS)
    weights, new = rng.normal(size=(INPUTS, HIDDEN)), rng.normal(size=INPUTS)
    change = new - weights @ edited
    shifts = {}
    for name, matrix in (("with", estimate), ("without", np.eye(HIDDEN))):
        direction = np.linalg.solve(matrix, edited)
        update = np.outer(change, direction) / (direction @ edited)
        shifts[name] = change @ (update @ others) / (change @ change)
    return shifts
