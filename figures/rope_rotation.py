"""RoPE: a pair of features turned by its position, and how fast each pair turns."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, BLUE, DARK, FAINT, GREY, TEAL, Say, plots

WORDS = {
    "en": {
        "turn": "one pair at positions $m=0,\\ldots,4$",
        "pair": "pair $i=0,\\ldots,63$",
        "wave": "wavelength in tokens",
        "base": "base",
        "trained": "4096 tokens",
    },
    "zh": {
        "turn": "一个分量对在位置 $m=0,\\ldots,4$",
        "pair": "分量对 $i=0,\\ldots,63$",
        "wave": "波长（token 数）",
        "base": "底数",
        "trained": "4096 个 token",
    },
}
HEAD_SIZE, STEP, FIRST = 128, 0.5, 0.35


def draw(say: Say) -> Figure:
    """Draw five rotations of one vector, and wavelengths for two bases."""
    figure, (left, right) = plots(2, 2.9)
    circle = np.linspace(0, 2 * np.pi, 200)
    left.plot(np.cos(circle), np.sin(circle), color=FAINT, linewidth=0.8)
    for m in range(5):
        x, y = np.cos(FIRST + STEP * m), np.sin(FIRST + STEP * m)
        arrow = {"arrowstyle": "-|>", "color": TEAL, "alpha": 0.35 + 0.16 * m, "linewidth": 1.6}
        left.annotate("", (x, y), (0, 0), arrowprops=arrow)
        left.text(1.17 * x, 1.17 * y, str(m), ha="center", va="center", size=11)
    arc = np.linspace(FIRST, FIRST + STEP, 20)
    left.plot(0.5 * np.cos(arc), 0.5 * np.sin(arc), color=AMBER, linewidth=1.6)
    x, y = 0.68 * np.cos(FIRST + STEP / 2), 0.68 * np.sin(FIRST + STEP / 2)
    left.text(x, y, "$\\theta_i$", color=DARK[AMBER], ha="center", va="center", size=12)
    left.set(xlim=(-1.35, 1.35), ylim=(-1.35, 1.35), aspect="equal", title=say("turn"))
    left.set_axis_off()
    pairs = np.arange(HEAD_SIZE // 2)
    for base, color in ((10_000, TEAL), (500_000, BLUE)):
        wavelength = 2 * np.pi * base ** (2 * pairs / HEAD_SIZE)
        right.semilogy(pairs, wavelength, color=color, linewidth=2, label=f"{say('base')} {base}")
    right.axhline(4096, color=GREY, linewidth=1, linestyle=":")
    right.text(1, 5200, say("trained"), size=10, va="bottom", color=GREY)
    right.set(xlabel=say("pair"), title=say("wave"), xlim=(0, 63), xticks=[0, 16, 32, 48, 63])
    right.legend(loc="upper left", fontsize=10)
    return figure
