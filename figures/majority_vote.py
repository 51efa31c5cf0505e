"""How often a majority of votes is right, against the number of votes, for four single votes."""

from math import comb

from matplotlib.figure import Figure

from figures.style import AMBER, BLUE, GREY, INK, RED, TEAL, Say, plots, write

WORDS = {
    "en": {
        "votes": "independent votes",
        "right": "probability that the majority is right",
        "single": "$p$: a single vote is right",
    },
    "zh": {
        "votes": "独立投票数",
        "right": "多数票正确的概率",
        "single": "$p$：单票正确的概率",
    },
}
CHANCES = {0.7: TEAL, 0.6: BLUE, 0.5: AMBER, 0.4: RED}
VOTES = range(1, 52, 2)


def draw(say: Say) -> Figure:
    """Draw a line for each chance of a single vote."""
    figure, (axes,) = plots(height=3.3)
    for chance, color in CHANCES.items():
        right = [_majority(chance, votes) for votes in VOTES]
        axes.plot(VOTES, right, color=color, linewidth=2, marker="o", markersize=3)
        write(axes, (52.5, right[-1]), f"$p = {chance:g}$", ha="left", size=10.5, color=color)
    write(axes, (51.5, 0.68), say("single"), ha="right", size=10, color=GREY)
    axes.set(xlim=(0, 60), ylim=(0, 1.04), xticks=[1, 5, 15, 25, 35, 51])
    axes.set_xlabel(say("votes"), size=10.5, color=INK)
    axes.set_ylabel(say("right"), size=10.5, color=INK)
    axes.tick_params(labelsize=10)
    return figure


def _majority(chance: float, votes: int) -> float:
    """Return the chance that more than half of an odd number of votes are right."""
    counts = range(votes // 2 + 1, votes + 1)
    return sum(comb(votes, k) * chance**k * (1 - chance) ** (votes - k) for k in counts)
