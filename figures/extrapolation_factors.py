"""By how much PI, NTK-aware scaling and YaRN slow each pair of RoPE down."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, BLUE, FAINT, GREY, PALE, TEAL, Look, Say, plots

WORDS = {
    "en": {
        "pair": "pair $i=0,\\ldots,63$ (fast to slow)",
        "factor": "slowed down by",
        "pi": "PI",
        "ntk": "NTK-aware",
        "yarn": "YaRN (by parts)",
        "many": "over 32 turns",
        "few": "under one turn\nin 4096 tokens",
    },
    "zh": {
        "pair": "分量对 $i=0,\\ldots,63$（由快到慢）",
        "factor": "放慢的倍数",
        "pi": "PI",
        "ntk": "NTK-aware",
        "yarn": "YaRN（by-parts）",
        "many": "转过 32 圈以上",
        "few": "4096 个 token 内\n不足一圈",
    },
}
HEAD_SIZE, BASE, TRAINED, SCALE = 128, 10_000.0, 4096, 8.0
SLOW, FAST = 1.0, 32.0
"""YaRN's bounds on the number of turns within the trained length."""


def draw(say: Say) -> Figure:
    """Draw the three factors for an eightfold length."""
    figure, (axes,) = plots(1, 3.1)
    pairs = np.arange(HEAD_SIZE // 2)
    frequency = BASE ** (-2 * pairs / HEAD_SIZE)
    turns = TRAINED * frequency / (2 * np.pi)
    ntk_base = BASE * SCALE ** (HEAD_SIZE / (HEAD_SIZE - 2))
    ntk = frequency / ntk_base ** (-2 * pairs / HEAD_SIZE)
    ramp = np.clip((turns - SLOW) / (FAST - SLOW), 0, 1)
    yarn = 1 / ((1 - ramp) / SCALE + ramp)
    fast, slow = int((turns > FAST).sum()), int((turns >= SLOW).sum())
    for start, stop, y, key in ((0, fast - 0.5, 0.5, "many"), (slow - 0.5, 63, 0.85, "few")):
        axes.axvspan(start, stop, color=PALE[FAINT], linewidth=0)
        look: Look = {"ha": "center", "va": "center", "size": 10, "color": GREY}
        axes.text((start + stop) / 2, y, say(key), **look)
    axes.plot(pairs, ntk, color=BLUE, linewidth=2, label=say("ntk"))
    axes.plot(pairs, yarn, color=TEAL, linewidth=2, label=say("yarn"))
    axes.plot(pairs, np.full(64, SCALE), "--", color=AMBER, linewidth=2, label=say("pi"))
    axes.set(xlabel=say("pair"), ylabel=say("factor"), ylim=(0, 8.6), xlim=(0, 63))
    axes.set(xticks=[0, 16, 32, 48, 63], yticks=[1, 2, 4, 6, 8])
    axes.yaxis.set_major_formatter("{x:.0f}×")
    handles, labels = axes.get_legend_handles_labels()
    order = (2, 0, 1)
    place: Look = {"loc": "center left", "fontsize": 10, "bbox_to_anchor": (0.01, 0.66)}
    axes.legend([handles[i] for i in order], [labels[i] for i in order], **place)
    return figure
