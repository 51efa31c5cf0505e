"""The generation loop: one parallel pass over the prompt, then one pass for each token."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.style import AMBER, BLUE, FAINT, GREY, TEAL, Say, arrow, box, canvas, line, write

WORDS = {
    "en": {
        "prefill": "prefill: the whole prompt at once",
        "decode": "decode: one token per pass",
        "model": "model",
        "pick": "probabilities, then pick one",
        "words": "The|cat|sat|on|the|mat",
    },
    "zh": {
        "prefill": "预填充：整段提示词一次算完",
        "decode": "解码：每次前向一个 token",
        "model": "模型",
        "pick": "得到概率，再选一个",
        "words": "小猫|坐|在|垫子|上|。",
    },
}
PROMPT = 3
PITCH, LEFT, SIZE = 1.22, 0.28, (0.98, 0.4)


def draw(say: Say) -> Figure:
    """Draw the passes as columns of one row, tokens below going in, above coming out."""
    figure, axes = canvas(3.2)
    words = say("words").split("|")
    right = LEFT + (PROMPT - 1) * PITCH + SIZE[0]
    box(axes, (LEFT, 1.45), (right - LEFT, 0.5), say("model"), BLUE)
    for place, word in enumerate(words[:-1]):
        x = LEFT + place * PITCH
        middle = x + SIZE[0] / 2
        box(axes, (x, 0.62), SIZE, word, FAINT if place < PROMPT else AMBER)
        arrow(axes, (middle, 1.0), (middle, 1.45))
        if place >= PROMPT:
            box(axes, (x, 1.45), (SIZE[0], 0.5), say("model"), BLUE)
    for place in range(PROMPT - 1, len(words) - 1):
        _next(axes, LEFT + place * PITCH + SIZE[0] / 2, words[place + 1], place < len(words) - 2)
    write(axes, ((LEFT + right) / 2, 0.3), say("prefill"), size=10, color=GREY)
    write(axes, (right + 1.34, 0.3), say("decode"), size=10, color=GREY)
    write(axes, (LEFT, 2.58), say("pick"), ha="left", size=10, color=GREY)
    return figure


def _next(axes: Axes, middle: float, word: str, is_read: bool) -> None:
    """Draw the token that a pass yields, and its way to the next one."""
    arrow(axes, (middle, 1.95), (middle, 2.4))
    box(axes, (middle - SIZE[0] / 2, 2.4), SIZE, word, TEAL)
    if is_read:
        gap = middle + PITCH / 2
        line(axes, [(middle + SIZE[0] / 2, 2.59), (gap, 2.59), (gap, 0.81)], GREY, 1.0)
        arrow(axes, (gap, 0.81), (gap + 0.12, 0.81), GREY)
