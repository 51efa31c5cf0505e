"""What repeated tokens are worth, against epochs, by the law of Muennighoff et al."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import FAINT, GREY, TEAL, Say, plots

WORDS = {
    "en": {
        "epochs": "epochs over the same $U$ tokens",
        "worth": "effective tokens, in units of $U$",
        "ideal": "if every pass were fresh",
        "ceiling": "ceiling: 16.39",
        "mark": "{epochs} epochs: {worth:.2f}",
    },
    "zh": {
        "epochs": "在同一批 $U$ 个 token 上训练的遍数",
        "worth": "有效 token 数（单位：$U$）",
        "ideal": "每一遍都是新数据",
        "ceiling": "上限：16.39",
        "mark": "{epochs} 遍：{worth:.2f}",
    },
}
DECAY, LAST = 15.39, 60
MARKS = (4, 16, 40)


def draw(say: Say) -> Figure:
    """Draw the law from one epoch on, what fresh data would be worth, and the ceiling."""
    figure, (axes,) = plots(1, 3.2)
    epochs = np.linspace(1, LAST, 400)
    axes.plot([1, 19], [1, 19], color=FAINT, linewidth=1.6, linestyle="--")
    axes.text(19.8, 18.7, say("ideal"), size=10, color=GREY, va="top")
    axes.axhline(1 + DECAY, color=GREY, linewidth=1, linestyle=":")
    axes.text(LAST, 1 + DECAY + 0.25, say("ceiling"), size=10, color=GREY, ha="right", va="bottom")
    axes.plot(epochs, _worth(epochs), color=TEAL, linewidth=2)
    for mark in MARKS:
        worth = float(_worth(mark))
        axes.plot(mark, worth, "o", color=TEAL, markersize=7)
        text = say("mark").format(epochs=mark, worth=worth)
        axes.text(mark + 1.2, worth - 0.5, text, size=10.5, color=TEAL, va="top")
    axes.set(xlim=(0, LAST), ylim=(0, 19), xticks=[1, 4, 16, 40, 60], yticks=[0, 5, 10, 15])
    axes.set(xlabel=say("epochs"), ylabel=say("worth"))
    return figure


def _worth(epochs: float | np.ndarray) -> np.ndarray:
    return np.asarray(1 + DECAY * (1 - np.exp(-(epochs - 1) / DECAY)))
