"""The population stability index of real shifts, and of samples from an unchanged source."""

from functools import cache

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, BLUE, FAINT, GREY, INK, RED, TEAL, Look, Say, plots, write

WORDS = {
    "en": {
        "psi": "PSI of prompt lengths in ten bins (log scale)",
        "noise": "nothing changed:\n{0:,} requests",
        "day": "new day, no shift:\n20,000 requests",
        "mixed": "10% much longer:\n20,000 requests",
        "double": "median doubled:\n20,000 requests",
        "tail": "p99 × {0:.1f}",
        "above": "{0:.0%} above 0.25",
        "mean": "mean {0:.2g}",
        "rules": "rules of thumb:\n0.2 and 0.25",
    },
    "zh": {
        "psi": "提示词长度分十个区间的 PSI（对数刻度）",
        "noise": "毫无变化：\n{0:,} 个请求",
        "day": "新的一天，没变：\n20,000 个请求",
        "mixed": "10% 变得很长：\n20,000 个请求",
        "double": "中位数翻倍：\n20,000 个请求",
        "tail": "p99 × {0:.1f}",
        "above": "{0:.0%} 超过 0.25",
        "mean": "均值 {0:.2g}",
        "rules": "经验阈值：\n0.2 和 0.25",
    },
}
REAL = {"day": TEAL, "mixed": AMBER, "double": RED}
SIZES = (100, 1000, 10_000)
TRIALS = 500
RULES = (0.2, 0.25)
WIDEST = 0.36
"""Half the height of a row's histogram."""


def draw(say: Say) -> Figure:
    """Draw a row for each real comparison, and one for each size of sample without change."""
    figure, (axes,) = plots(height=4.2)
    real, nulls = _computed()
    labels, place = [], 5.0
    for key, (psi, growth) in real.items():
        axes.plot(psi, place, "o", color=REAL[key], markersize=9)
        labels.append(say(key))
        text, side = f"{psi:.3f}", "right" if key == "mixed" else "left"
        if key != "day":
            text += (", " if key == "mixed" else "\n") + say("tail").format(growth)
        far = psi / 1.25 if key == "mixed" else psi * 1.25
        write(axes, (far, place), text, ha=side, size=10, color=INK)
        place -= 1
    for size, null in nulls.items():
        edges = np.geomspace(2e-4, 1, 75)
        count, _ = np.histogram(null, edges)
        high = WIDEST * np.r_[count, 0] / count.max()
        look: Look = {"step": "post", "color": BLUE, "alpha": 0.35, "linewidth": 0}
        axes.fill_between(edges, place - high, place + high, **look)
        axes.plot([null.mean()], [place], "|", color=BLUE, markersize=16, markeredgewidth=2)
        text, share = say("mean").format(null.mean()), float((null > RULES[1]).mean())
        text += f"\n{say('above').format(share)}" if share else ""
        write(axes, (0.62, place), text, ha="left", size=10, color=RED if share else BLUE)
        labels.append(say("noise").format(size))
        place -= 1
    for rule in RULES:
        axes.axvline(rule, color=FAINT, linewidth=1.1, linestyle="--", zorder=0)
    write(axes, (0.29, 5.0), say("rules"), ha="left", size=10, color=GREY)
    axes.set(xscale="log", xlim=(3e-4, 5), ylim=(-0.55, 5.5))
    ticks = [0.001, 0.01, 0.1, 0.25, 1]
    axes.set_xticks(ticks, labels=[f"{tick:g}" for tick in ticks])
    axes.set_yticks(range(5, -1, -1), labels=labels)
    axes.minorticks_off()
    axes.tick_params(labelsize=10)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.set_xlabel(say("psi"), size=10.5, color=INK)
    return figure


@cache
def _computed() -> tuple[dict[str, tuple[float, float]], dict[int, np.ndarray]]:
    """Return PSI and growth of the 99th percentile of each shift, and the PSIs of noise."""
    rng = np.random.default_rng(0)

    def lengths(count: int, mu: float = 6.0) -> np.ndarray:
        return rng.lognormal(mu, 0.8, count)

    before = lengths(20_000)
    edges = np.r_[0, np.quantile(before, np.arange(1, 10) / 10), np.inf]
    mixed = np.r_[lengths(18_000), lengths(2_000, 8.5)]
    samples = {"day": lengths(20_000), "mixed": mixed, "double": lengths(20_000, 6.7)}
    tail = np.quantile(before, 0.99)
    real = {
        key: (_psi(before, now, edges), float(np.quantile(now, 0.99) / tail))
        for key, now in samples.items()
    }
    nulls = {
        size: np.array([_psi(lengths(size), lengths(size), edges) for _ in range(TRIALS)])
        for size in SIZES
    }
    return real, nulls


def _psi(before: np.ndarray, now: np.ndarray, edges: np.ndarray) -> float:
    p, q = (np.histogram(lengths, edges)[0] + 0.5 for lengths in (before, now))
    p, q = p / p.sum(), q / q.sum()
    return float(((q - p) * np.log(q / p)).sum())
