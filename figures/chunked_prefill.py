"""Steps of a server when a long prompt arrives: prefilled whole, and in chunks."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.style import AMBER, GREY, PALE, TEAL, Look, Say, arrow, canvas, legend_entry, write

WORDS = {
    "en": {
        "whole": "prompt prefilled in one step",
        "chunks": "prefill in four chunks that share steps with decoding",
        "decode": "decoding of running requests",
        "prefill": "prefill of the new prompt",
        "gap": "all streams wait",
        "first": "first token",
        "time": "time",
    },
    "zh": {
        "whole": "提示词一步预填充完",
        "chunks": "分四块预填充，与解码共用每一步",
        "decode": "运行中请求的解码",
        "prefill": "新提示词的预填充",
        "gap": "所有流都在等",
        "first": "首 token",
        "time": "时间",
    },
}
STEP, LEFT, HIGH = 0.3, 0.3, 0.34
PREFILL = 2.0


def draw(say: Say) -> Figure:
    """Draw a row of steps for each way, decoding above, prefill below."""
    figure, axes = canvas(3.9)
    write(axes, (LEFT, 3.66), say("whole"), ha="left", weight="bold", size=10.5)
    x = LEFT
    for _ in range(3):
        x = _step(axes, x, 2.5, STEP, 0)
    begin = x
    x = _step(axes, x, 2.5, 0, PREFILL)
    write(axes, ((begin + x) / 2, 3.1), say("gap"), size=10, color=GREY)
    first = x
    for _ in range(7):
        x = _step(axes, x, 2.5, STEP, 0)
    _mark(axes, first, 2.5, say("first"))
    write(axes, (LEFT, 1.86), say("chunks"), ha="left", weight="bold", size=10.5)
    x = LEFT
    for _ in range(3):
        x = _step(axes, x, 0.72, STEP, 0)
    for _ in range(4):
        x = _step(axes, x, 0.72, STEP, PREFILL / 4 + 0.06)
    first = x
    for _ in range(6):
        x = _step(axes, x, 0.72, STEP, 0)
    _mark(axes, first, 0.72, say("first"))
    for x, color, key in ((LEFT, TEAL, "decode"), (3.0, AMBER, "prefill")):
        legend_entry(axes, (x, 0.12), say(key), color)
    return figure


def _step(axes: Axes, x: float, y: float, decode: float, prefill: float) -> float:
    """Draw a step that decodes, prefills or does both; return where it ends."""
    width = max(decode, prefill)
    for wide, color, low in ((decode, TEAL, y + HIGH + 0.04), (prefill, AMBER, y)):
        if wide:
            look: Look = {"facecolor": PALE[color], "edgecolor": color}
            axes.add_patch(Rectangle((x, low), width - 0.04, HIGH, **look))
    return x + width


def _mark(axes: Axes, x: float, y: float, text: str) -> None:
    arrow(axes, (x, y - 0.22), (x, y - 0.01), GREY)
    write(axes, (x, y - 0.32), text, size=10, color=GREY)
