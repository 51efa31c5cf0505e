"""Sliding-window attention: stacked windows see further back with every layer."""

from matplotlib.figure import Figure

from figures.style import FAINT, TEAL, Say, canvas, cell, line, write

WORDS = {
    "en": {
        "layer": "layer {}",
        "embeddings": "embeddings",
        "position": "position",
        "reach": "$L(w-1)+1 = 7$ positions",
    },
    "zh": {
        "layer": "第 {} 层",
        "embeddings": "词嵌入",
        "position": "位置",
        "reach": "$L(w-1)+1 = 7$ 个位置",
    },
}
LAYERS, WINDOW, TOKENS, SIDE = 3, 3, 10, 0.45


def draw(say: Say) -> Figure:
    """Draw what the last token reaches through three layers with a window of three."""
    figure, axes = canvas(3.9)
    left, low, pitch = 1.4, 0.82, 0.84
    for layer in range(LAYERS + 1):
        y = low + layer * pitch
        reach = (LAYERS - layer) * (WINDOW - 1)
        text = say("layer").format(layer) if layer else say("embeddings")
        write(axes, (left - 0.15, y + SIDE / 2), text, ha="right", size=10.5)
        for token in range(TOKENS):
            seen = token >= TOKENS - 1 - reach
            cell(axes, (left + token * SIDE, y), SIDE, TEAL if seen else FAINT)
            if seen and layer:
                for source in range(token - WINDOW + 1, token + 1):
                    start = (left + (source + 0.5) * SIDE, y - pitch + SIDE)
                    line(axes, [start, (left + (token + 0.5) * SIDE, y)], TEAL, 1)
    for token in range(TOKENS):
        write(axes, (left + (token + 0.5) * SIDE, low - 0.15), str(token), size=10.5)
    write(axes, (left - 0.15, low - 0.15), say("position"), ha="right", size=10.5)
    first, last = TOKENS - 1 - LAYERS * (WINDOW - 1), TOKENS
    near, far = left + first * SIDE + 0.03, left + last * SIDE - 0.03
    line(axes, [(near, 0.5), (near, 0.42), (far, 0.42), (far, 0.5)], TEAL)
    write(axes, ((near + far) / 2, 0.22), say("reach"), color=TEAL)
    return figure
