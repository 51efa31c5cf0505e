"""The layers from a request to its answer, and how many cases moderation leaves to people."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.style import (
    BLUE,
    FAINT,
    GREEN,
    GREY,
    PALE,
    RED,
    TEAL,
    Look,
    Point,
    Say,
    arrow,
    box,
    canvas,
    line,
    write,
)

WORDS = {
    "en": {
        "request": "request",
        "input": "input\nmoderation",
        "model": "tuned model,\nsystem prompt",
        "tools": "tool limits",
        "output": "output\nmoderation",
        "answer": "answer",
        "day": "{requests:,} requests a day, {harmful:,} harmful",
        "flagged": "flagged: {all:,.0f}",
        "left": "left: {all:,.0f}",
        "split": "{harmful:,.0f} harmful, {harmless:,.0f} harmless",
        "hours": "precision {precision:.0%}; {hours:.0f} h of review a day",
        "second": "slower second check",
        "people": "people",
        "missed": "missed: {missed:,.0f}",
        "rest": "logs, sampling, reports, appeals",
        "total": "{missed:,.0f} of {harmful:,} harmful requests missed:",
    },
    "zh": {
        "request": "请求",
        "input": "输入审核",
        "model": "对齐过的模型、\n系统提示词",
        "tools": "限制工具",
        "output": "输出审核",
        "answer": "回答",
        "day": "每天 {requests:,} 个请求，其中 {harmful:,} 个有害",
        "flagged": "标出 {all:,.0f} 个",
        "left": "剩下 {all:,.0f} 个",
        "split": "有害 {harmful:,.0f} 个，无害 {harmless:,.0f} 个",
        "hours": "精确率 {precision:.0%}；每天复核 {hours:.0f} 小时",
        "second": "较慢的第二道检查",
        "people": "人工复核",
        "missed": "漏掉 {missed:,.0f} 个",
        "rest": "日志、抽样、举报、申诉",
        "total": "{harmful:,} 个有害请求，共漏掉 {missed:,.0f} 个：",
    },
}
REQUESTS, HARMFUL = 1_000_000, 1_000
CAUGHT, ALARMS = 0.9, 0.01
KEPT, DROPPED = 0.95, 0.95
MINUTES = 2

LAYERS = (
    ("request", FAINT),
    ("input", TEAL),
    ("model", BLUE),
    ("tools", BLUE),
    ("output", TEAL),
    ("answer", FAINT),
)
LEFT, WIDE, HIGH, PITCH, TOP = 0.1, 1.35, 0.5, 0.86, 4.55
START, LONG, END = 2.1, 4.2, 6.3
"""Of the bars: where they start, how long the longer one is, and where it ends."""

SCALE = LONG / (HARMFUL * CAUGHT + (REQUESTS - HARMFUL) * ALARMS)


def draw(say: Say) -> Figure:
    """Draw the layers on the left, and on the right what becomes of the flagged requests."""
    figure, axes = canvas(5.35)
    lows = {key: TOP - PITCH * row for row, (key, _) in enumerate(LAYERS)}
    for row, (key, color) in enumerate(LAYERS):
        box(axes, (LEFT, lows[key]), (WIDE, HIGH), say(key), color)
        if row:
            arrow(axes, (LEFT + WIDE / 2, lows[key] + PITCH), (LEFT + WIDE / 2, lows[key] + HIGH))
    day = say("day").format(requests=REQUESTS, harmful=HARMFUL)
    write(axes, (START, TOP + HIGH / 2), day, ha="left", weight="bold", size=10.5)
    harmful, harmless = HARMFUL * CAUGHT, (REQUESTS - HARMFUL) * ALARMS
    _stage(axes, say, ("flagged", 3.74), (harmful, harmless), HARMFUL - harmful)
    passed = harmful * KEPT
    _stage(axes, say, ("left", 1.87), (passed, harmless * (1 - DROPPED)), harmful - passed)
    middle = START + 1.6
    box(axes, (START, 2.5), (2.6, 0.4), say("second"), BLUE)
    arrow(axes, (middle, 3.12), (middle, 2.9))
    arrow(axes, (middle, 2.5), (middle, 2.28))
    box(axes, (START, 0.72), (2.6, 0.36), say("people"), GREEN)
    arrow(axes, (middle, 1.25), (middle, 1.08))
    edge = LEFT + WIDE
    arrow(axes, (edge, lows["input"] + 0.3), (START - 0.05, lows["input"] + 0.3), TEAL)
    turn, height = edge + 0.3, lows["output"] + HIGH / 2
    line(axes, [(edge, height), (turn, height), (turn, 2.7)], TEAL)
    arrow(axes, (turn, 2.7), (START, 2.7), TEAL)
    missed = say("total").format(missed=HARMFUL - passed, harmful=HARMFUL)
    box(axes, (START, 0.08), (END - START, 0.5), color=RED)
    write(axes, ((START + END) / 2, 0.33), f"{missed}\n{say('rest')}", size=10.5, color=RED)
    return figure


def _stage(axes: Axes, say: Say, place: tuple[str, float], counts: Point, missed: float) -> None:
    """Draw a bar of the harmful and the harmless cases that a stage passes on."""
    (key, low), (harmful, harmless) = place, counts
    cases = harmful + harmless
    write(axes, (START, low + 0.41), say(key).format(all=cases), ha="left", weight="bold")
    text = say("missed").format(missed=missed)
    write(axes, (END, low + 0.41), text, ha="right", color=RED)
    x = START
    for count, color in ((harmful, RED), (harmless, FAINT)):
        look: Look = {"facecolor": PALE[color], "edgecolor": color, "linewidth": 1.2}
        axes.add_patch(Rectangle((x, low), count * SCALE, 0.26, **look))
        x += count * SCALE
    split = say("split").format(harmful=harmful, harmless=harmless)
    write(axes, (START, low - 0.17), split, ha="left", size=10.5)
    work = say("hours").format(precision=harmful / cases, hours=cases * MINUTES / 60)
    write(axes, (START, low - 0.41), work, ha="left", size=10.5, color=GREY)
