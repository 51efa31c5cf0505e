"""The cycle in which greedy decoding of a random bigram model ends, and the way into it."""

import math
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from figures.style import (
    FAINT,
    GREY,
    PALE,
    TEAL,
    Point,
    Say,
    arrow,
    canvas,
    write,
)

WORDS = {
    "en": {
        "start": "start",
        "way": "the way in:\n{count} tokens, once each",
        "cycle": "{count} tokens,\nforever",
        "rest": "the other {count} tokens never come",
    },
    "zh": {
        "start": "起点",
        "way": "通往循环：\n{count} 个 token，各走一次",
        "cycle": "{count} 个 token，\n无限循环",
        "rest": "其余 {count} 个 token 永远不出现",
    },
}
VOCABULARY = 50
RADIUS, RING = 0.27, 1.25
CENTER = (4.75, 1.65)


def draw(say: Say) -> Figure:
    """Decode until a token comes again, and draw the tokens in this order."""
    figure, axes = canvas(3.3)
    tokens, entry = _decoded()
    way, cycle = tokens[:entry], tokens[entry:]
    places = []
    for step in range(len(cycle)):
        angle = math.pi - 2 * math.pi * step / len(cycle)
        places.append((CENTER[0] + RING * math.cos(angle), CENTER[1] + RING * math.sin(angle)))
    pitch = (places[0][0] - 0.5) / len(way)
    into = [(0.5 + pitch * step, CENTER[1]) for step in range(len(way))]
    for token, place in zip(way, into, strict=True):
        _token(axes, place, token, FAINT)
    for token, place in zip(cycle, places, strict=True):
        _token(axes, place, token, TEAL)
    for one, other in pairwise([*into, places[0]]):
        _step(axes, one, other, GREY)
    for one, other in pairwise([*places, places[0]]):
        _step(axes, one, other, TEAL)
    write(axes, (into[0][0], CENTER[1] + 0.45), say("start"), size=10.5, color=GREY)
    middle = (into[0][0] + into[-1][0]) / 2
    text = say("way").format(count=len(way))
    write(axes, (middle, CENTER[1] - 0.62), text, size=10.5, color=GREY)
    text = say("cycle").format(count=len(cycle))
    write(axes, CENTER, text, size=11, color=TEAL, weight="bold")
    text = say("rest").format(count=VOCABULARY - len(tokens))
    write(axes, (0.23, 0.3), text, ha="left", size=10.5, color=GREY)
    return figure


def _decoded() -> tuple[list[int], int]:
    """Return the tokens up to the first that comes again, and where that one stands."""
    table = np.random.default_rng(0).normal(0, 2, (VOCABULARY, VOCABULARY))
    tokens = [0]
    while (following := int(table[tokens[-1]].argmax())) not in tokens:
        tokens.append(following)
    return tokens, tokens.index(following)


def _token(axes: Axes, place: Point, token: int, color: str) -> None:
    axes.add_patch(Circle(place, RADIUS, facecolor=PALE[color], edgecolor=color, linewidth=1.4))
    write(axes, place, f"{token}", size=11.5)


def _step(axes: Axes, start: Point, end: Point, color: str) -> None:
    """Draw an arrow from the rim of one circle to that of the next."""
    length = math.dist(start, end)
    x, y = ((b - a) / length * (RADIUS + 0.04) for a, b in zip(start, end, strict=True))
    arrow(axes, (start[0] + x, start[1] + y), (end[0] - x, end[1] - y), color)
