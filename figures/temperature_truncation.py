"""One distribution at three temperatures, and what top-k and top-p keep of it."""

import numpy as np
import numpy.typing as npt
from matplotlib.figure import Figure

from figures.style import FAINT, GREY, INK, TEAL, Say, plots, write

WORDS = {
    "en": {
        "temperature": "all proportions change",
        "top_k": "top-k, $k = 3$",
        "top_p": "top-p, $p = 0.8$",
        "tokens": "tokens, most likely first",
        "probability": "probability",
    },
    "zh": {
        "temperature": "所有比例都变",
        "top_k": "top-k，$k = 3$",
        "top_p": "top-p，$p = 0.8$",
        "tokens": "token，按概率从高到低",
        "probability": "概率",
    },
}
LOGITS = np.array([3.0, 2.0, 1.0, 0.0, -1.0])
"""Those of the page's worked example."""

TEMPERATURES = (0.5, 1.0, 2.0)
Numbers = npt.NDArray[np.float64]
KEPT, MASS = 3, 0.8


def draw(say: Say) -> Figure:
    """Draw a column for each temperature, and a row for each rule."""
    figure, axes = plots(3, 4.6)
    figure.clear()
    grid = figure.subplots(3, 3, sharex=True, sharey=True)
    for row, key in zip(grid, ("temperature", "top_k", "top_p"), strict=True):
        for axes, temperature in zip(row, TEMPERATURES, strict=True):
            before = _softmax(LOGITS / temperature)
            kept = _kept(before, key)
            after = np.where(kept, before, 0) / before[kept].sum()
            places = np.arange(len(LOGITS))
            axes.bar(places, after, color=TEAL, width=0.72)
            for place in places[~kept]:
                write(axes, (place, 0.07), "×", color=GREY, size=11)
            for place in places[kept][:3]:
                write(axes, (place, after[place] + 0.08), f"{after[place]:.2f}", size=10)
            axes.set(ylim=(0, 1.12), xticks=[], yticks=[0, 0.5, 1])
            axes.spines[["top", "right"]].set_visible(False)
            axes.spines[["left", "bottom"]].set_color(FAINT)
            axes.tick_params(labelsize=10, color=FAINT)
    for axes, temperature in zip(grid[0], TEMPERATURES, strict=True):
        axes.set_title(f"$T = {temperature:g}$", size=11, color=INK)
    for row, key in zip(grid, ("temperature", "top_k", "top_p"), strict=True):
        write(row[2], (4.4, 0.98), say(key), ha="right", size=10, color=INK)
    figure.supxlabel(say("tokens"), size=10.5)
    figure.supylabel(say("probability"), size=10.5)
    return figure


def _softmax(logits: Numbers) -> Numbers:
    powers: Numbers = np.exp(logits - logits.max())
    chances: Numbers = powers / powers.sum()
    return chances


def _kept(chances: Numbers, rule: str) -> npt.NDArray[np.bool_]:
    places = np.arange(len(chances))
    before = np.cumsum(chances) - chances
    rules = {"top_k": places < KEPT, "top_p": before < MASS}
    return rules.get(rule, places >= 0)
