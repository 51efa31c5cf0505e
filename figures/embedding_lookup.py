"""A token embedding: a one-hot row times the table is the lookup of one row."""

from matplotlib.figure import Figure

from figures.style import AMBER, FAINT, GREY, TEAL, Say, canvas, cell, write

WORDS = {
    "en": {
        "onehot": "token id 3 as one-hot:\n$1 \\times V$",
        "table": "table $E$: $V \\times d$",
        "row": "row $E_3$: $1 \\times d$",
    },
    "zh": {
        "onehot": "token id 3 的 one-hot：\n$1 \\times V$",
        "table": "嵌入表 $E$：$V \\times d$",
        "row": "行 $E_3$：$1 \\times d$",
    },
}
VOCABULARY, WIDTH, CHOSEN, SIDE = 6, 4, 3, 0.33


def draw(say: Say) -> Figure:
    """Draw a vocabulary of six and vectors of four, the rows numbered from zero."""
    figure, axes = canvas(2.8)
    middle = 1.25
    bottom = middle - SIDE / 2
    top = bottom + (CHOSEN + 1) * SIDE
    for token in range(VOCABULARY):
        on, y = token == CHOSEN, top - (token + 1) * SIDE
        cell(axes, (0.2 + token * SIDE, bottom), SIDE, AMBER if on else FAINT, str(int(on)))
        write(axes, (2.82, y + SIDE / 2), str(token), size=10, color=TEAL if on else GREY)
        for feature in range(WIDTH):
            cell(axes, (2.95 + feature * SIDE, y), SIDE, TEAL if on else FAINT)
    for feature in range(WIDTH):
        cell(axes, (4.83 + feature * SIDE, bottom), SIDE, TEAL)
    write(axes, (2.46, middle), "×", size=14)
    write(axes, (4.55, middle), "=", size=14)
    for x, y, key in ((1.19, 1.76, "onehot"), (3.61, top + 0.18, "table"), (5.49, 1.64, "row")):
        write(axes, (x, y), say(key), size=10.5)
    return figure
