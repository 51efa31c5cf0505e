"""One sentence under three objectives: what goes in, what is asked, and where there is a loss."""

from collections.abc import Iterable, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.style import (
    AMBER,
    DARK,
    FAINT,
    GREY,
    PALE,
    RED,
    TEAL,
    WHITE,
    Look,
    Point,
    Say,
    canvas,
    write,
)

WORDS = {
    "en": {
        "sentence": "the small cat sat on the red mat",
        "causal": "next token (GPT)",
        "causal_note": "each position sees itself and the left",
        "masked": "masked token (BERT)",
        "masked_note": "each position sees both sides",
        "span": "span corruption (T5)",
        "span_note": "the decoder writes the removed span",
        "input": "input",
        "target": "target",
        "encoder": "encoder",
        "decoder": "decoder",
        "replaced": "replaced",
        "loss": "loss",
        "none": "no loss",
    },
    "zh": {
        "sentence": "那 只 小猫 坐 在 红 垫子 上",
        "causal": "预测下一个 token（GPT）",
        "causal_note": "每个位置看自己和左侧",
        "masked": "预测掩码 token（BERT）",
        "masked_note": "每个位置看左右两侧",
        "span": "片段破坏（T5）",
        "span_note": "解码器写出挖掉的片段",
        "input": "输入",
        "target": "目标",
        "encoder": "编码器",
        "decoder": "解码器",
        "replaced": "被替换",
        "loss": "有损失",
        "none": "无损失",
    },
}
LEFT, PITCH, HEIGHT = 0.85, 0.68, 0.36
HIDDEN = 3
"""The place of the masked token, and of the first of the two tokens of the span."""
STAND_INS = ("[MASK]", "<X>")
"""What replaces tokens in an input."""


def draw(say: Say) -> Figure:
    """Draw the three below each other, the inputs above the targets."""
    figure, axes = canvas(5.0)
    tokens = say("sentence").split()
    _key(axes, say)
    _head(axes, 4.4, say, "causal")
    _row(axes, 3.97, say("input"), _inputs(tokens))
    _row(axes, 3.55, say("target"), _targets([*tokens[1:], ""]))
    _head(axes, 3.0, say, "masked")
    masked = [*tokens[:HIDDEN], "[MASK]", *tokens[HIDDEN + 1 :]]
    _row(axes, 2.57, say("input"), _inputs(masked))
    answers = [token if place == HIDDEN else "" for place, token in enumerate(tokens)]
    _row(axes, 2.15, say("target"), _targets(answers))
    _head(axes, 1.6, say, "span")
    encoder = [*tokens[:HIDDEN], "<X>", *tokens[HIDDEN + 2 :]]
    _row(axes, 1.17, say("encoder"), _inputs(encoder))
    span = tokens[HIDDEN : HIDDEN + 2]
    _row(axes, 0.58, say("decoder"), [(token, TEAL) for token in ("<s>", "<X>", *span)])
    _row(axes, 0.16, say("target"), _targets(["<X>", *span, "<Y>"]))
    return figure


def _head(axes: Axes, y: float, say: Say, key: str) -> None:
    title = axes.text(0.12, y + 0.08, say(key), weight="bold", size=10.5, va="center")
    axes.annotate(
        say(f"{key}_note"),
        (1, 0.5),
        (7, 0),
        xycoords=title,
        textcoords="offset points",
        va="center",
        size=10,
        color=GREY,
    )


def _row(axes: Axes, low: float, name: str, cells: Iterable[tuple[str, str]]) -> None:
    """Draw a row of cells, each given by its token and its colour."""
    write(axes, (LEFT - 0.1, low + HEIGHT / 2), name, ha="right", size=10)
    for place, (token, color) in enumerate(cells):
        _cell(axes, (LEFT + place * PITCH, low), color, token)


def _inputs(tokens: Sequence[str]) -> list[tuple[str, str]]:
    """Return the cells of an input, those that replace tokens in a colour of their own."""
    return [(token, RED if token in STAND_INS else TEAL) for token in tokens]


def _targets(tokens: Sequence[str]) -> list[tuple[str, str]]:
    """Return the cells of what is asked; where the token is empty, there is no loss."""
    return [(token, AMBER if token else FAINT) for token in tokens]


def _cell(axes: Axes, place: Point, color: str, text: str) -> None:
    look: Look = {"facecolor": PALE[color], "edgecolor": WHITE, "linewidth": 2}
    axes.add_patch(Rectangle(place, PITCH, HEIGHT, **look))
    middle = (place[0] + PITCH / 2, place[1] + HEIGHT / 2 - 0.01)
    write(axes, middle, text, color=DARK.get(color, color), size=10)


def _key(axes: Axes, say: Say) -> None:
    """Explain the colours in the upper right corner."""
    keys = ((2.35, TEAL, "input"), (3.25, RED, "replaced"), (4.35, AMBER, "loss"))
    for x, color, key in (*keys, (5.2, FAINT, "none")):
        look: Look = {"facecolor": PALE[color], "edgecolor": color, "linewidth": 0.8}
        axes.add_patch(Rectangle((x, 4.76), 0.16, 0.14, **look))
        write(axes, (x + 0.23, 4.83), say(key), ha="left", size=10)
