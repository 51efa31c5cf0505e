"""BPE training: which pair is merged at each step, and what the words become."""

from collections import Counter
from itertools import pairwise

from matplotlib.figure import Figure

from figures.style import AMBER, DARK, FAINT, TEAL, Say, box, canvas, write

WORDS = {
    "en": {"start": "start", "merge": "merge {}: {}", "times": "{} times"},
    "zh": {"start": "初始", "merge": "合并 {}：{}", "times": "{} 次"},
}
CORPUS = {"low": 5, "lower": 2, "newest": 6, "widest": 3}
"""Words with their counts, the example of Sennrich et al. (2016), without leading spaces."""

STEPS = 4


def draw(say: Say) -> Figure:
    """Train on the corpus for a few steps, and draw the words after each."""
    figure, axes = canvas(3.3)
    words = {word: list(word) for word in CORPUS}
    columns = (1.4, 2.27, 3.5, 4.97)
    for x, (word, count) in zip(columns, CORPUS.items(), strict=True):
        write(axes, (x, 3.05), f"{word} × {count}", ha="left", weight="bold", size=10.5)
    new = ""
    for step in range(STEPS + 1):
        y = 2.5 - step * 0.56
        if step:
            new, count = _merge(words)
            label, ink = say("merge").format(step, new), DARK[AMBER]
            write(axes, (0.1, y + 0.25), label, ha="left", color=ink, weight="bold", size=10.5)
            write(axes, (0.1, y + 0.03), say("times").format(count), ha="left", size=10)
        else:
            write(axes, (0.1, y + 0.14), say("start"), ha="left", size=10.5)
        for x, pieces in zip(columns, words.values(), strict=True):
            place = x
            for piece in pieces:
                width = 0.07 + 0.12 * len(piece)
                color = AMBER if piece == new else FAINT if len(piece) == 1 else TEAL
                box(axes, (place, y), (width, 0.28), piece, color)
                place += width + 0.03
    return figure


def _merge(words: dict[str, list[str]]) -> tuple[str, int]:
    """Merge the most frequent pair everywhere; return what it becomes, and how often it stood.

    Of pairs that are equally frequent the last in the alphabet counts, as on the page.
    """
    pairs: Counter[tuple[str, str]] = Counter()
    for word, pieces in words.items():
        for pair in pairwise(pieces):
            pairs[pair] += CORPUS[word]
    first, second = max(pairs, key=lambda pair: (pairs[pair], pair))
    for word, pieces in words.items():
        merged: list[str] = []
        for piece in pieces:
            if merged and merged[-1] == first and piece == second:
                merged[-1] = first + second
            else:
                merged.append(piece)
        words[word] = merged
    return first + second, pairs[first, second]
