"""The same two classes, seen by a generative model and by a discriminative one."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, FAINT, GREY, INK, TEAL, Say, plots, write

WORDS = {
    "en": {
        "generative": "generative: where the data lies",
        "discriminative": "discriminative: where it divides",
        "first": "$p(x\\mid y=0)$",
        "second": "$p(x\\mid y=1)$",
        "boundary": "$p(y=1\\mid x)=0.5$",
        "outside": "a class, but not\nhow likely",
        "unlikely": "unlikely point",
    },
    "zh": {
        "generative": "生成式：数据分布在哪里",
        "discriminative": "判别式：分界在哪里",
        "first": "$p(x\\mid y=0)$",
        "second": "$p(x\\mid y=1)$",
        "boundary": "$p(y=1\\mid x)=0.5$",
        "outside": "给出类别，\n不说有多可能",
        "unlikely": "不太可能的点",
    },
}
CENTRES = np.array([[-1.2, -0.6], [1.2, 0.6]])
ODD = (2.6, -1.75)


def draw(say: Say) -> Figure:
    """Draw both views over the same sample of two Gaussian classes."""
    rng = np.random.default_rng(1)
    samples = [centre + rng.normal(0, 0.75, (40, 2)) for centre in CENTRES]
    figure, panels = plots(2, height=3.3)
    for axes, key in zip(panels, ("generative", "discriminative"), strict=True):
        for sample, color in zip(samples, (TEAL, AMBER), strict=True):
            axes.scatter(sample[:, 0], sample[:, 1], s=12, color=color, alpha=0.75, linewidths=0)
        axes.scatter(ODD[0], ODD[1], s=46, marker="x", color=INK)
        axes.set(xlim=(-3.6, 3.6), ylim=(-3.2, 3.2), xticks=[], yticks=[], aspect="equal")
        axes.set_title(say(key), size=10.5, color=INK)
        axes.spines[["left", "bottom"]].set_color(FAINT)
    across, up = np.meshgrid(np.linspace(-3.6, 3.6, 90), np.linspace(-3.2, 3.2, 90))
    for centre, color in zip(CENTRES, (TEAL, AMBER), strict=True):
        density = np.exp(-((across - centre[0]) ** 2 + (up - centre[1]) ** 2) / (2 * 0.75**2))
        levels = np.exp([-3, -1.5, -0.4])
        panels[0].contour(across, up, density, levels=levels, colors=color, linewidths=1.2)
    write(panels[0], (-2.2, 1.65), say("first"), size=10.5, color=TEAL)
    write(panels[0], (1.2, 2.85), say("second"), size=10.5, color="#8a5700")
    write(panels[0], (2.4, -2.3), say("unlikely"), size=10, color=GREY)
    xs = np.array([-1.6, 1.6])
    panels[1].plot(xs, -2 * xs, color=INK, linewidth=1.8)
    write(panels[1], (-1.75, -2.85), say("boundary"), size=10.5, color=INK)
    write(panels[1], (2.5, -2.5), say("outside"), size=10, color=GREY)
    return figure
