"""The loop of a LangChain agent between model and tools, and the hooks of middleware in it."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from figures.style import (
    AMBER,
    BLUE,
    FAINT,
    GREEN,
    GREY,
    TEAL,
    WHITE,
    Look,
    Point,
    Say,
    arrow,
    box,
    canvas,
    legend_entry,
    line,
    write,
)

WORDS = {
    "en": {
        "start": "messages",
        "model": "model",
        "tools": "tools",
        "end": "answer",
        "calls": "tool calls",
        "none": "no tool call",
        "results": "results appended\nto the messages",
        "once": "once per run",
        "round": "in every round",
        "hook": "hook of middleware",
    },
    "zh": {
        "start": "消息",
        "model": "模型 model",
        "tools": "工具 tools",
        "end": "回答",
        "calls": "有工具调用",
        "none": "没有工具调用",
        "results": "结果追加\n到消息里",
        "once": "每次运行一次",
        "round": "每一轮",
        "hook": "中间件的钩子",
    },
}
HOOK, HIGH, ENDS = 1.6, 0.42, 1.1
COLUMN, TOOLS = 2.75, 5.15
"""The middle of the column of the model, and of the tools."""

ROUND = 1.9
"""The width of the boxes around the model and the tools."""


def draw(say: Say) -> Figure:
    """Draw what runs once at the top and at the bottom, and the loop between them."""
    figure, axes = canvas(4.95)
    style = "round,pad=0,rounding_size=0.1"
    look: Look = {"facecolor": WHITE, "edgecolor": FAINT, "linestyle": "--"}
    axes.add_patch(FancyBboxPatch((1.5, 1.27), 4.8, 2.88, boxstyle=style, **look))
    box(axes, (0.15, 4.4), (ENDS, HIGH), say("start"), FAINT)
    box(axes, (0.15, 0.4), (ENDS, HIGH), say("end"), GREEN)
    for low, hook in ((4.4, "before_agent"), (3.45, "before_model")):
        box(axes, (COLUMN - HOOK / 2, low), (HOOK, HIGH), hook, AMBER)
    for low, hook in ((1.43, "after_model"), (0.4, "after_agent")):
        box(axes, (COLUMN - HOOK / 2, low), (HOOK, HIGH), hook, AMBER)
    _wrapped(axes, (COLUMN, 2.3), "wrap_model_call", say("model"), TEAL)
    _wrapped(axes, (TOOLS, 2.3), "wrap_tool_call", say("tools"), BLUE)
    arrow(axes, (0.15 + ENDS, 4.61), (COLUMN - HOOK / 2, 4.61))
    arrow(axes, (COLUMN, 4.4), (COLUMN, 3.87))
    arrow(axes, (COLUMN, 3.45), (COLUMN, 3.16))
    arrow(axes, (COLUMN, 2.3), (COLUMN, 1.85))
    arrow(axes, (COLUMN, 1.43), (COLUMN, 0.82))
    arrow(axes, (COLUMN - HOOK / 2, 0.61), (0.15 + ENDS, 0.61))
    line(axes, [(COLUMN + HOOK / 2, 1.64), (TOOLS, 1.64)])
    arrow(axes, (TOOLS, 1.64), (TOOLS, 2.3))
    line(axes, [(TOOLS, 3.16), (TOOLS, 3.66)])
    arrow(axes, (TOOLS, 3.66), (COLUMN + HOOK / 2, 3.66))
    write(axes, (4.35, 1.77), say("calls"), size=10)
    write(axes, (4.4, 3.89), say("results"), size=10)
    write(axes, (COLUMN + 0.1, 1.05), say("none"), ha="left", size=10)
    look = {"size": 10, "color": GREY}
    write(axes, (6.2, 1.43), say("round"), ha="right", **look)
    for y in (4.61, 0.61):
        write(axes, (COLUMN + HOOK / 2 + 0.12, y), say("once"), ha="left", **look)
    legend_entry(axes, (4.1, 0.12), say("hook"), AMBER)
    return figure


def _wrapped(axes: Axes, place: Point, hook: str, text: str, color: str) -> None:
    """Draw a node inside the hook that wraps its call; the place is the middle at the bottom."""
    x, y = place
    box(axes, (x - ROUND / 2, y), (ROUND, 0.86), color=AMBER)
    write(axes, (x, y + 0.69), hook)
    box(axes, (x - 0.7, y + 0.09), (1.4, HIGH), text, color)
