"""Four slots over time, when whole requests are batched and when a free slot is refilled."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.style import (
    AMBER,
    BLUE,
    DARK,
    FAINT,
    GREY,
    INK,
    PALE,
    PURPLE,
    TEAL,
    WHITE,
    Look,
    Say,
    arrow,
    canvas,
    write,
)

WORDS = {
    "en": {
        "whole": "batched by request: {useful:,} of {all:,} slot-steps useful, {share:.0%}",
        "token": "batched by token: {useful:,} of {all:,}, {share:.0%} while requests wait",
        "slot": "slot {0}",
        "idle": "slot kept, nothing done",
        "next": "waiting requests that moved up",
        "steps": "decoding steps",
    },
    "zh": {
        "whole": "按请求组 batch：{all:,} 个槽位步里 {useful:,} 个有用，{share:.0%}",
        "token": "按 token 组 batch：{all:,} 个里 {useful:,} 个有用，{share:.0%}（有请求在等时）",
        "slot": "槽位 {0}",
        "idle": "占着槽位，不干活",
        "next": "补进来的等待请求",
        "steps": "解码步数",
    },
}
LENGTHS = (10, 50, 100, 400)
COLORS = (PURPLE, BLUE, AMBER, TEAL)
LEFT, LONG, HIGH, PITCH = 0.85, 5.3, 0.26, 0.31
ALL = max(LENGTHS)
NARROW = 30
"""Steps of a request whose bar has no room for its number."""


def draw(say: Say) -> Figure:
    """Draw the rows of the four slots twice, below each other on the same axis of steps."""
    figure, axes = canvas(4.45)
    whole = [[length] for length in LENGTHS]
    for top, key, slots in ((4.2, "whole", whole), (2.4, "token", _refilled())):
        useful = sum(map(sum, slots))
        every = ALL * len(LENGTHS)
        text = say(key).format(useful=useful, all=every, share=useful / every)
        write(axes, (0.1, top), text, ha="left", size=10.5, weight="bold")
        for number, lengths in enumerate(slots):
            low = top - 0.5 - number * PITCH
            name = say("slot").format(number + 1)
            write(axes, (LEFT - 0.1, low + HIGH / 2), name, ha="right", size=10)
            _row(axes, low, lengths, COLORS[number])
    low = 0.86
    for steps in (0, 100, 200, 300, 400):
        x = LEFT + LONG * steps / ALL
        axes.plot([x, x], [low - 0.04, low + 0.05], color=FAINT, linewidth=1)
        write(axes, (x, low - 0.16), f"{steps}", size=10, color=INK)
    arrow(axes, (LEFT, low), (LEFT + LONG + 0.2, low), FAINT)
    write(axes, (LEFT + LONG + 0.2, low - 0.4), say("steps"), ha="right", size=10, color=GREY)
    look: Look = {"facecolor": WHITE, "edgecolor": FAINT, "hatch": "////", "linewidth": 0}
    axes.add_patch(Rectangle((LEFT, 0.13), 0.26, 0.17, **look))
    write(axes, (LEFT + 0.36, 0.21), say("idle"), ha="left", size=10)
    axes.add_patch(Rectangle((3.4, 0.13), 0.26, 0.17, facecolor=PALE[FAINT], edgecolor=FAINT))
    write(axes, (3.76, 0.21), say("next"), ha="left", size=10)
    return figure


def _refilled() -> list[list[int]]:
    """Return the steps of the requests in each slot, the same four lengths waiting in turn."""
    slots = [[length] for length in LENGTHS]
    turn = 0
    while any(sum(slot) < ALL for slot in slots):
        free = min(slots, key=sum)
        free.append(min(LENGTHS[turn % len(LENGTHS)], ALL - sum(free)))
        turn += 1
    return slots


def _row(axes: Axes, low: float, lengths: list[int], color: str) -> None:
    x = LEFT
    for place, length in enumerate(lengths):
        wide, shade = LONG * length / ALL, FAINT if place else color
        look: Look = {"facecolor": PALE[shade], "edgecolor": shade, "linewidth": 1}
        axes.add_patch(Rectangle((x, low), wide, HIGH, **look))
        if not place and (length >= NARROW or len(lengths) == 1):
            is_narrow = length < NARROW
            plate = {"facecolor": WHITE, "edgecolor": "none", "pad": 1} if is_narrow else None
            far = x + wide + 0.16 if is_narrow else x + wide / 2
            ink = DARK.get(shade, shade)
            write(axes, (far, low + HIGH / 2), f"{length}", size=10, color=ink, bbox=plate)
        x += wide
    idle = LEFT + LONG - x
    if idle > 0.01:
        look = {"facecolor": WHITE, "edgecolor": FAINT, "hatch": "////", "linewidth": 0}
        axes.add_patch(Rectangle((x, low), idle, HIGH, zorder=0, **look))
