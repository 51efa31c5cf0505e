"""AWQ's search: the output error of 4-bit weights against the exponent of the scales."""

import numpy as np
import numpy.typing as npt
from matplotlib.figure import Figure

from figures.style import AMBER, GREY, INK, TEAL, Say, plots, write

WORDS = {
    "en": {
        "alpha": "exponent $\\alpha$ of the scales, $s = $ mean $|x|^\\alpha$",
        "error": "output error, relative to $\\alpha = 0$",
        "none": "plain rounding",
        "best": "best: {:.2f} at $\\alpha$ = {:.2f}",
    },
    "zh": {
        "alpha": "缩放因子的指数 $\\alpha$，$s$ = 平均 $|x|^\\alpha$",
        "error": "输出误差，相对于 $\\alpha = 0$",
        "none": "就近舍入",
        "best": "最好：$\\alpha$ = {1:.2f} 时为 {0:.2f}",
    },
}
Matrix = npt.NDArray[np.float64]
BITS, GROUP = 4, 128


def draw(say: Say) -> Figure:
    """Draw the error for the exponents that the page's worked example tries."""
    rng = np.random.default_rng(0)  # as there: the weights first, then the activations
    weights = rng.normal(0, 0.02, (512, 256))
    inputs = rng.normal(size=(256, 512)) * rng.lognormal(0, 1, 512)
    magnitude, wanted = np.abs(inputs).mean(0), inputs @ weights
    alphas = np.arange(20) / 20
    errors = []
    for alpha in alphas:
        scales = magnitude**alpha
        scales = (scales / np.sqrt(scales.max() * scales.min()))[:, None]
        errors.append(np.mean((inputs @ (_rounded(scales * weights) / scales) - wanted) ** 2))
    relative = np.array(errors) / errors[0]
    best = int(relative.argmin())
    figure, (axes,) = plots(height=3.1)
    axes.axhline(1, color=AMBER, linewidth=1.2, linestyle="--")
    axes.plot(alphas, relative, color=TEAL, linewidth=2, marker="o", markersize=4)
    write(axes, (0.0, 1.08), say("none"), ha="left", size=10, color=GREY)
    text = say("best").format(relative[best], alphas[best])
    write(axes, (alphas[best], relative[best] - 0.2), text, size=10, color=INK)
    axes.set(xlim=(-0.02, 1), ylim=(0.3, 2.7), xticks=[0, 0.25, 0.5, 0.75, 1])
    axes.set_xlabel(say("alpha"), size=10.5, color=INK)
    axes.set_ylabel(say("error"), size=10.5, color=INK)
    axes.tick_params(labelsize=10)
    return figure


def _rounded(weights: Matrix) -> Matrix:
    """Return weights after rounding to the grid of their group, with a zero point."""
    groups = weights.reshape(-1, GROUP, weights.shape[1])
    low, high = groups.min(1, keepdims=True), groups.max(1, keepdims=True)
    step = (high - low) / (2**BITS - 1)
    zero = np.round(-low / step)
    codes = np.clip(np.round(groups / step) + zero, 0, 2**BITS - 1)
    rounded: Matrix = (step * (codes - zero)).reshape(weights.shape)
    return rounded
