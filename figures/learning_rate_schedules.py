"""Warm-up with cosine, and warm-up, stable, decay, over the steps of one run."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, DARK, TEAL, Look, Say, plots

WORDS = {
    "en": {
        "cosine": "cosine to 10%",
        "wsd": "WSD: decay in the last 10%",
        "branch": "WSD: an early branch",
        "step": "step, in thousands (a run of 40,000 steps)",
        "rate": "learning rate / peak",
        "warm": "warm-up",
        "stable": "stable",
        "decay": "decay",
    },
    "zh": {
        "cosine": "余弦，降到 10%",
        "wsd": "WSD：最后 10% 衰减",
        "branch": "WSD：中途分出，提前收尾",
        "step": "步数，单位千步（以总共 4 万步为例）",
        "rate": "学习率 / 峰值",
        "warm": "预热",
        "stable": "稳定",
        "decay": "衰减",
    },
}
STEPS, WARM, LAST, DECAY = 40_000, 2_000, 0.1, 0.1
"""Steps of the run and of its warm-up, the last rate over the peak, the share that WSD decays."""


def draw(say: Say) -> Figure:
    """Draw both, and a decay that branches off the stable part."""
    figure, (axes,) = plots(1, 3.0)
    steps = np.arange(0, STEPS + 1, 100)
    half = steps[steps <= STEPS // 2]
    branch = half[half >= STEPS // 2 * (1 - DECAY)]
    axes.plot(steps / 1e3, _cosine(steps), color=TEAL, linewidth=2, label=say("cosine"))
    axes.plot(steps / 1e3, _wsd(steps, STEPS), color=AMBER, linewidth=2, label=say("wsd"))
    look: Look = {"color": AMBER, "linewidth": 1.6, "linestyle": (0, (3, 2))}
    axes.plot(branch / 1e3, _wsd(branch, STEPS // 2), label=say("branch"), **look)
    for x, key in ((0.2, "warm"), (11, "stable"), (37.2, "decay")):
        axes.text(x, 1.05, say(key), ha="left" if key == "warm" else "center", color=DARK[AMBER])
    axes.set(xlabel=say("step"), ylabel=say("rate"), xlim=(0, STEPS / 1e3), ylim=(0, 1.18))
    axes.set_yticks([0, LAST, 0.5, 1], ["0", "10%", "50%", "100%"])
    axes.legend(loc="lower left", fontsize=10, bbox_to_anchor=(0.06, 0.08))
    return figure


def _warm(steps: np.ndarray) -> np.ndarray:
    return np.minimum(1, steps / WARM)


def _cosine(steps: np.ndarray) -> np.ndarray:
    """Return the rates over the peak: linear to 1, then half a cosine to the last rate."""
    done = np.clip((steps - WARM) / (STEPS - WARM), 0, 1)
    return np.asarray(_warm(steps) * (LAST + (1 - LAST) * (1 + np.cos(np.pi * done)) / 2))


def _wsd(steps: np.ndarray, end: int) -> np.ndarray:
    """Return the rates over the peak of a run that decays linearly before its end."""
    done = np.clip((steps - end * (1 - DECAY)) / (end * DECAY), 0, 1)
    return np.asarray(_warm(steps) * (1 - (1 - LAST) * done))
