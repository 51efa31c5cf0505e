"""What training a 7B model takes: mixed-precision Adam, and what each remedy leaves of it."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, BLUE, FAINT, GREY, RED, TEAL, Say, plots

WORDS = {
    "en": {
        "weights": "weights",
        "gradients": "gradients",
        "states": "optimizer states",
        "activations": "activations",
        "plain": "mixed-precision Adam",
        "flash": "+ FlashAttention",
        "checkpointing": "+ checkpointing",
        "choice": "and then one of:",
        "adam8": "8-bit Adam",
        "lora": "LoRA",
        "qlora": "QLoRA",
        "axis": "GB for a 7B model and one sequence of 4096 tokens",
    },
    "zh": {
        "weights": "权重",
        "gradients": "梯度",
        "states": "优化器状态",
        "activations": "激活值",
        "plain": "混合精度 Adam",
        "flash": "+ FlashAttention",
        "checkpointing": "+ 梯度检查点",
        "choice": "再任选其一：",
        "adam8": "8-bit Adam",
        "lora": "LoRA",
        "qlora": "QLoRA",
        "axis": "GB（7B 模型，一条 4096 个 token 的序列）",
    },
}
MODEL, LAYERS, WIDTH, TOKENS, HEADS, FFN, RANK = 7e9, 32, 4096, 4096, 32, 11008, 16
NF4 = (4 + 8 / 64 + 32 / (64 * 256)) / 8
"""Bytes of a weight in 4 bits, with its share of the doubly quantized scales."""

COLORS = {"weights": TEAL, "gradients": AMBER, "states": BLUE, "activations": RED}
PLACES = {"plain": 0.0, "flash": 1.0, "checkpointing": 2.0, "adam8": 3.7, "lora": 4.7, "qlora": 5.7}


def draw(say: Say) -> Figure:
    """Draw a bar for each, in parts, with what they come to."""
    figure, (axes,) = plots(1, 3.7)
    for key, parts in _ledgers().items():
        ends = np.cumsum(parts) / 1e9
        for (part, color), size, end in zip(COLORS.items(), parts, ends, strict=True):
            label = say(part) if key == "plain" else None
            axes.barh(PLACES[key], size / 1e9, 0.68, end - size / 1e9, color=color, label=label)
        total = f"{ends[-1]:.{0 if ends[-1] > 10 else 1}f}"
        axes.text(ends[-1] + 3, PLACES[key], total, va="center", weight="bold")
    axes.text(-3, 2.9, say("choice"), ha="right", va="center", color=GREY)
    axes.set_yticks(list(PLACES.values()), [say(key) for key in PLACES])
    axes.tick_params(axis="y", length=0)
    axes.invert_yaxis()
    axes.set(xlim=(0, 250), xlabel=say("axis"))
    axes.spines["left"].set_color(FAINT)
    axes.legend(loc="lower right", fontsize=10)
    return figure


def _ledgers() -> dict[str, tuple[float, float, float, float]]:
    """Return the bytes of weights, gradients, optimizer states and activations of each row."""
    layer, scores = 34 * TOKENS * WIDTH, 5 * HEADS * TOKENS**2
    kept = LAYERS * 2 * TOKENS * WIDTH + layer
    lora = LAYERS * RANK * (4 * 2 * WIDTH + 3 * (WIDTH + FFN))
    return {
        "plain": (2 * MODEL, 2 * MODEL, 12 * MODEL, LAYERS * (layer + scores)),
        "flash": (2 * MODEL, 2 * MODEL, 12 * MODEL, LAYERS * layer),
        "checkpointing": (2 * MODEL, 2 * MODEL, 12 * MODEL, kept),
        "adam8": (2 * MODEL, 2 * MODEL, 6 * MODEL, kept),
        "lora": (2 * MODEL + 2 * lora, 2 * lora, 12 * lora, kept),
        "qlora": (NF4 * MODEL + 2 * lora, 2 * lora, 12 * lora, kept),
    }
