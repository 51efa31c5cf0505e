"""Which query heads share a key and value head in MHA, GQA and MQA."""

from matplotlib.figure import Figure

from figures.style import AMBER, FAINT, TEAL, Say, box, canvas, line, write

WORDS = {
    "en": {
        "queries": "query\nheads",
        "keys": "key-value\nheads",
        "cache": "KV cache\nvs. MHA",
    },
    "zh": {"queries": "查询头", "keys": "KV 头", "cache": "KV Cache\n与 MHA 之比"},
}
HEADS = 8
KINDS = (("MHA", 8, "8/8"), ("GQA", 2, "2/8"), ("MQA", 1, "1/8"))
"""Name, number of key and value heads, and their share of what MHA keeps."""


def draw(say: Say) -> Figure:
    """Draw eight query heads three times, above the heads that they read."""
    figure, axes = canvas(2.6)
    pitch, side, gap = 0.21, 0.165, 1.77
    left = 1.05
    for place, (name, groups, share) in enumerate(KINDS):
        start = left + place * gap
        middle = start + (HEADS * pitch - (pitch - side)) / 2
        write(axes, (middle, 2.35), name, weight="bold")
        size = HEADS // groups
        for head in range(HEADS):
            x = start + head * pitch
            box(axes, (x, 1.65), (side, 0.36), color=TEAL)
            group = head // size
            target = start + (group * size + (size - 1) / 2) * pitch + side / 2
            line(axes, [(x + side / 2, 1.65), (target, 1.06)], color=FAINT)
        for group in range(groups):
            x = start + (group * size + (size - 1) / 2) * pitch
            box(axes, (x, 0.7), (side, 0.36), color=AMBER)
        write(axes, (middle, 0.3), share, weight="bold")
    for y, key in ((1.83, "queries"), (0.88, "keys"), (0.3, "cache")):
        write(axes, (left - 0.1, y), say(key), ha="right", size=10)
    return figure
