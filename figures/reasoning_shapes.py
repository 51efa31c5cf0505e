"""Four ways from a question to an answer: directly, by a chain, by voting chains, by a tree."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.style import (
    AMBER,
    FAINT,
    GREEN,
    GREY,
    RED,
    TEAL,
    Point,
    Say,
    arrow,
    box,
    canvas,
    write,
)

WORDS = {
    "en": {
        "direct": "direct",
        "chain": "chain of thought",
        "vote": "self-consistency",
        "tree": "tree of thoughts",
        "question": "question",
        "answer": "answer",
        "majority": "majority",
        "cut": "weak:\ncut off",
    },
    "zh": {
        "direct": "直接作答",
        "chain": "思维链",
        "vote": "自洽性投票",
        "tree": "思维树",
        "question": "问题",
        "answer": "答案",
        "majority": "多数票",
        "cut": "评为弱，\n剪掉",
    },
}
COLUMN = 1.56
SIZE = (0.28, 0.26)
WIDE = (0.92, 0.36)


def draw(say: Say) -> Figure:
    """Draw a column for each way, from the question at the top to the answer."""
    figure, axes = canvas(4.2)
    for place, key in enumerate(("direct", "chain", "vote", "tree")):
        middle = 0.86 + place * COLUMN
        write(axes, (middle, 4.02), say(key), weight="bold", size=10.5)
        box(axes, (middle - WIDE[0] / 2, 3.4), WIDE, say("question"), FAINT)
        last = "majority" if key == "vote" else "answer"
        box(axes, (middle - WIDE[0] / 2, 0.2), WIDE, say(last), GREEN)
    arrow(axes, (0.86, 3.4), (0.86, 0.56))
    _chain(axes, 0.86 + COLUMN, (TEAL, TEAL, TEAL, TEAL), (0.86 + COLUMN, 0.56))
    vote = 0.86 + 2 * COLUMN
    for shift, color in ((-0.42, TEAL), (0, RED), (0.42, TEAL)):
        middle = vote + shift / 2
        _chain(axes, vote + shift, (color,) * 4, (middle, 0.56), from_x=middle)
    tree = 0.86 + 3 * COLUMN
    nodes = {(-0.4, 2.8): RED, (0.0, 2.8): TEAL, (0.4, 2.8): AMBER}
    for (shift, y), color in nodes.items():
        arrow(axes, (tree + shift * 0.5, 3.4), (tree + shift, y + SIZE[1]))
        _node(axes, (tree + shift, y), color)
    for parent, child, color in ((0.0, -0.2, TEAL), (0.0, 0.2, RED), (0.4, 0.55, RED)):
        arrow(axes, (tree + parent, 2.8), (tree + child, 2.1 + SIZE[1]))
        _node(axes, (tree + child, 2.1), color)
    arrow(axes, (tree - 0.2, 2.1), (tree - 0.2, 1.4 + SIZE[1]))
    _node(axes, (tree - 0.2, 1.4), TEAL)
    arrow(axes, (tree - 0.2, 1.4), (tree - 0.05, 0.56))
    write(axes, (tree + 0.38, 1.7), say("cut"), size=10, color=GREY)
    return figure


def _node(axes: Axes, place: Point, color: str) -> None:
    box(axes, (place[0] - SIZE[0] / 2, place[1]), SIZE, color=color)


def _chain(
    axes: Axes, x: float, colors: tuple[str, ...], end: Point, from_x: float | None = None
) -> None:
    start = (x if from_x is None else from_x, 3.4)
    for step, color in enumerate(colors):
        y = 2.8 - 0.58 * step
        arrow(axes, start, (x, y + SIZE[1]))
        _node(axes, (x, y), color)
        start = (x, y)
    arrow(axes, start, end)
