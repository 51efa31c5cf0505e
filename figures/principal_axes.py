"""PCA: a cloud of points with its principal axes, and the share of variance each explains."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, FAINT, GREY, INK, TEAL, Say, plots

WORDS = {
    "en": {
        "cloud": "centered points, eigenvectors",
        "spectrum": "share of the variance",
        "component": "eigenvalue, largest first",
        "kept": "first 4: {:.1f}%",
        "dropped": "other 16: {:.1f}%",
    },
    "zh": {
        "cloud": "中心化的点与特征向量",
        "spectrum": "方差占比",
        "component": "特征值（从大到小）",
        "kept": "前 4 个：{:.1f}%",
        "dropped": "其余 16 个：{:.1f}%",
    },
}
SAMPLES, FEATURES, RANK = 500, 20, 4


def draw(say: Say) -> Figure:
    """Draw correlated points in the plane, and the spectrum of the page's worked example."""
    figure, (left, right) = plots(2, 2.9)
    points = np.random.default_rng(3).standard_normal((160, 2)) @ [[1.6, 0.9], [0.0, 0.75]]
    points -= points.mean(axis=0)
    values, vectors = np.linalg.eigh(points.T @ points / len(points))
    left.scatter(points[:, 0], points[:, 1], s=9, color=FAINT)
    for place, color in ((1, TEAL), (0, AMBER)):
        tip = 2 * np.sqrt(values[place]) * vectors[:, place] * np.sign(vectors[0, place])
        look = {"arrowstyle": "-|>", "color": color, "linewidth": 2}
        left.annotate("", tip, (0, 0), arrowprops=look)
    left.set(xlim=(-5, 5), ylim=(-3.6, 3.6), aspect="equal", title=say("cloud"))
    left.set_axis_off()
    shares = _shares()
    bars = range(1, FEATURES + 1)
    right.bar(bars, 100 * shares, color=[TEAL if bar <= RANK else FAINT for bar in bars])
    right.plot([RANK + 0.5] * 2, [0, 40], color=INK, linewidth=0.8, linestyle=":")
    right.text(RANK + 1, 34, say("kept").format(100 * shares[:RANK].sum()), color=TEAL)
    right.text(RANK + 1, 2, say("dropped").format(100 * shares[RANK:].sum()), color=GREY)
    right.set(title=say("spectrum"), xlabel=say("component"), xticks=[1, 5, 10, 15, 20])
    right.yaxis.set_major_formatter("{x:.0f}%")
    return figure


def _shares() -> np.ndarray:
    """Return the shares of the eigenvalues, of the data made as on the page."""
    rng = np.random.default_rng(0)
    data = rng.normal(size=(SAMPLES, RANK)) @ rng.normal(size=(RANK, FEATURES)) + 10
    data = data + 0.3 * rng.normal(size=(SAMPLES, FEATURES))
    data = data - data.mean(axis=0)
    values = np.linalg.svd(data, compute_uv=False) ** 2
    return np.asarray(values / values.sum())
