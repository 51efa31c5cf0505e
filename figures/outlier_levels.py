"""The int8 levels left for an ordinary channel, alone, beside an outlier channel, and smoothed."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, FAINT, GREY, INK, RED, TEAL, Say, true_minus

WORDS = {
    "en": {
        "alone": "no outlier channel: {} of 255 levels used",
        "beside": "beside a channel 100 times larger: {} levels",
        "smoothed": "smoothed (half the factor moved into the weights): {} levels",
        "values": "value of an ordinary channel; lines are int8 levels",
    },
    "zh": {
        "alone": "没有离群通道：用到 255 级中的 {} 级",
        "beside": "旁边有一个大 100 倍的通道：{} 级",
        "smoothed": "平滑之后（一半的倍数移入权重）：{} 级",
        "values": "普通通道的取值，竖线是 int8 的各级",
    },
}


def draw(say: Say) -> Figure:
    """Draw the values of one channel as bars three times, with the levels of each case."""
    rng = np.random.default_rng(0)  # as in the page's worked example
    plain, weights = rng.normal(size=(256, 512)), rng.normal(size=(512, 512))
    outlier = plain.copy()
    outlier[:, 7] *= 100
    factors = np.sqrt(np.abs(outlier).max(0) / np.abs(weights).max(1))
    cases = {"alone": plain, "beside": outlier, "smoothed": outlier / factors}
    figure = Figure(figsize=(6.4, 4.4), layout="constrained")
    rows = figure.subplots(3, 1)
    for axes, (key, values), color in zip(rows, cases.items(), (TEAL, RED, AMBER), strict=True):
        channel, step = values[:, 0], np.abs(values).max() / 127
        levels = step * np.arange(-127, 128)
        edge = max(np.abs(channel).max(), step) * 1.03
        axes.hist(channel, bins=24, range=(-edge, edge), color=FAINT, alpha=0.55)
        for level in levels[np.abs(levels) <= edge]:
            axes.axvline(level, color=color, linewidth=0.8)
        used = len(np.unique(np.round(channel / step)))
        axes.set(xlim=(-edge, edge), yticks=[])
        axes.set_title(say(key).format(used), size=10.5, color=INK, loc="left")
        axes.tick_params(labelsize=10)
        axes.spines[["top", "right", "left"]].set_visible(False)
        true_minus(axes.xaxis)
    rows[-1].set_xlabel(say("values"), size=10.5, color=GREY)
    return figure
