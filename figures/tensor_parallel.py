"""Tensor parallelism over two GPUs: the MLP and attention, each with one sum at its end."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.style import (
    AMBER,
    FAINT,
    GREY,
    PALE,
    PURPLE,
    TEAL,
    WHITE,
    Look,
    Point,
    Say,
    arrow,
    box,
    canvas,
    write,
)

WORDS = {
    "en": {
        "mlp": "MLP",
        "attention": "attention",
        "columns": "cut by columns",
        "local": "local",
        "rows": "cut by rows",
        "heads": "heads\n{0}–{1}",
        "f": "$f$: copies forward; all-reduce of the gradients backward",
        "g": "$g$: all-reduce of $Y_1$ and $Y_2$ forward; copies backward",
    },
    "zh": {
        "mlp": "MLP",
        "attention": "注意力",
        "columns": "按列切",
        "local": "留在本卡",
        "rows": "按行切",
        "heads": "注意力头\n{0}–{1}",
        "f": "$f$：前向原样复制，反向对梯度做 all-reduce",
        "g": "$g$：前向对 $Y_1$、$Y_2$ 做 all-reduce，反向原样复制",
    },
}
COLORS = (TEAL, AMBER)
"""Of what lies on the first GPU and on the second."""

HEADS, LANE, FIRST, SECOND, THIRD, SUM = 8, 1.0, 2.15, 3.46, 4.28, 5.27
"""Heads, the distance of the GPUs' rows, and where the parts of a row have their middle."""


def draw(say: Say) -> Figure:
    """Draw the MLP above and attention below, both from left to right."""
    figure, axes = canvas(5.3)
    for x, key in ((FIRST, "columns"), (SECOND, "local"), (THIRD, "rows")):
        write(axes, (x, 5.1), say(key), size=10, color=GREY, va="baseline")
    for key, middle in (("mlp", 4.0), ("attention", 1.75)):
        _block(axes, say, key, middle)
    write(axes, (0.1, 0.42), say("f"), ha="left", size=10, color=GREY)
    write(axes, (0.1, 0.17), say("g"), ha="left", size=10, color=GREY)
    return figure


def _block(axes: Axes, say: Say, key: str, middle: float) -> None:
    """Draw, around a height, a sub-block from its input to its output."""
    write(axes, (0.1, middle + 0.8), say(key), ha="left", weight="bold", size=10.5)
    box(axes, (0.1, middle - 0.2), (0.4, 0.4), "$X$", FAINT)
    box(axes, (5.83, middle - 0.2), (0.4, 0.4), "$Y$", FAINT)
    arrow(axes, (0.5, middle), (0.69, middle))
    arrow(axes, (SUM + 0.16, middle), (5.83, middle))
    for gpu, color in enumerate(COLORS):
        side = 1 if gpu == 0 else -1
        y = middle + side * LANE / 2
        look: Look = {"facecolor": WHITE, "edgecolor": FAINT, "linewidth": 0.8}
        axes.add_patch(Rectangle((1.2, y - 0.46), 3.5, 0.92, **look))
        write(axes, (1.31, y), f"GPU {gpu + 1}", rotation=90, size=10, color=GREY)
        arrow(axes, (0.85, middle), (1.2, y))
        arrow(axes, (4.7, y), (SUM - 0.1, middle + side * 0.13))
        write(axes, (5.13, middle + side * 0.42), f"$Y_{gpu + 1}$", size=10.5)
        if key == "mlp":
            _matrix(axes, (FIRST, y), (1.1, 0.56), gpu, by_rows=False)
            write(axes, (FIRST + side * -0.275, y), f"$A_{gpu + 1}$", size=10.5)
            _matrix(axes, (THIRD, y), (0.5, 0.74), gpu, by_rows=True)
            write(axes, (THIRD, y + side * 0.185), f"$B_{gpu + 1}$", size=10.5)
            local = "GELU"
        else:
            for place, name in enumerate("QKV"):
                _projection(axes, (FIRST + 0.48 * (place - 1), y), gpu, name)
            _projection(axes, (THIRD, y), gpu, "O")
            half = HEADS // 2
            local = say("heads").format(gpu * half + 1, (gpu + 1) * half)
        arrow(axes, (FIRST + (0.55 if key == "mlp" else 0.7), y), (SECOND - 0.38, y))
        box(axes, (SECOND - 0.38, y - 0.22), (0.76, 0.44), "", color)
        write(axes, (SECOND, y - 0.01), local, size=10, linespacing=1.0)
        arrow(axes, (SECOND + 0.38, y), (THIRD - (0.25 if key == "mlp" else 0.22), y))
    circle = {"boxstyle": "circle,pad=0.2", "facecolor": PALE[PURPLE], "edgecolor": PURPLE}
    write(axes, (0.85, middle), "$f$", bbox=circle)
    write(axes, (SUM, middle), "$g$", bbox=circle)


def _projection(axes: Axes, middle: Point, gpu: int, name: str) -> None:
    """Draw a matrix of attention and its name: that of the outputs by rows, others by columns."""
    x, y = middle
    write(axes, (x, y + 0.33), f"$W_{name}$", size=10)
    _matrix(axes, (x, y - 0.05), (0.44, 0.44), gpu, name == "O")


def _matrix(axes: Axes, middle: Point, size: Point, gpu: int, by_rows: bool) -> None:
    """Draw a matrix, with the half that a GPU holds in its colour: the first is left or upper."""
    (x, y), (width, height) = middle, size
    left, low = x - width / 2, y - height / 2
    whole: Look = {"facecolor": WHITE, "edgecolor": FAINT, "linewidth": 0.8, "linestyle": ":"}
    axes.add_patch(Rectangle((left, low), width, height, **whole))
    half = (width, height / 2) if by_rows else (width / 2, height)
    corner = (left, low + half[1] * (1 - gpu)) if by_rows else (left + half[0] * gpu, low)
    held: Look = {"facecolor": PALE[COLORS[gpu]], "edgecolor": COLORS[gpu], "linewidth": 1.2}
    axes.add_patch(Rectangle(corner, *half, **held))
