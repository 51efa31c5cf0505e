"""Three fairness gaps of four models trained on unfair decisions, and of a perfect judge."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import AMBER, BLUE, FAINT, GREY, INK, TEAL, Say, plots, write

WORDS = {
    "en": {
        "plain": "with the\ngroup",
        "blind": "without it",
        "weighed": "with it,\nreweighed",
        "both": "without it,\nreweighed",
        "judge": "perfect judge\nof skill",
        "swap": "swapped group",
        "parity": "parity",
        "rate": "true positive rate",
        "gap": "gap: group 1 minus group 0",
    },
    "zh": {
        "plain": "带群体字段",
        "blind": "不带字段",
        "weighed": "带字段，\n重新加权",
        "both": "不带字段，\n重新加权",
        "judge": "只看能力的\n完美评判",
        "swap": "替换群体",
        "parity": "入选率",
        "rate": "真正例率",
        "gap": "差距：第 1 组减第 0 组",
    },
}
PEOPLE, STEPS = 40_000, 20
MODELS = (("plain", 4, False), ("blind", 3, False), ("weighed", 4, True), ("both", 3, True))
"""How many of the columns one, skill, proxy and group a model sees; whether it is reweighed."""

COLORS = {"swap": BLUE, "parity": TEAL, "rate": AMBER}


def draw(say: Say) -> Figure:
    """Train the models of the page, and draw each kind of gap in a panel of its own."""
    figure, panels = plots(3, height=3.5)
    rows = _gaps()
    for axes, (kind, color) in zip(panels, COLORS.items(), strict=True):
        for row, (key, gaps) in enumerate(rows.items()):
            is_judge = key == "judge"
            axes.barh(-row, gaps[kind], height=0.56, color=FAINT if is_judge else color)
            ink = GREY if is_judge else INK
            write(axes, (gaps[kind] + 0.015, -row), f"{gaps[kind]:.3f}", ha="left", color=ink)
        axes.set_title(say(kind), size=10.5, color=INK, loc="left")
        axes.set(xlim=(0, 0.56), ylim=(-4.5, 0.5), xticks=[0, 0.2, 0.4])
        axes.set_xticklabels(["0", "0.2", "0.4"])
        axes.tick_params(labelsize=10)
        axes.set_yticks([])
    ideal = rows["judge"]["parity"]
    panels[1].plot([ideal, ideal], [0.45, -4.2], color=GREY, linewidth=1.1, linestyle="--")
    panels[0].set_yticks([-row for row in range(len(rows))], labels=[say(key) for key in rows])
    panels[0].tick_params(axis="y", length=0)
    figure.supxlabel(say("gap"), size=10.5, color=INK)
    return figure


def _gaps() -> dict[str, dict[str, float]]:
    """Return the gaps of each model on the people that the page simulates."""
    generator = np.random.default_rng(0)
    group, one = generator.integers(0, 2, PEOPLE), np.ones(PEOPLE)
    skill, proxy = generator.normal(0.3 * group, 1), generator.normal(group, 1)
    past = skill + 0.8 * (group - 0.5) + generator.logistic(0, 0.5, PEOPLE) > 0.2
    table, able = np.column_stack([one, skill, proxy, group]), skill > 0.2
    rate = np.where(group == 1, past[group == 1].mean(), past[group == 0].mean())
    weights = np.where(past, past.mean() / rate, (1 - past.mean()) / (1 - rate))

    def gap(values: np.ndarray, among: np.ndarray) -> float:
        ones, zeros = (values[among & (group == side)].mean() for side in (1, 0))
        return float(ones - zeros)

    everyone = np.ones(PEOPLE, dtype=bool)
    rows = {}
    for key, seen, is_weighed in MODELS:
        slopes = _fit(table[:, :seen], past, weights if is_weighed else one)
        slopes = np.append(slopes, np.zeros(4 - seen))
        scores = [_logistic(table[:, :3] @ slopes[:3] + side * slopes[3]) for side in (0, 1)]
        chosen = np.where(group == 1, scores[1], scores[0]) > 0.5
        rows[key] = {
            "swap": float(np.mean(scores[1] - scores[0])),
            "parity": gap(chosen, everyone),
            "rate": gap(chosen, able),
        }
    rows["judge"] = {"swap": 0.0, "parity": gap(able, everyone), "rate": 0.0}
    return rows


def _fit(table: np.ndarray, past: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the slopes of a weighted logistic regression, by Newton's method."""
    slopes = np.zeros(table.shape[1])
    for _ in range(STEPS):
        chance = _logistic(table @ slopes)
        curve = (table.T * (weights * chance * (1 - chance))) @ table
        slopes += np.linalg.solve(curve, table.T @ (weights * (past - chance)))
    return slopes


def _logistic(value: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-value)))
