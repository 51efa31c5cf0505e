"""How the figures look: colours, and the few shapes that several of them have.

Drawn 6.4 inches wide with letters of 10 points or more, a figure can be read on a phone.
"""

from collections.abc import Callable, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Rectangle

Say = Callable[[str], str]
"""Gives the word of a key in the figure's language."""

Look = dict[str, Any]
"""Keywords that matplotlib draws something with."""

Point = tuple[float, float]

WIDTH = 6.4
"""Of a figure, in inches."""

INK = "#1f2a2c"
GREY = "#5d6b6e"
FAINT = "#8a979a"
WHITE = "#ffffff"
TEAL, AMBER, RED, BLUE = "#12707f", "#c27a00", "#b3324a", "#2f5fb3"
GREEN, PURPLE = "#3c7d3f", "#7a4ea3"
PALE = {
    TEAL: "#d8ecef",
    AMBER: "#fbefd3",
    RED: "#fae4e7",
    BLUE: "#dfe8f7",
    GREEN: "#e2f1e5",
    PURPLE: "#ece3f5",
    FAINT: "#eef1f1",
}
"""The fill that goes with each colour."""

DARK = {AMBER: "#8a5700", FAINT: GREY}
"""The colour of letters on a pale fill, where the colour itself would be hard to read."""


def canvas(height: float) -> tuple[Figure, Axes]:
    """Return an empty figure without axes, whose coordinates are inches from its lower left."""
    figure = Figure(figsize=(WIDTH, height))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(0, height))
    axes.set_axis_off()
    return figure, axes


def plots(columns: int = 1, height: float = 3.0) -> tuple[Figure, Sequence[Axes]]:
    """Return a figure with axes side by side, their upper and right lines left out."""
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    axes = list(figure.subplots(1, columns, squeeze=False).flat)
    for each in axes:
        each.spines[["top", "right"]].set_visible(False)
    return figure, axes


def write(axes: Axes, place: Point, text: str, **look: Any) -> None:  # noqa: ANN401
    """Write a text around a place, in the middle both ways unless `look` says otherwise."""
    axes.text(*place, text, **{"ha": "center", "va": "center", **look})


def box(axes: Axes, place: Point, size: Point, text: str = "", color: str = TEAL) -> None:
    """Draw a rounded box from its lower left corner, with a text in its middle."""
    (x, y), (width, height) = place, size
    axes.add_patch(
        FancyBboxPatch(
            place,
            width,
            height,
            boxstyle="round,pad=0,rounding_size=0.06",
            facecolor=PALE[color],
            edgecolor=color,
            linewidth=1.2,
        )
    )
    write(axes, (x + width / 2, y + height / 2), text)


def legend_entry(axes: Axes, place: Point, text: str, color: str) -> None:
    """Draw what a colour means: a small box from its lower left corner, and a text beside it."""
    width, height = 0.26, 0.17
    box(axes, place, (width, height), color=color)
    write(axes, (place[0] + width + 0.1, place[1] + height / 2), text, ha="left", size=10.5)


def cell(axes: Axes, place: Point, side: float, color: str, text: str = "") -> None:
    """Draw a square of a grid from its lower left corner, with a text in its middle."""
    axes.add_patch(
        Rectangle(place, side, side, facecolor=PALE[color], edgecolor=WHITE, linewidth=2)
    )
    middle = (place[0] + side / 2, place[1] + side / 2)
    write(axes, middle, text, color=DARK.get(color, color), size=10.5)


def arrow(axes: Axes, start: Point, end: Point, color: str = INK, bend: float = 0) -> None:
    """Draw an arrow; `bend` is how far it bows to one side, as a part of its length."""
    axes.add_patch(
        FancyArrowPatch(
            start,
            end,
            arrowstyle="-|>",
            mutation_scale=11,
            connectionstyle=f"arc3,rad={bend}",
            shrinkA=0,
            shrinkB=0,
            color=color,
            linewidth=1.2,
        )
    )


def true_minus(axis: Axis) -> None:
    """Write the numbers of an axis with a minus sign instead of a hyphen."""
    axis.set_major_formatter(lambda value, _: f"{value:g}".replace("-", "−"))


def line(axes: Axes, points: Sequence[Point], color: str = INK, width: float = 1.2) -> None:
    """Draw a line through points."""
    xs, ys = zip(*points, strict=True)
    axes.plot(xs, ys, color=color, linewidth=width, solid_capstyle="round")
