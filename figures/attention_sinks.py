"""Streaming with attention sinks: which keys stay in the cache, and their positions in it."""

from matplotlib.figure import Figure

from figures.style import AMBER, DARK, FAINT, GREY, TEAL, Say, canvas, cell, write

WORDS = {
    "en": {
        "text": "position in the text",
        "cache": "position in the cache",
        "sinks": "sinks, kept",
        "evicted": "evicted",
        "window": "latest tokens",
    },
    "zh": {
        "text": "在原文中的位置",
        "cache": "在缓存中的位置",
        "sinks": "sink，一直保留",
        "evicted": "已移出",
        "window": "最近的 token",
    },
}
SINKS, WINDOW, TOKENS, SIDE = 4, 5, 13, 0.36


def draw(say: Say) -> Figure:
    """Draw thirteen tokens of which four sinks and the latest five are in the cache."""
    figure, axes = canvas(1.5)
    left = 1.62
    for place in range(TOKENS):
        is_sink, is_late = place < SINKS, place >= TOKENS - WINDOW
        color = AMBER if is_sink else TEAL if is_late else FAINT
        x = left + place * SIDE
        cell(axes, (x, 0.62), SIDE, color, str(place))
        if is_sink or is_late:
            number = place if is_sink else place - (TOKENS - WINDOW) + SINKS
            ink = DARK.get(color, color)
            write(axes, (x + SIDE / 2, 0.34), str(number), weight="bold", color=ink)
    write(axes, (left - 0.12, 0.8), say("text"), ha="right", size=10)
    write(axes, (left - 0.12, 0.34), say("cache"), ha="right", size=10)
    groups = (
        (0, SINKS, "sinks", DARK[AMBER]),
        (SINKS, TOKENS - WINDOW, "evicted", GREY),
        (TOKENS - WINDOW, TOKENS, "window", TEAL),
    )
    for start, stop, key, color in groups:
        write(axes, (left + (start + stop) / 2 * SIDE, 1.2), say(key), size=10.5, color=color)
    return figure
