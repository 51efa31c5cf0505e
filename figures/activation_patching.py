"""Activation patching: a clean run, a corrupted one, and one activation carried over."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.style import (
    AMBER,
    DARK,
    FAINT,
    GREY,
    INK,
    PALE,
    PURPLE,
    TEAL,
    Look,
    Say,
    arrow,
    canvas,
    line,
    write,
)

WORDS = {
    "en": {
        "clean": "clean run",
        "patched": "patched run",
        "corrupt": "corrupted run",
        "token_0": "capital of",
        "token_1_clean": "France",
        "token_1_corrupt": "Italy",
        "token_2": "is",
        "out_clean": "Paris",
        "out_patched": "Paris or Rome?",
        "out_corrupt": "Rome",
        "carry": "carried over",
        "layers": "layers, upwards",
        "metric": "logit of Paris minus logit of Rome",
        "none": "$P = 0$: no effect",
        "all": "$P = 1$: restored",
        "share": "$P$: what came back",
        "alike": "same in both",
        "mixed": "recomputed",
    },
    "zh": {
        "clean": "干净的运行",
        "patched": "修补后的运行",
        "corrupt": "改坏的运行",
        "token_0": "请问",
        "token_1_clean": "法国",
        "token_1_corrupt": "意大利",
        "token_2": "首都是",
        "out_clean": "巴黎",
        "out_patched": "巴黎还是罗马？",
        "out_corrupt": "罗马",
        "carry": "换入",
        "layers": "层，自下而上",
        "metric": "“巴黎”与“罗马”的 logit 之差",
        "none": "$P = 0$：毫无作用",
        "all": "$P = 1$：完全恢复",
        "share": "$P$：恢复了多少",
        "alike": "两次相同",
        "mixed": "随之重算",
    },
}
COLUMNS = ((0.0, 0.73), (0.77, 0.52), (1.33, 0.5))
"""The left and the width of the cells of each position."""

LAYERS, HIGH, LOW = 5, 0.3, 1.78
PLACE = (1, 2)
"""The position and the layer of the activation that is carried over."""

RUNS = (("clean", 0.38, TEAL), ("patched", 2.41, AMBER), ("corrupt", 4.44, AMBER))
PITCH = HIGH + 0.04
TOTAL = COLUMNS[-1][0] + COLUMNS[-1][1]


def draw(say: Say) -> Figure:
    """Draw the three runs side by side, and the scale of what is restored below them."""
    figure, axes = canvas(4.6)
    for key, left, color in RUNS:
        _run(axes, say, key, left, color)
    x, wide = COLUMNS[PLACE[0]]
    y = LOW + PLACE[1] * PITCH + HIGH / 2
    start, end = RUNS[0][1] + x + wide, RUNS[1][1] + x
    line(axes, [(start, y), (end - 0.1, y)], INK, 1.6)
    arrow(axes, (end - 0.2, y), (end, y), INK)
    write(axes, (0.2, LOW + 2.5 * PITCH), say("layers"), size=10, color=GREY, rotation=90)
    for x, key, color in ((0.5, "alike", FAINT), (2.4, "carry", TEAL), (4.5, "mixed", PURPLE)):
        edge, thick = (INK, 2) if key == "carry" else (color, 1)
        look: Look = {"facecolor": PALE[color], "edgecolor": edge, "linewidth": thick}
        axes.add_patch(Rectangle((x, 1.12), 0.26, 0.18, **look))
        write(axes, (x + 0.36, 1.21), say(key), ha="left", size=10)
    ends, height, back = (0.9, 5.5), 0.5, 3.9
    line(axes, [(ends[0], height), (ends[1], height)], GREY, 1.4)
    line(axes, [(ends[0], height), (back, height)], PURPLE, 4)
    write(axes, (3.2, 0.85), say("metric"), size=10.5)
    for x, key, color in (
        (ends[0], "none", AMBER),
        (back, "share", PURPLE),
        (ends[1], "all", TEAL),
    ):
        axes.plot(x, height, "o", color=color, markersize=9)
        write(axes, (x, 0.2), say(key), size=10.5, color=DARK.get(color, color))
    return figure


def _run(axes: Axes, say: Say, key: str, left: float, color: str) -> None:
    source = "clean" if key == "clean" else "corrupt"
    tokens = (say("token_0"), say(f"token_1_{source}"), say("token_2"))
    for position, ((x, wide), token) in enumerate(zip(COLUMNS, tokens, strict=True)):
        ink = DARK.get(color, color) if position == 1 else INK
        write(axes, (left + x + wide / 2, LOW - 0.2), token, size=10.5, color=ink)
        for layer in range(LAYERS):
            fill = color if position else FAINT
            is_patched = key == "patched" and (position, layer) == PLACE
            if key == "patched" and position >= PLACE[0] and layer > PLACE[1]:
                fill = PURPLE
            if is_patched:
                fill = TEAL
            look: Look = {"facecolor": PALE[fill], "edgecolor": fill, "linewidth": 1}
            if is_patched or (key == "clean" and (position, layer) == PLACE):
                look.update(edgecolor=INK, linewidth=2, zorder=3)
            corner = (left + x, LOW + layer * PITCH)
            axes.add_patch(Rectangle(corner, wide, HIGH, **look))
    top = LOW + LAYERS * PITCH
    last = left + COLUMNS[-1][0] + COLUMNS[-1][1] / 2
    arrow(axes, (last, top), (last, top + 0.28))
    ink = PURPLE if key == "patched" else DARK.get(color, color)
    write(axes, (left + TOTAL, top + 0.42), say(f"out_{key}"), ha="right", color=ink, weight="bold")
    write(axes, (left + TOTAL / 2, top + 0.82), say(key), weight="bold")
