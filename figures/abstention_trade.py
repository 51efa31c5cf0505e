"""Right, wrong and withheld answers without a detector of ignorance, and with two of them."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.style import (
    DARK,
    FAINT,
    GREEN,
    GREY,
    INK,
    PALE,
    RED,
    WHITE,
    Look,
    Point,
    Say,
    canvas,
    write,
)

WORDS = {
    "en": {
        "always": "always answers",
        "detector": "abstains on 75% of\nthe unknown and\n5% of the known",
        "perfect": "abstains on all of\nthe unknown, none\nof the known",
        "never": "never answers",
        "right": "right",
        "wrong": "wrong",
        "abstained": "abstained",
        "share": "wrong among those answered: {share:.1%}",
        "most": "{most:.1%} right: more only with\nbetter knowledge or evidence",
    },
    "zh": {
        "always": "有问必答",
        "detector": "不知道的弃答 75%，\n知道的误弃 5%",
        "perfect": "不知道的全部弃答，\n知道的一个不弃",
        "never": "一概不答",
        "right": "答对",
        "wrong": "答错",
        "abstained": "弃答",
        "share": "已作答部分的错误率：{share:.1%}",
        "most": "答对 {most:.1%}：要更多，只能靠\n更好的知识或证据",
    },
}
KNOWN = 0.7
ACCURACY = (0.95, 0.2)
"""Of the questions that the model knows, and of the rest."""

SETTINGS = {
    "always": (0.0, 0.0),
    "detector": (0.05, 0.75),
    "perfect": (0.0, 1.0),
    "never": (1.0, 1.0),
}
"""The share of the known questions that the system abstains on, and of the rest."""

COLORS = {"right": GREEN, "wrong": RED, "abstained": FAINT}
LEFT, LONG, HIGH, PITCH, TOP = 1.9, 4.3, 0.4, 0.82, 3.0
NARROW = 0.05
"""A part of all questions that has no room for its number."""


def draw(say: Say) -> Figure:
    """Draw a bar of all questions for each setting of the detector."""
    figure, axes = canvas(4.1)
    for row, (key, abstains) in enumerate(SETTINGS.items()):
        low = TOP - PITCH * row
        write(axes, (LEFT - 0.12, low + HIGH / 2), say(key), ha="right", size=10)
        parts = _parts(abstains)
        _bar(axes, low, parts)
        answered = parts["right"] + parts["wrong"]
        if answered:
            text = say("share").format(share=parts["wrong"] / answered)
            write(axes, (LEFT, low - 0.14), text, ha="left", size=10, color=GREY)
    most = _parts(SETTINGS["always"])["right"]
    x = LEFT + LONG * most
    axes.plot([x, x], [0.42, TOP + HIGH + 0.2], color=INK, linewidth=1.1, linestyle="--", zorder=0)
    text = say("most").format(most=most)
    write(axes, (x, TOP + HIGH + 0.42), text, size=10)
    for x, key in ((1.9, "right"), (3.2, "wrong"), (4.5, "abstained")):
        color = COLORS[key]
        look: Look = {"facecolor": PALE[color], "edgecolor": color}
        axes.add_patch(Rectangle((x, 0.1), 0.26, 0.17, **look))
        write(axes, (x + 0.36, 0.185), say(key), ha="left", size=10)
    return figure


def _parts(abstains: Point) -> dict[str, float]:
    """Return the shares of all questions that are answered rightly, wrongly and not at all."""
    weights = (KNOWN, 1 - KNOWN)
    answered = [weight * (1 - part) for weight, part in zip(weights, abstains, strict=True)]
    right = sum(share * accuracy for share, accuracy in zip(answered, ACCURACY, strict=True))
    return {"right": right, "wrong": sum(answered) - right, "abstained": 1 - sum(answered)}


def _bar(axes: Axes, low: float, parts: dict[str, float]) -> None:
    x = LEFT
    for key, part in parts.items():
        if part <= 0:
            continue
        color, wide = COLORS[key], LONG * part
        look: Look = {"facecolor": PALE[color], "edgecolor": color, "linewidth": 1.1}
        axes.add_patch(Rectangle((x, low), wide, HIGH, **look))
        height = low + HIGH / 2 if part > NARROW else low + HIGH + 0.1
        ink = DARK.get(color, color)
        plate = {"facecolor": WHITE, "edgecolor": "none", "pad": 0.5} if part <= NARROW else None
        write(axes, (x + wide / 2, height), f"{part:.1%}", size=10, color=ink, bbox=plate)
        x += wide
