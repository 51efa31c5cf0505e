"""One step of constrained decoding: tokens that the format forbids lose their probability."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import FAINT, GREY, INK, RED, TEAL, Say, plots, write

WORDS = {
    "en": {
        "before": "model's distribution after [",
        "after": "after the mask, renormalized",
        "illegal": "illegal here",
    },
    "zh": {
        "before": "写完 [ 之后模型的分布",
        "after": "加掩码并重新归一化",
        "illegal": "此处不合法",
    },
}
VOCABULARY = ("[", "]", ",", "1", "2", "1,", ",2", "],", "hi", "end")
EDGES = {(0, "["): 1, (1, "1"): 2, (1, "2"): 2, (2, ","): 1, (2, "]"): 3}
"""The automaton of the page's worked example, without its end."""

STATE, CLOSED = 1, 3


def draw(say: Say) -> Figure:
    """Draw the bars of every token before and after the mask."""
    figure, axes = plots(2, height=3.2)
    legal = np.array([[_is_legal(state, token) for token in VOCABULARY] for state in range(4)])
    logits = np.random.default_rng(0).normal(size=(4, 10)) + 3 * legal
    powers = np.exp(logits[STATE])
    before = powers / powers.sum()
    masked = powers * legal[STATE]
    after = masked / masked.sum()
    places = np.arange(len(VOCABULARY))[::-1]
    for each, chances, key in zip(axes, (before, after), ("before", "after"), strict=True):
        colors = [TEAL if fine else RED for fine in legal[STATE]]
        each.barh(places, chances, color=colors, height=0.68)
        for place, chance, fine in zip(places, chances, legal[STATE], strict=True):
            text = f"{chance:.2f}" if chance else "0"
            color = INK if fine else GREY
            write(each, (chance + 0.015, place), text, ha="left", size=10, color=color)
        each.set(xlim=(0, 0.95), xticks=[], yticks=places)
        each.set_yticklabels(VOCABULARY, size=10.5)
        each.set_title(say(key), size=10.5, color=INK, loc="left")
        each.spines["bottom"].set_visible(False)
        each.spines["left"].set_color(FAINT)
        each.tick_params(length=0)
    write(axes[0], (0.72, places[-2] + 0.5), say("illegal"), ha="right", size=10, color=RED)
    return figure


def _is_legal(state: int, text: str) -> bool:
    """Say whether the format allows all characters of a token's text in a state."""
    if text == VOCABULARY[-1]:
        return state == CLOSED
    following: int | None = state
    for character in text:
        following = EDGES.get((following, character)) if following is not None else None
    return following is not None
