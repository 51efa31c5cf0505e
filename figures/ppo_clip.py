"""PPO's clipped objective of one token against the ratio, for either sign of the advantage."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.style import FAINT, GREY, RED, TEAL, Look, Say, plots, true_minus, write

WORDS = {
    "en": {
        "positive": "$\\hat{A}_t = +1$",
        "negative": "$\\hat{A}_t = -1$",
        "ratio": "ratio $\\rho_t$",
        "objective": "objective",
        "plain": "$\\rho_t\\hat{A}_t$",
        "clipped": "clipped",
        "none": "no gradient",
        "back": "may be\npulled back",
        "start": "start",
    },
    "zh": {
        "positive": "$\\hat{A}_t = +1$",
        "negative": "$\\hat{A}_t = -1$",
        "ratio": "比值 $\\rho_t$",
        "objective": "目标值",
        "plain": "$\\rho_t\\hat{A}_t$",
        "clipped": "裁剪后",
        "none": "无梯度",
        "back": "可以\n拉回来",
        "start": "起点",
    },
}
CLIP = 0.2


def draw(say: Say) -> Figure:
    """Draw both signs side by side, with and without the clip."""
    figure, (left, right) = plots(2, 3.3)
    _panel(left, 1, say)
    _panel(right, -1, say)
    left.set(title=say("positive"), ylim=(0.35, 1.65), ylabel=say("objective"))
    right.set(title=say("negative"), ylim=(-1.65, -0.35))
    red: Look = {"size": 10, "color": RED, "va": "top"}
    grey: Look = {"size": 10, "color": GREY, "va": "bottom"}
    write(left, (1.4, 1.15), say("none"), **red)
    write(left, (0.6, 0.83), say("back"), **grey)
    write(left, (0.97, 1.04), say("start"), ha="right", **grey)
    write(right, (0.6, -0.85), say("none"), **red)
    write(right, (1.4, -1.18), say("back"), **grey)
    write(right, (1.03, -0.97), say("start"), ha="left", **grey)
    handles, labels = left.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2, fontsize=10)
    return figure


def _panel(axes: Axes, advantage: int, say: Say) -> None:
    ratio = np.linspace(0.4, 1.6, 241)
    clipped = np.clip(ratio, 1 - CLIP, 1 + CLIP) * advantage
    objective = np.minimum(ratio * advantage, clipped)
    flat = ratio >= 1 + CLIP if advantage > 0 else ratio <= 1 - CLIP
    for bound in (1 - CLIP, 1 + CLIP):
        axes.axvline(bound, color=FAINT, linewidth=1, linestyle=":")
    look: Look = {"color": FAINT, "linewidth": 1.6, "linestyle": "--"}
    axes.plot(ratio, ratio * advantage, label=say("plain"), **look)
    axes.plot(ratio, objective, color=TEAL, linewidth=2.4, label=say("clipped"))
    axes.plot(ratio[flat], objective[flat], color=RED, linewidth=2.4)
    axes.plot(1, advantage, "o", color=TEAL, markersize=7)
    axes.set(xlim=(0.4, 1.6), xlabel=say("ratio"))
    axes.set_xticks([0.4, 0.8, 1.0, 1.2, 1.6])
    axes.set_yticks([advantage * tick for tick in (0.4, 0.8, 1.0, 1.2, 1.6)])
    true_minus(axes.yaxis)
