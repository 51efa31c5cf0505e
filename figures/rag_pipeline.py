"""Retrieval-augmented generation: the index is built offline, a question is answered online."""

from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.style import (
    AMBER,
    BLUE,
    FAINT,
    GREEN,
    GREY,
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
        "offline": "offline",
        "online": "online",
        "documents": "documents",
        "parse": "parse",
        "chunk": "chunk",
        "embed": "embed",
        "index": "vector index,\nkeyword index",
        "question": "question",
        "rewrite": "rewrite",
        "retrieve": "retrieve\nand fuse",
        "rerank": "rerank",
        "prompt": "prompt with\npassages",
        "model": "model",
        "answer": "answer with\ncitations",
        "many": "many",
        "few": "few",
    },
    "zh": {
        "offline": "离线",
        "online": "在线",
        "documents": "文档",
        "parse": "解析",
        "chunk": "切块",
        "embed": "嵌入",
        "index": "向量索引、\n关键词索引",
        "question": "问题",
        "rewrite": "改写",
        "retrieve": "检索\n并融合",
        "rerank": "重排",
        "prompt": "带段落的\n提示词",
        "model": "模型",
        "answer": "带引用的\n答案",
        "many": "多条",
        "few": "少数",
    },
}
HIGH, WIDE = 0.56, 1.1
PITCH = 1.38


def draw(say: Say) -> Figure:
    """Draw the way of the documents at the top, and that of a question below."""
    figure, axes = canvas(4.0)
    left = 0.58
    write(axes, (left, 3.8), say("offline"), ha="left", weight="bold", size=10.5)
    steps = ("documents", "parse", "chunk", "embed")
    colors = (FAINT, TEAL, TEAL, TEAL)
    _row(axes, (left, 3.0), [say(key) for key in steps], colors)
    index = (left + 2 * PITCH, 1.95)
    box(axes, index, (WIDE + PITCH, HIGH), say("index"), AMBER)
    arrow(axes, (left + 3 * PITCH + WIDE / 2, 3.0), (left + 3 * PITCH + WIDE / 2, 1.95 + HIGH))
    write(axes, (left, 1.75), say("online"), ha="left", weight="bold", size=10.5)
    asked = [say(key) for key in ("question", "rewrite", "retrieve", "rerank")]
    _row(axes, (left, 1.0), asked, (FAINT, BLUE, BLUE, BLUE))
    middle = left + 2 * PITCH + WIDE / 2
    arrow(axes, (middle, 1.95), (middle, 1.0 + HIGH))
    gap = left + 3 * PITCH - (PITCH - WIDE) / 2
    write(axes, (gap, 1.0 + HIGH + 0.1), say("many"), size=10, color=GREY)
    last = [say(key) for key in ("answer", "model", "prompt")]
    _row(axes, (left + PITCH, 0.12), last, (GREEN, BLUE, BLUE), is_backward=True)
    corner = left + 3 * PITCH + WIDE / 2
    arrow(axes, (corner, 1.0), (corner, 0.12 + HIGH))
    write(axes, (corner + 0.1, 0.84), say("few"), ha="left", size=10, color=GREY)
    return figure


def _row(
    axes: Axes,
    place: Point,
    texts: list[str],
    colors: tuple[str, ...],
    *,
    is_backward: bool = False,
) -> None:
    lefts = [place[0] + PITCH * number for number in range(len(texts))]
    for x, text, color in zip(lefts, texts, colors, strict=True):
        box(axes, (x, place[1]), (WIDE, HIGH), text, color)
    for one, other in pairwise(lefts):
        ends = ((one + WIDE, place[1] + HIGH / 2), (other, place[1] + HIGH / 2))
        arrow(axes, *(reversed(ends) if is_backward else ends))
