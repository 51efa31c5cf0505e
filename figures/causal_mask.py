"""The causal mask: which keys each query may see."""

from matplotlib.figure import Figure

from figures.style import FAINT, TEAL, Say, canvas, cell, write

WORDS = {
    "en": {
        "tokens": "The cat sat down",
        "query": "query position",
        "key": "key position",
        "seen": "✓  score kept: at or before the query",
        "masked": "−∞  added before softmax: weight 0",
    },
    "zh": {
        "tokens": "猫 坐 了 下来",
        "query": "查询位置",
        "key": "键位置",
        "seen": "✓  保留分数：查询自己及之前的位置",
        "masked": "−∞  在 softmax 之前加上：权重为 0",
    },
}


def draw(say: Say) -> Figure:
    """Draw the lower triangle of four tokens."""
    figure, axes = canvas(3.3)
    tokens = say("tokens").split()
    side, left, top = 0.55, 1.25, 2.5
    for row, query in enumerate(tokens):
        y = top - (row + 1) * side
        write(axes, (left - 0.12, y + side / 2), query, ha="right")
        for column in range(len(tokens)):
            seen = column <= row
            place = (left + column * side, y)
            cell(axes, place, side, TEAL if seen else FAINT, "✓" if seen else "−∞")
    for column, key in enumerate(tokens):
        write(axes, (left + (column + 0.5) * side, top + 0.16), key)
    write(axes, (left + 2 * side, top + 0.5), say("key"), weight="bold")
    write(axes, (0.3, top - 2 * side), say("query"), weight="bold", rotation=90)
    write(axes, (3.75, 1.65), say("seen"), ha="left", color=TEAL, size=10)
    write(axes, (3.75, 1.25), say("masked"), ha="left", color="#5d6b6e", size=10)
    return figure
