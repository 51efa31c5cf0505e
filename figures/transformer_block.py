"""A decoder block, with the shape of what flows between its parts."""

from matplotlib.figure import Figure

from figures.style import (
    AMBER,
    BLUE,
    FAINT,
    GREEN,
    GREY,
    INK,
    TEAL,
    Say,
    arrow,
    box,
    canvas,
    line,
    write,
)

WORDS = {
    "en": {
        "input": "token embeddings",
        "norm": "RMSNorm",
        "attention": "causal self-attention",
        "ffn": "feed-forward network",
        "block": "× $L$ blocks",
        "final": "final norm",
        "head": "output head, softmax",
        "residual": "residual stream",
        "out": "$n \\times V$, probabilities\nof the next token",
    },
    "zh": {
        "input": "词嵌入",
        "norm": "RMSNorm",
        "attention": "因果自注意力",
        "ffn": "前馈网络",
        "block": "× $L$ 层",
        "final": "最后一次归一化",
        "head": "输出头、softmax",
        "residual": "残差流",
        "out": "$n \\times V$，下一个\ntoken 的概率",
    },
}


def draw(say: Say) -> Figure:
    """Draw it from the bottom, where the tokens come in, to the top."""
    figure, axes = canvas(5.6)
    stream, left, width, height = 1.6, 2.3, 2.2, 0.42
    middle = left + width / 2
    box(axes, (stream - 1.1, 0.25), (2.2, height), say("input"), FAINT)
    box(axes, (0.5, 0.95), (4.4, 3.05), color=FAINT)
    write(axes, (5.02, 3.8), say("block"), ha="left", weight="bold")
    rows = [
        (1.05, "norm", AMBER),
        (1.6, "attention", TEAL),
        (2.65, "norm", AMBER),
        (3.2, "ffn", BLUE),
    ]
    for y, key, color in rows:
        box(axes, (left, y), (width, height), say(key), color)
    circle = {"boxstyle": "circle,pad=0.15", "facecolor": "#ffffff", "edgecolor": INK}
    for low in (1.05, 2.65):
        join = low + 1.2
        arrow(axes, (stream, low + height / 2), (left, low + height / 2))
        arrow(axes, (middle, low + height), (middle, low + 0.55))
        line(axes, [(middle, low + 0.97), (middle, join)])
        arrow(axes, (middle, join), (stream + 0.13, join))
        write(axes, (stream, join), "+", size=12, weight="bold", bbox=circle)
    arrow(axes, (stream, 0.67), (stream, 2.1))
    arrow(axes, (stream, 2.4), (stream, 3.7))
    arrow(axes, (stream, 4.0), (stream, 4.25))
    box(axes, (stream - 1.1, 4.25), (2.2, height), say("final"), AMBER)
    arrow(axes, (stream, 4.67), (stream, 4.9))
    box(axes, (stream - 1.1, 4.9), (2.2, height), say("head"), GREEN)
    width_kept = "$n \\times d$"
    for x, y in ((2.85, 0.46), (5.02, 1.81), (5.02, 3.41), (2.85, 4.46)):
        write(axes, (x, y), width_kept, ha="left", color=GREY)
    write(axes, (2.85, 5.11), say("out"), ha="left", color=GREY)
    residual = {"rotation": 90, "size": 10.5, "color": GREY}
    write(axes, (stream - 0.24, 3.0), say("residual"), **residual)
    return figure
