"""The sinusoidal position encoding as a picture, position by feature."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import Look, Say, plots, true_minus

WORDS = {
    "en": {"position": "position", "feature": "dimension (sine and cosine in turn)"},
    "zh": {"position": "位置", "feature": "维度（正弦与余弦交替）"},
}
POSITIONS, WIDTH = 32, 32


def draw(say: Say) -> Figure:
    """Draw 32 positions of width 32, base 10,000."""
    figure, (axes,) = plots(1, 3.0)
    position = np.arange(POSITIONS)[:, None]
    frequency = 10_000.0 ** (-np.arange(0, WIDTH, 2) / WIDTH)
    code = np.zeros((POSITIONS, WIDTH))
    code[:, 0::2] = np.sin(position * frequency)
    code[:, 1::2] = np.cos(position * frequency)
    edges = np.arange(POSITIONS + 1) - 0.5
    look: Look = {"cmap": "BrBG", "vmin": -1, "vmax": 1, "edgecolors": "face", "linewidth": 0.3}
    mesh = axes.pcolormesh(edges, edges, code, **look)
    axes.set(xlabel=say("feature"), ylabel=say("position"))
    axes.invert_yaxis()
    # With fewer than fifty steps the bar is drawn with shapes, not as an image.
    steps = np.linspace(-1, 1, 42)
    bar = figure.colorbar(mesh, ax=axes, boundaries=steps, ticks=[-1, 0, 1], spacing="proportional")
    if bar.solids:
        bar.solids.set(edgecolor="face", linewidth=0.3)
    true_minus(bar.ax.yaxis)
    return figure
