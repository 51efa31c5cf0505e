"""How many steps information takes from the first token to the last."""

from matplotlib.figure import Figure

from figures.style import AMBER, TEAL, Say, arrow, box, canvas, write

WORDS = {
    "en": {
        "rnn": "RNN: $n - 1 = 5$ steps, one after the other",
        "attention": "self-attention: 1 step, all positions at once",
    },
    "zh": {
        "rnn": "RNN：$n - 1 = 5$ 步，逐步传递",
        "attention": "自注意力：1 步，所有位置同时进行",
    },
}
TOKENS, PITCH, SIZE = 6, 1.0, (0.62, 0.36)


def draw(say: Say) -> Figure:
    """Draw a chain above, and a fan of arrows to the last token below."""
    figure, axes = canvas(3.3)
    for low, key, color in ((2.35, "rnn", AMBER), (0.3, "attention", TEAL)):
        letter = "h" if key == "rnn" else "x"
        for token in range(TOKENS):
            box(axes, (0.39 + token * PITCH, low), SIZE, f"${letter}_{token + 1}$", color)
        write(axes, (3.2, low + (0.7 if key == "rnn" else 1.5)), say(key), weight="bold", size=10.5)
    for token in range(TOKENS - 1):
        x = 0.39 + token * PITCH
        arrow(axes, (x + SIZE[0], 2.35 + SIZE[1] / 2), (x + PITCH, 2.35 + SIZE[1] / 2), AMBER)
        end = (0.39 + (TOKENS - 1) * PITCH + 0.55 - 0.12 * token, 0.3 + SIZE[1])
        arrow(axes, (x + SIZE[0] / 2, 0.3 + SIZE[1]), end, TEAL, bend=-0.28)
    return figure
