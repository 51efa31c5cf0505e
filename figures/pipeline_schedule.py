"""The schedules of GPipe and 1F1B, from what each micro-batch has to wait for."""

from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.style import (
    AMBER,
    DARK,
    FAINT,
    GREY,
    PALE,
    TEAL,
    WHITE,
    Look,
    Point,
    Say,
    arrow,
    canvas,
    write,
)

WORDS = {
    "en": {
        "stage": "stage {0}",
        "gpipe": "GPipe: stage 1 holds up to {0} micro-batches",
        "1f1b": "1F1B: stage 1 holds up to {0} micro-batches",
        "share": "idle {0:.0%}",
        "forward": "forward",
        "backward": "backward",
        "idle": "idle (bubble)",
        "time": "time",
    },
    "zh": {
        "stage": "第 {0} 段",
        "gpipe": "GPipe：第 1 段最多存 {0} 个 micro-batch",
        "1f1b": "1F1B：第 1 段最多存 {0} 个 micro-batch",
        "share": "空闲 {0:.0%}",
        "forward": "前向",
        "backward": "反向",
        "idle": "空闲（气泡）",
        "time": "时间",
    },
}
STAGES, BATCHES = 4, 8
SLOTS = {"forward": 1, "backward": 2}
"""How long a pass of one micro-batch through one stage takes."""

WARM = {"gpipe": [BATCHES] * STAGES, "1f1b": [STAGES - stage for stage in range(STAGES)]}
"""How many forward passes each stage runs before its first backward pass."""

COLORS = {"forward": TEAL, "backward": AMBER}
LEFT, UNIT, HEIGHT = 0.72, 0.168, 0.27


class Pass(NamedTuple):
    """A pass of a micro-batch through a stage."""

    kind: str
    batch: int
    start: int


def draw(say: Say) -> Figure:
    """Draw both schedules on one scale of time."""
    figure, axes = canvas(3.9)
    for top, key in ((3.42, "gpipe"), (1.72, "1f1b")):
        stages = _schedule(WARM[key])
        end = max(each.start + SLOTS[each.kind] for each in stages[0])
        idle = 1 - BATCHES * sum(SLOTS.values()) / end
        look = {"weight": "bold", "size": 10.5, "va": "baseline"}
        write(axes, (LEFT, top + 0.12), say(key).format(_held(stages[0])), ha="left", **look)
        right = LEFT + end * UNIT
        write(axes, (right, top + 0.12), say("share").format(idle), ha="right", **look)
        for row, passes in enumerate(stages):
            y = top - (row + 1) * HEIGHT
            write(axes, (LEFT - 0.08, y + HEIGHT / 2), say("stage").format(row + 1), ha="right")
            _slot(axes, (LEFT, y), end * UNIT, FAINT)
            for kind, batch, start in passes:
                place = (LEFT + start * UNIT, y)
                _slot(axes, place, SLOTS[kind] * UNIT, COLORS[kind], str(batch + 1))
    for x, key, color in ((0, "forward", TEAL), (1, "backward", AMBER), (2, "idle", FAINT)):
        _slot(axes, (LEFT + 1.15 * x, 0.12), 0.24, color)
        write(axes, (LEFT + 1.15 * x + 0.32, 0.255), say(key), ha="left", size=10, color=GREY)
    arrow(axes, (5.2, 0.255), (6.25, 0.255), GREY)
    write(axes, (5.12, 0.255), say("time"), ha="right", size=10, color=GREY)
    return figure


def _schedule(warm: list[int]) -> list[list[Pass]]:
    """Return the passes of every stage, each as early as its input and its stage allow."""
    queues = []
    for first in warm:
        queue = [("forward", batch) for batch in range(first)]
        for batch in range(BATCHES):
            queue.append(("backward", batch))
            if batch + first < BATCHES:
                queue.append(("forward", batch + first))
        queues.append(queue)
    ends: dict[tuple[str, int, int], int] = {}
    free = [0] * STAGES
    passes: list[list[Pass]] = [[] for _ in range(STAGES)]
    while any(queues):
        for stage, queue in enumerate(queues):
            if not queue:
                continue
            kind, batch = queue[0]
            before = stage - 1 if kind == "forward" else stage + 1
            ready = ends.get((kind, batch, before)) if 0 <= before < STAGES else 0
            if ready is None:
                continue
            start = max(free[stage], ready)
            free[stage] = ends[kind, batch, stage] = start + SLOTS[kind]
            passes[stage].append(Pass(*queue.pop(0), start))
    return passes


def _held(passes: list[Pass]) -> int:
    """Return how many micro-batches a stage has run forward and not yet backward, at most."""
    most = held = 0
    for each in passes:
        held += 1 if each.kind == "forward" else -1
        most = max(most, held)
    return most


def _slot(axes: Axes, place: Point, width: float, color: str, text: str = "") -> None:
    look: Look = {"facecolor": PALE[color], "edgecolor": WHITE, "linewidth": 1}
    axes.add_patch(Rectangle(place, width, HEIGHT, **look))
    middle = (place[0] + width / 2, place[1] + HEIGHT / 2 - 0.005)
    write(axes, middle, text, color=DARK.get(color, color), size=10)
