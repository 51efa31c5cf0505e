"""Three masks: bidirectional, causal, and causal with a bidirectional prefix."""

from matplotlib.figure import Figure

from figures.style import AMBER, FAINT, GREY, TEAL, Say, canvas, cell, write

WORDS = {
    "en": {
        "encoder": "encoder:\nbidirectional",
        "decoder": "decoder:\ncausal",
        "prefix": "prefix LM:\nfirst 2 bidirectional",
        "axes": "rows: queries, columns: keys",
        "past": "itself and earlier",
        "future": "later",
        "hidden": "hidden",
    },
    "zh": {
        "encoder": "编码器：\n双向",
        "decoder": "解码器：\n因果",
        "prefix": "Prefix LM：\n前 2 个双向可见",
        "axes": "行是查询，列是键",
        "past": "自己和之前",
        "future": "之后",
        "hidden": "遮住",
    },
}
SIZE, SIDE, PREFIX = 5, 0.34, 2


def draw(say: Say) -> Figure:
    """Draw the three side by side, and below them what the colors mean."""
    figure, axes = canvas(3.0)
    for place, key in enumerate(("encoder", "decoder", "prefix")):
        left = 0.3 + place * 2.05
        for row in range(SIZE):
            for column in range(SIZE):
                causal = column <= row
                seen = causal or key == "encoder" or (key == "prefix" and column < PREFIX)
                color = (TEAL if causal else AMBER) if seen else FAINT
                cell(axes, (left + column * SIDE, 2.35 - (row + 1) * SIDE), SIDE, color)
        write(axes, (left + SIZE * SIDE / 2, 2.68), say(key), size=10.5, weight="bold")
    write(axes, (0.3, 0.28), say("axes"), ha="left", size=10, color=GREY)
    for x, key, color in ((2.75, "past", TEAL), (4.4, "future", AMBER), (5.3, "hidden", FAINT)):
        cell(axes, (x, 0.16), 0.24, color)
        write(axes, (x + 0.3, 0.28), say(key), ha="left", size=10, color=GREY)
    return figure
