"""A watermark's score against the length of the text, and against the share edited."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.style import AMBER, BLUE, FAINT, GREY, INK, RED, TEAL, WHITE, Look, Say, plots, write

WORDS = {
    "en": {
        "length": "tokens in the text",
        "edited": "share of tokens replaced",
        "green": "$z$ by share of green tokens",
        "kept": "$z$ of 200 tokens, edited",
        "limit": "threshold 4",
        "toy": "toy model: {score:.1f}",
        "flat": "low entropy: {score:.1f}",
    },
    "zh": {
        "length": "文本的 token 数",
        "edited": "替换掉的 token 比例",
        "green": "$z$ 与绿色 token 比例",
        "kept": "200 个 token，编辑后的 $z$",
        "limit": "阈值 4",
        "toy": "玩具模型：{score:.1f}",
        "flat": "低熵：{score:.1f}",
    },
}
SHARES = ((0.8, BLUE), (0.7, TEAL), (0.6, AMBER))
LIMIT, TOKENS, GREEN = 4, 200, 140
VOCABULARY, TEXTS = 500, 20
CASES = ((1, 0, 0), (1, 2, 0), (1, 2, 0.3), (12, 2, 0))
"""Spread of the logits, bias and share edited of the toy texts, as the page simulates them."""


def draw(say: Say) -> Figure:
    """Draw the formula over the length on the left, over the edits on the right."""
    figure, (left, right) = plots(2, height=3.4)
    length = np.linspace(0, 400, 200)
    for share, color in SHARES:
        left.plot(length, _score(share * length, length), color=color, linewidth=2)
        end = float(_score(np.array(share * 400), np.array(400.0)))
        plate: Look = {"facecolor": WHITE, "edgecolor": "none", "pad": 1}
        write(left, (408, end), f"{share}", ha="left", color=color, bbox=plate)
    for tokens in (20, TOKENS):
        score = float(_score(np.array(0.7 * tokens), np.array(float(tokens))))
        left.plot(tokens, score, "o", color=TEAL, markersize=7)
        place = (190, 6.3) if tokens == TOKENS else (98, 1.0)
        write(left, place, f"{score:.2f}", ha="right", color=TEAL)
    left.set(xlim=(0, 460), ylim=(0, 12.5), xticks=[0, 100, 200, 300, 400])
    _name(left, say("length"), say("green"))
    edited = np.linspace(0, 0.6, 100)
    _, fresh, mended, flat = _simulated()
    count = float(_score(np.array(float(GREEN)), np.array(float(TOKENS))))
    right.plot(edited, fresh * (1 - edited) ** 2, color=BLUE, linewidth=2)
    right.plot(edited, count * (1 - edited) ** 2, color=TEAL, linewidth=2)
    marks = ((0, fresh, BLUE), (0.3, mended, BLUE), (0, count, TEAL), (0, flat, RED))
    for x, score, color in marks:
        right.plot(x, score, "o", color=color, markersize=7, clip_on=False, zorder=3)
    write(right, (0.1, 10.5), say("toy").format(score=fresh), ha="left", color=BLUE)
    write(right, (0.32, 5.7), f"{mended:.1f}", ha="left", color=BLUE)
    write(right, (0.02, 6.3), f"{count:.2f}", ha="left", color=TEAL)
    write(right, (0.02, 2.6), say("flat").format(score=flat), ha="left", color=RED)
    right.set(xlim=(0, 0.6), ylim=(0, 12.5), xticks=[0, 0.2, 0.4, 0.6])
    right.set_xticklabels(["0", "20%", "40%", "60%"])
    _name(right, say("edited"), say("kept"))
    write(left, (395, LIMIT + 0.12), say("limit"), ha="right", va="bottom", size=10, color=GREY)
    write(right, (0.6, LIMIT + 0.12), say("limit"), ha="right", va="bottom", size=10, color=GREY)
    return figure


def _name(axes: Axes, below: str, above: str) -> None:
    axes.axhline(LIMIT, color=GREY, linewidth=1.1, linestyle="--", zorder=0)
    axes.set_xlabel(below, size=10.5, color=INK)
    axes.set_title(above, size=10.5, color=INK, loc="left")
    axes.tick_params(labelsize=10)
    axes.grid(visible=True, color=FAINT, linewidth=0.4, alpha=0.5)


def _score(green: np.ndarray, tokens: np.ndarray) -> np.ndarray:
    """Return the score for half the vocabulary on the green list."""
    return np.asarray((green - tokens / 2) / np.maximum(np.sqrt(tokens / 4), 1e-9))


def _simulated() -> list[float]:
    """Return the mean score of the page's toy texts, for each of its cases."""
    generator = np.random.default_rng(0)
    green = generator.random((VOCABULARY, VOCABULARY)).argsort(axis=1) < VOCABULARY // 2
    means = []
    for spread, bias, edited in CASES:
        scores = []
        for _ in range(TEXTS):
            text = np.zeros(TOKENS + 1, dtype=int)
            for place in range(TOKENS):
                logits = generator.normal(0, spread, VOCABULARY) + bias * green[text[place]]
                text[place + 1] = (logits + generator.gumbel(size=VOCABULARY)).argmax()
            is_edited = generator.random(TOKENS + 1) < edited
            text = np.where(is_edited, generator.integers(0, VOCABULARY, TOKENS + 1), text)
            count = np.array(float(green[text[:-1], text[1:]].sum()))
            scores.append(float(_score(count, np.array(float(TOKENS)))))
        means.append(float(np.mean(scores)))
    return means
