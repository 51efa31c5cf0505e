"""The similarities that InfoNCE compares in a batch, and what a mined negative does to the loss."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.style import DARK, FAINT, GREY, INK, PALE, RED, TEAL, WHITE, Look, Say, canvas, write

WORDS = {
    "en": {
        "batch": "passages of the batch",
        "mined": "hard\nnegative",
        "loss": "loss of the row",
        "without": "batch\nonly",
        "with": "and hard\nnegative",
        "query": "query {number}",
        "passage": "{number}",
        "mean": "mean",
        "own": "own passage",
        "random": "in-batch negative",
        "hard": "mined hard negative",
    },
    "zh": {
        "batch": "batch 内的段落",
        "mined": "难负例",
        "loss": "每行的损失",
        "without": "只有\nbatch 内",
        "with": "加上\n难负例",
        "query": "查询 {number}",
        "passage": "{number}",
        "mean": "平均",
        "own": "自己的段落（正例）",
        "random": "batch 内负例",
        "hard": "挖来的难负例",
    },
}
SIMILARITY = np.array([[0.80, 0.30, 0.10], [0.20, 0.70, 0.40], [0.10, 0.30, 0.90]])
HARD = np.array([[0.75], [0.65], [0.60]])
TEMPERATURE = 0.05
SMALL = 0.0001
SIDE, LEFT, HIGH = 0.72, 1.0, 0.6
MINED = LEFT + 3 * SIDE + 0.22
LOSSES = (4.8, 5.75)


def draw(say: Say) -> Figure:
    """Draw a row of similarities for each query, and its loss beside them."""
    figure, axes = canvas(3.9)
    top = 2.9
    for row in range(3):
        low = top - HIGH * (row + 1)
        write(axes, (LEFT - 0.1, low + HIGH / 2), say("query").format(number=row + 1), ha="right")
        for column in range(3):
            color = TEAL if row == column else FAINT
            _cell(axes, LEFT + column * SIDE, low, color, SIMILARITY[row, column])
        _cell(axes, MINED, low, RED, HARD[row, 0])
    for column in range(3):
        x = LEFT + (column + 0.5) * SIDE
        write(axes, (x, top + 0.14), say("passage").format(number=column + 1), color=GREY)
    write(axes, (LEFT + 1.5 * SIDE, top + 0.55), say("batch"), size=10.5)
    write(axes, (MINED + SIDE / 2, top + 0.45), say("mined"), size=10.5, color=RED)
    write(axes, (sum(LOSSES) / 2, top + 0.78), say("loss"), size=10.5)
    without, with_hard = _losses(SIMILARITY), _losses(np.hstack([SIMILARITY, HARD]))
    for x, key, losses in zip(LOSSES, ("without", "with"), (without, with_hard), strict=True):
        color = RED if key == "with" else INK
        write(axes, (x, top + 0.3), say(key), size=10.5, color=color if key == "with" else GREY)
        for row, loss in enumerate(losses):
            text = f"{loss:.4f}" if loss >= SMALL else f"< {SMALL:.4f}"
            write(axes, (x, top - HIGH * (row + 0.5)), text, color=color)
        mean = f"{losses.mean():.4f}"
        write(axes, (x, top - 3 * HIGH - 0.32), mean, color=color, weight="bold")
    axes.plot([LOSSES[0] - 0.4, LOSSES[1] + 0.4], [top - 3 * HIGH - 0.08] * 2, color=FAINT)
    place = (LOSSES[0] - 0.5, top - 3 * HIGH - 0.32)
    write(axes, place, say("mean"), ha="right", size=10.5)
    for x, key, color in ((0.3, "own", TEAL), (2.35, "random", FAINT), (4.4, "hard", RED)):
        look: Look = {"facecolor": PALE[color], "edgecolor": color}
        axes.add_patch(Rectangle((x, 0.2), 0.24, 0.18, **look))
        write(axes, (x + 0.34, 0.29), say(key), ha="left", size=10)
    return figure


def _losses(scores: np.ndarray) -> np.ndarray:
    scaled = scores / TEMPERATURE
    return np.asarray(np.log(np.exp(scaled).sum(1)) - np.diag(scaled[:, :3]))


def _cell(axes: Axes, x: float, y: float, color: str, value: float) -> None:
    axes.add_patch(
        Rectangle((x, y), SIDE, HIGH, facecolor=PALE[color], edgecolor=WHITE, linewidth=2)
    )
    bold = "bold" if color != FAINT else "normal"
    middle = (x + SIDE / 2, y + HIGH / 2)
    write(axes, middle, f"{value:.2f}", color=DARK.get(color, color), weight=bold)
