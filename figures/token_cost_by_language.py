"""How many tokens the same text takes in other languages, relative to English."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, BLUE, FAINT, GREY, INK, RED, TEAL, Say, plots, write

WORDS = {
    "en": {
        "languages": "German|Chinese|Hindi|Burmese",
        "relative": "tokens for the same text, English = 1",
        "bytes": "ByT5 (bytes)",
    },
    "zh": {
        "languages": "德语|中文|印地语|缅甸语",
        "relative": "同样内容的 token 数，英语 = 1",
        "bytes": "ByT5（字节）",
    },
}
COSTS = {
    "cl100k_base": ((1.58, 1.91, 4.79, 11.70), RED),
    "Qwen (2023)": ((1.55, 1.07, 4.47, 8.99), AMBER),
    "XLM-RoBERTa": ((1.17, 0.97, 1.25, 1.72), TEAL),
    "bytes": ((1.18, 0.93, 2.55, 3.51), BLUE),
}
"""From the counts that Petrov et al. published; the page has the same table."""


def draw(say: Say) -> Figure:
    """Draw a group of bars for each language, one for each tokenizer."""
    figure, (axes,) = plots(height=3.4)
    languages = say("languages").split("|")
    height = 0.2
    for number, (name, (costs, color)) in enumerate(COSTS.items()):
        places = np.arange(len(languages)) * -1.0 + (1.5 - number) * height
        label = say("bytes") if name == "bytes" else name.replace("(2023)", "2023")
        axes.barh(places, costs, height=height * 0.9, color=color, label=label)
        for place, cost in zip(places, costs, strict=True):
            write(axes, (cost + 0.1, place), f"{cost:.2f}", ha="left", size=10, color=GREY)
    axes.axvline(1, color=FAINT, linewidth=1, linestyle="--")
    axes.set(xlim=(0, 13), yticks=-1.0 * np.arange(len(languages)), xticks=[0, 1, 4, 8, 12])
    axes.set_yticklabels(languages, size=10.5)
    axes.set_xlabel(say("relative"), size=10.5, color=INK)
    axes.legend(loc="upper right", fontsize=10, frameon=False)
    axes.tick_params(labelsize=10)
    return figure
