"""The bits of five floating-point formats, and the largest and smallest normal numbers."""

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.style import AMBER, BLUE, GREY, PALE, TEAL, WHITE, Look, Say, canvas, line, write

WORDS = {
    "en": {
        "sign": "sign",
        "exponent": "exponent: range",
        "fraction": "fraction: precision",
        "largest": "largest",
        "smallest": "smallest\nnormal",
    },
    "zh": {
        "sign": "符号",
        "exponent": "指数：决定范围",
        "fraction": "尾数：决定精度",
        "largest": "最大值",
        "smallest": "最小\n正规数",
    },
}
FORMATS = (
    ("fp32", 8, 23),
    ("bf16", 8, 7),
    ("fp16", 5, 10),
    ("FP8 E5M2", 5, 2),
    ("FP8 E4M3", 4, 3),
)
"""Name, bits of the exponent and of the fraction."""

LEFT, BIT, HEIGHT, PITCH, LOW = 0.98, 0.111, 0.36, 0.53, 2.28
LARGEST, SMALLEST = 5.0, 5.87
"""Where the columns of numbers have their middle."""


def draw(say: Say) -> Figure:
    """Draw a row for each format, and above them what the colours and columns are."""
    figure, axes = canvas(3.3)
    for x, key, color in (
        (LEFT, "sign", AMBER),
        (LEFT + 0.65, "exponent", TEAL),
        (LEFT + 2.07, "fraction", BLUE),
    ):
        look: Look = {"facecolor": PALE[color], "edgecolor": color, "linewidth": 0.8}
        axes.add_patch(Rectangle((x, 2.93), 0.16, 0.16, **look))
        write(axes, (x + 0.23, 3.01), say(key), ha="left", size=10, color=GREY)
    for x, key in ((LARGEST, "largest"), (SMALLEST, "smallest")):
        write(axes, (x, 3.01), say(key), size=10, color=GREY)
    for row, (name, exponent, fraction) in enumerate(FORMATS):
        low = LOW - row * PITCH
        middle = low + HEIGHT / 2
        write(axes, (LEFT - 0.1, middle), name, ha="right", weight="bold", size=10.5)
        start = LEFT
        for bits, color in ((1, AMBER), (exponent, TEAL), (fraction, BLUE)):
            width = bits * BIT
            look = {"facecolor": PALE[color], "edgecolor": color, "linewidth": 1}
            axes.add_patch(Rectangle((start, low), width, HEIGHT, **look))
            for bit in range(1, bits):
                x = start + bit * BIT
                line(axes, [(x, low + 0.02), (x, low + HEIGHT - 0.02)], WHITE, 1)
            write(axes, (start + width / 2, middle - 0.005), str(bits), size=10.5)
            start += width
        largest, smallest = _limits(name, exponent, fraction)
        write(axes, (LARGEST, middle), _number(largest), size=10.5)
        write(axes, (SMALLEST, middle), _number(smallest), size=10.5)
    return figure


def _limits(name: str, exponent: int, fraction: int) -> tuple[float, float]:
    """Return the largest finite number and the smallest normal one.

    All ones in the exponent mean infinity or NaN. E4M3 has no infinity and gives up one pattern
    only, that of all ones in the fraction too.
    """
    bias = 2 ** (exponent - 1) - 1
    if name.endswith("E4M3"):
        return (2 - 2 * 2.0**-fraction) * 2.0 ** (bias + 1), 2.0 ** (1 - bias)
    return (2 - 2.0**-fraction) * 2.0**bias, 2.0 ** (1 - bias)


def _number(value: float) -> str:
    if 1 <= value < 1e5:
        return f"${value:.0f}$"
    digits, power = f"{value:.1e}".split("e")
    return f"${digits}\\cdot 10^{{{int(power)}}}$"
