"""Confidence against accuracy for three ways to state a confidence."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, FAINT, GREY, RED, TEAL, Look, Say, plots

WORDS = {
    "en": {
        "confidence": "stated confidence",
        "accuracy": "accuracy in the bin",
        "perfect": "confidence = accuracy",
        "calibrated": "calibrated",
        "shifted": "shifted by 0.2",
        "constant": "constant 0.4",
    },
    "zh": {
        "confidence": "报出的置信度",
        "accuracy": "箱内准确率",
        "perfect": "置信度 = 准确率",
        "calibrated": "校准良好",
        "shifted": "整体偏高 0.2",
        "constant": "恒为 0.4",
    },
}
QUESTIONS, HIGHEST, SHIFT, PAIRS = 200_000, 0.8, 0.2, 60_000


def draw(say: Say) -> Figure:
    """Simulate the questions of the page, and draw a point for each of five bins."""
    figure, (axes,) = plots(1, 3.6)
    generator = np.random.default_rng(0)
    chance = generator.uniform(0.0, HIGHEST, QUESTIONS)
    is_right = generator.random(QUESTIONS) < chance
    axes.plot([0, 1], [0, 1], color=FAINT, linewidth=1.4, linestyle="--", label=say("perfect"))
    kinds = (
        ("calibrated", chance, "o", TEAL),
        ("shifted", chance + SHIFT, "s", RED),
        ("constant", np.full(QUESTIONS, HIGHEST / 2), "D", AMBER),
    )
    for key, stated, marker, color in kinds:
        points = _table(stated, is_right, 5)
        gap = sum(share * abs(hit - mean) for share, mean, hit in _table(stated, is_right, 10))
        label = f"{say(key)}\nECE {gap:.2f}, AUROC {_auroc(stated, is_right):.2f}"
        means, hits = [mean for _, mean, _ in points], [hit for _, _, hit in points]
        line = "-" if len(points) > 1 else ""
        look: Look = {"color": color, "markersize": 8, "linewidth": 1.6, "label": label}
        axes.plot(means, hits, marker=marker, linestyle=line, **look)
        if key == "shifted":
            axes.vlines(means, hits, means, color=GREY, linewidth=1, linestyle=":")
    axes.set(xlim=(0, 1), ylim=(0, 1), aspect="equal")
    axes.set(xlabel=say("confidence"), ylabel=say("accuracy"), anchor="W")
    legend: Look = {"fontsize": 10.5, "labelspacing": 1.2, "borderaxespad": 0}
    axes.legend(loc="center left", bbox_to_anchor=(1.08, 0.5), **legend)
    return figure


def _table(stated: np.ndarray, is_right: np.ndarray, bins: int) -> list[tuple[float, float, float]]:
    """Return the share, the mean confidence and the accuracy of each bin that is not empty."""
    places = np.minimum((stated * bins).astype(int), bins - 1)
    groups = [places == place for place in np.unique(places)]
    return [
        (float(group.mean()), float(stated[group].mean()), float(is_right[group].mean()))
        for group in groups
    ]


def _auroc(stated: np.ndarray, is_right: np.ndarray) -> float:
    right, wrong = stated[is_right][:PAIRS], stated[~is_right][:PAIRS]
    return float(np.mean((right > wrong) + 0.5 * (right == wrong)))
