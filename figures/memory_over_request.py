"""The memory of a 13B model during one request: what is in use, and what stays reserved."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.style import (
    AMBER,
    BLUE,
    DARK,
    FAINT,
    GREY,
    INK,
    PALE,
    RED,
    TEAL,
    Say,
    line,
    plots,
    write,
)

WORDS = {
    "en": {
        "memory": "GPU memory, GiB",
        "weights": "weights: fixed",
        "cache": "KV cache: 800 KiB per token",
        "peak": "activations:\n4 GiB assumed",
        "reserved": "reserved: stays; nvidia-smi shows\nthis and the CUDA context",
        "allocated": "allocated",
        "idle": "idle",
        "prefill": "prefill,\n512 tokens",
        "decode": "decode, up to 2048 tokens",
        "after": "after the\nrequest",
    },
    "zh": {
        "memory": "显存，GiB",
        "weights": "权重：固定不变",
        "cache": "KV Cache：每 token 800 KiB",
        "peak": "激活值：\n假设 4 GiB",
        "reserved": "已占住（reserved）：不归还；nvidia-smi\n显示的是它加上 CUDA 上下文",
        "allocated": "已分配",
        "idle": "空闲",
        "prefill": "预填充\n512 个 token",
        "decode": "解码，直到 2048 个 token",
        "after": "请求\n结束后",
    },
}
GIB = 2**30
WEIGHTS = 13e9 * 2 / GIB
PER_TOKEN = 2 * 40 * 40 * 128 * 2 / GIB
"""Keys and values of 40 layers with 40 heads of 128 numbers, in fp16."""

PROMPT, LENGTH = 512, 2048
ACTIVATIONS = 4.0
BOTTOM, TOP = 23.3, 30.4
START, FILLED, END, RIGHT = 0.9, 2.2, 7.2, 8.8
"""When the prefill starts and ends, when the request ends, and the end of the axis."""


def draw(say: Say) -> Figure:
    """Draw what is allocated as stacked areas, and what is reserved as a line above them."""
    figure, (axes,) = plots(1, 3.9)
    filled, full = (WEIGHTS + count * PER_TOKEN for count in (PROMPT, LENGTH))
    peak = filled + ACTIVATIONS
    rise, fall = START + 0.12, FILLED - 0.12
    axes.fill_between([0, RIGHT], BOTTOM, WEIGHTS, color=PALE[BLUE], linewidth=0)
    cache = ([START, FILLED, END, END], [WEIGHTS, filled, full, WEIGHTS])
    axes.fill_between(*cache, WEIGHTS, color="#9fcdd4", linewidth=0)
    spike = [(START, WEIGHTS), (rise, peak), (fall, peak), (FILLED, filled)]
    xs, ys = zip(*spike, strict=True)
    axes.fill_between(xs, [WEIGHTS, *[WEIGHTS] * 2, filled], ys, color=PALE[AMBER], linewidth=0)
    axes.fill_between(*cache, WEIGHTS, color="#9fcdd4", linewidth=0)
    used = [(0, WEIGHTS), *spike, (END, full), (END, WEIGHTS), (RIGHT, WEIGHTS)]
    line(axes, used, TEAL, 2)
    kept = [(0, WEIGHTS + 0.08), (START - 0.05, WEIGHTS + 0.08), (rise - 0.05, peak + 0.08)]
    line(axes, [*kept, (RIGHT, peak + 0.08)], RED, 2)
    write(axes, (4.7, 23.72), say("weights"), size=10.5, color=BLUE)
    write(axes, (5.66, 24.6), say("cache"), size=10.5)
    write(axes, (FILLED + 0.1, 27.2), say("peak"), ha="left", size=10.5, color=DARK[AMBER])
    write(axes, (FILLED + 0.1, 29.5), say("reserved"), ha="left", size=10.5, color=RED)
    write(axes, (END + 0.1, 24.3), say("allocated"), ha="left", va="bottom", size=10.5, color=TEAL)
    _phases(axes, say)
    _break(axes)
    ticks = [WEIGHTS, filled, full, peak]
    axes.set(xlim=(0, RIGHT), ylim=(BOTTOM, TOP), xticks=[])
    axes.set_yticks(ticks, labels=[f"{tick:.1f}" for tick in ticks])
    axes.tick_params(labelsize=10)
    axes.grid(visible=True, axis="y", color=FAINT, linewidth=0.4, alpha=0.5, zorder=0)
    axes.set_title(say("memory"), size=10.5, color=INK, loc="left")
    return figure


def _break(axes: Axes) -> None:
    """Mark that the axis does not begin at zero."""
    for y in (23.55, 23.67):
        axes.plot([-0.1, 0.1], [y, y + 0.12], color=GREY, linewidth=1.2, clip_on=False, zorder=4)


def _phases(axes: Axes, say: Say) -> None:
    for x in (START, FILLED, END):
        axes.axvline(x, color=FAINT, linewidth=0.8, linestyle=":")
    middles = (START / 2, (START + FILLED) / 2, (FILLED + END) / 2, (END + RIGHT) / 2)
    for x, key in zip(middles, ("idle", "prefill", "decode", "after"), strict=True):
        look = {"va": "top", "size": 10, "color": GREY}
        write(axes, (x, BOTTOM - 0.15), say(key), **look)
