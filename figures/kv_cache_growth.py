"""How a sequence's KV cache grows with its length, in models that store different widths."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, BLUE, GREY, INK, RED, TEAL, Say, plots, write

WORDS = {
    "en": {
        "tokens": "tokens in the sequence",
        "bytes": "KV cache, GiB (16 bits)",
        "weights": "weights of Llama 2 7B: 12.6 GiB",
        "mha": "Llama 2 7B: 32 KV heads",
        "gqa": "Llama 3.1 8B: 8 KV heads",
        "mla": "DeepSeek-V2: MLA",
    },
    "zh": {
        "tokens": "序列的 token 数",
        "bytes": "KV Cache，GiB（16 位）",
        "weights": "Llama 2 7B 的权重：12.6 GiB",
        "mha": "Llama 2 7B：32 个 KV 头",
        "gqa": "Llama 3.1 8B：8 个 KV 头",
        "mla": "DeepSeek-V2：MLA",
    },
}
KIB_PER_TOKEN = {"mha": 512, "gqa": 128, "mla": 67.5}
"""Of all layers together: 2 · layers · KV heads · head size · 2 bytes, and for MLA what
`mha-mqa-gqa` computes."""

WEIGHTS = 13.476832256e9 / 2**30
"""In GiB: 6,738,415,616 parameters of two bytes, rounded up."""


def draw(say: Say) -> Figure:
    """Draw a line for each model, and the weights of one for comparison."""
    figure, (axes,) = plots(height=3.4)
    tokens = np.array([0, 32768])
    for kib, color in zip(KIB_PER_TOKEN.values(), (RED, TEAL, BLUE), strict=True):
        axes.plot(tokens, tokens * kib / 2**20, color=color, linewidth=2)
        end = 32768 * kib / 2**20
        write(axes, (33200, end), f"{end:.3g} GiB", ha="left", size=10, color=color)
    axes.axhline(WEIGHTS, color=AMBER, linewidth=1.2, linestyle="--")
    write(axes, (500, WEIGHTS + 0.5), say("weights"), ha="left", size=10, color=GREY)
    for key, place, color in (
        ("mha", (21500, 9.0), RED),
        ("gqa", (14500, 4.6), TEAL),
        ("mla", (21500, 0.45), BLUE),
    ):
        write(axes, place, say(key), ha="left", size=10, color=color)
    ticks = [0, 4096, 8192, 16384, 24576, 32768]
    axes.set(xlim=(0, 38500), ylim=(0, 17.5), xticks=ticks, yticks=[0, 4, 8, 12, 16])
    axes.set_xticklabels([f"{tick // 1024}K" if tick else "0" for tick in ticks])
    axes.set_xlabel(say("tokens"), size=10.5, color=INK)
    axes.set_ylabel(say("bytes"), size=10.5, color=INK)
    axes.tick_params(labelsize=10)
    return figure
