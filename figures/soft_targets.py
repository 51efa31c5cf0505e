"""A teacher's distribution over the same ten tokens at three temperatures."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, FAINT, INK, TEAL, Say, plots, write

WORDS = {
    "en": {"tokens": "ten tokens, most likely first", "hard": "label"},
    "zh": {"tokens": "十个 token，按概率从高到低", "hard": "硬标签"},
}
TEMPERATURES = (1, 2, 5)


def draw(say: Say) -> Figure:
    """Draw the one-hot label and the teacher at each temperature."""
    figure, panels = plots(4, height=2.6)
    # The teacher's logits are the first row that the page's worked example draws.
    logits = np.sort(np.random.default_rng(0).normal(0, 2, (2, 10))[0])[::-1]
    places = np.arange(10)
    for axes, temperature in zip(panels, (0, *TEMPERATURES), strict=True):
        if temperature:
            powers = np.exp(logits / temperature)
            chances, color = powers / powers.sum(), TEAL
        else:
            chances, color = (places == 0).astype(float), AMBER
        axes.bar(places, chances, color=color, width=0.74)
        write(axes, (0.9, chances[0] + 0.035), f"{chances[0]:.2f}", size=10, color=INK)
        title = f"$T = {temperature}$" if temperature else say("hard")
        axes.set_title(title, size=10.5, color=INK)
        axes.set(ylim=(0, 1.1), xticks=[], yticks=[])
        axes.spines["left"].set_visible(False)
        axes.spines["bottom"].set_color(FAINT)
    figure.supxlabel(say("tokens"), size=10.5, color=INK)
    return figure
