"""The share of time lost to saving and to repeated work, against the checkpoint interval."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, GREY, TEAL, Say, plots

WORDS = {
    "en": {
        "save": "saving takes {0} s",
        "best": "{0:.0f} min, {1:.0%}",
        "repeated": "repeated work alone",
        "interval": "minutes from one checkpoint to the next",
        "lost": "share of time wasted",
    },
    "zh": {
        "save": "存一次要 {0} 秒",
        "best": "{0:.0f} 分钟，{1:.0%}",
        "repeated": "只算重做的部分",
        "interval": "每隔多少分钟存一次",
        "lost": "浪费的时间比例",
    },
}
FAILURE = 3.1 * 3600
"""Seconds between failures, on average."""

SAVES = ((60, AMBER), (10, TEAL))
"""Seconds that a checkpoint takes, and the colour of its curve."""


def draw(say: Say) -> Figure:
    """Draw a curve for each of the save times, with its lowest point."""
    figure, (axes,) = plots(1, 3.0)
    minutes = np.linspace(0.5, 60, 600)
    for save, color in SAVES:
        lost = _lost(minutes * 60, save)
        axes.plot(minutes, 100 * lost, color=color, linewidth=2, label=say("save").format(save))
        best = np.sqrt(2 * save * FAILURE)
        least = float(_lost(best, save))
        axes.plot(best / 60, 100 * least, "o", color=color, markersize=7)
        text = say("best").format(best / 60, least)
        axes.text(best / 60 - 1.5, 100 * least + 1.2, text, va="bottom", weight="bold")
    repeated = 100 * _lost(minutes * 60, 0)
    axes.plot(minutes, repeated, color=GREY, linestyle=":", label=say("repeated"))
    axes.set(xlabel=say("interval"), ylabel=say("lost"), xlim=(0, 60), ylim=(0, 30))
    axes.set_yticks([0, 10, 20, 30], ["0", "10%", "20%", "30%"])
    axes.legend(loc="upper center", fontsize=10)
    return figure


def _lost(interval: np.ndarray | float, save: float) -> np.ndarray:
    return np.asarray(save / interval + interval / (2 * FAILURE))
