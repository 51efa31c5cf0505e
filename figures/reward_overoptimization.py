"""Best-of-n by a noisy proxy: what the proxy and the true reward show as the KL grows."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, DARK, TEAL, Say, plots

WORDS = {
    "en": {
        "normal": "normal noise",
        "heavy": "heavy-tailed noise",
        "kl": "bound on the KL in nats",
        "reward": "mean reward of best-of-$n$",
        "proxy": "proxy",
        "true": "true reward",
        "beyond": "up to {top:.0f}",
    },
    "zh": {
        "normal": "正态噪声",
        "heavy": "重尾噪声",
        "kl": "KL 的上界（nat）",
        "reward": "best-of-$n$ 的平均奖励",
        "proxy": "代理奖励",
        "true": "真实奖励",
        "beyond": "一直升到 {top:.0f}",
    },
}
POOL, DOUBLINGS = 2**21, 12
MARKED = (4, 16, 256, 4096)


def draw(say: Say) -> Figure:
    """Simulate both kinds of noise as on the page, for every power of two up to 4096."""
    figure, axes = plots(2, 3.2)
    generator = np.random.default_rng(0)
    true = generator.normal(size=POOL)
    noises = {
        "normal": generator.normal(size=POOL),
        "heavy": 0.5 * generator.standard_t(2, POOL),
    }
    counts = 2 ** np.arange(DOUBLINGS + 1)
    kl = np.log(counts) - (counts - 1) / counts
    is_marked = np.isin(counts, MARKED)
    for each, (name, noise) in zip(axes, noises.items(), strict=True):
        rewards = np.array([_best(true, noise, int(count)) for count in counts])
        for column, (key, color) in enumerate((("proxy", AMBER), ("true", TEAL))):
            each.plot(kl, rewards[:, column], color=color, linewidth=2, label=say(key))
            each.plot(kl[is_marked], rewards[is_marked, column], "o", color=color, markersize=5)
        for place, count in zip(kl[is_marked], MARKED, strict=True):
            each.text(place, 5.75, f"{count}", size=10, ha="center", va="bottom")
        each.text(0.05, 5.75, "$n$ =", size=10, ha="right", va="bottom")
        each.set(xlim=(0, 8), ylim=(0, 5.6), xlabel=say("kl"))
        each.set_title(say(name), pad=22)
    axes[0].set_ylabel(say("reward"))
    axes[0].legend(loc="upper left", fontsize=10)
    text = say("beyond").format(top=rewards[-1, 0])
    axes[1].text(3.2, 5.1, text, size=10.5, color=DARK[AMBER], va="center")
    return figure


def _best(true: np.ndarray, noise: np.ndarray, count: int) -> tuple[float, float]:
    """Return the mean proxy and true reward of the winners of groups of `count`."""
    groups = (true + noise).reshape(-1, count)
    winners = np.arange(len(groups)), groups.argmax(1)
    return float(groups[winners].mean()), float(true.reshape(-1, count)[winners].mean())
