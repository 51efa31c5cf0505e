"""What a rating gap means in won duels, and how far fitted ratings scatter."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.style import AMBER, FAINT, INK, TEAL, Say, plots, write

WORDS = {
    "en": {
        "gap": "rating gap",
        "win": "chance of winning a duel",
        "rating": "fitted rating",
        "true": "true rating (line)",
        "scatter": "95% of 200 fits",
        "few": "50 duels a pair:\norder right in {kept:.0%}",
        "many": "2,000 duels a pair:\norder right in {kept:.0%}",
        "mark": "{gap}: {win:.3f}",
    },
    "zh": {
        "gap": "等级分之差",
        "win": "单场胜率",
        "rating": "拟合出的等级分",
        "true": "真实等级分（竖线）",
        "scatter": "200 次拟合的 95% 范围",
        "few": "每对 50 场：\n{kept:.0%} 的试验次序全对",
        "many": "每对 2,000 场：\n{kept:.0%} 的试验次序全对",
        "mark": "{gap}：{win:.3f}",
    },
}
GAPS = (15, 100, 400)
RATINGS = np.array([1250.0, 1150.0, 1120.0, 1110.0, 870.0])
MEAN, TRIALS, STEPS = 1100, 200, 300
DUELS = (("few", 50, AMBER), ("many", 2000, TEAL))


def draw(say: Say) -> Figure:
    """Draw the curve with the page's gaps on the left, the fits of its simulation on the right."""
    figure, (left, right) = plots(2, height=3.7)
    gaps = np.linspace(0, 500, 200)
    left.plot(gaps, _win(gaps), color=TEAL, linewidth=2)
    for gap in GAPS:
        win = float(_win(np.array(gap)))
        left.plot(gap, win, "o", color=TEAL, markersize=7)
        place = (gap + 20, win - 0.008 if gap == GAPS[0] else win - 0.03)
        write(left, place, say("mark").format(gap=gap, win=win), ha="left", color=TEAL)
    left.set(xlim=(0, 560), ylim=(0.47, 1), xticks=[0, 100, 200, 300, 400, 500])
    _name(left, say("gap"), say("win"))
    generator = np.random.default_rng(0)
    chances = _win(RATINGS[:, None] - RATINGS)
    for shift, (key, duels, color) in zip((0.16, -0.16), DUELS, strict=True):
        fits = np.array([_fit(_play(generator, chances, duels)) for _ in range(TRIALS)])
        kept = float((np.diff(fits, axis=1) < 0).all(axis=1).mean())
        low, high = np.quantile(fits, [0.025, 0.975], axis=0)
        rows = -np.arange(len(RATINGS)) + shift
        label = say(key).format(kept=kept)
        right.hlines(rows, low, high, color=color, linewidth=5, alpha=0.75, label=label)
    right.vlines(RATINGS, rows - 0.1, rows + 0.42, color=INK, linewidth=1.6, zorder=3)
    for row, rating in enumerate(RATINGS):
        right.plot([760, 1350], [-row, -row], color=FAINT, linewidth=0.5, zorder=0)
        write(right, (755, -row), f"{rating:.0f}", ha="right", size=10)
    right.set(xlim=(765, 1350), ylim=(-4.6, 0.5), yticks=[], xticks=[800, 1000, 1200])
    right.spines["left"].set_visible(False)
    right.set_ylabel(say("true"), size=10.5, labelpad=34)
    _name(right, say("rating"), say("scatter"))
    figure.legend(loc="outside lower center", ncols=2, fontsize=10)
    return figure


def _name(axes: Axes, below: str, above: str) -> None:
    axes.set_xlabel(below, size=10.5, color=INK)
    axes.set_title(above, size=10.5, color=INK, loc="left")
    axes.tick_params(labelsize=10)


def _win(gap: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + 10 ** (-gap / 400)))


def _play(generator: np.random.Generator, chances: np.ndarray, duels: int) -> np.ndarray:
    """Return how often each model beat each other one, every pair having met `duels` times."""
    won = np.tril(generator.binomial(duels, chances), -1)
    return np.asarray(won + np.triu(duels - won.T, 1))


def _fit(won: np.ndarray) -> np.ndarray:
    """Return the ratings that Zermelo's iteration finds."""
    strength = np.ones(len(won))
    for _ in range(STEPS):
        met = (won + won.T) / (strength[:, None] + strength)
        strength = won.sum(axis=1) / met.sum(axis=1)
        strength /= np.exp(np.log(strength).mean())
    return np.asarray(MEAN + 400 * np.log10(strength))
