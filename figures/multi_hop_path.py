"""A question whose answer is a path of three edges, and a top-k list that misses one of them."""

from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from figures.style import (
    AMBER,
    BLUE,
    FAINT,
    GREEN,
    GREY,
    RED,
    TEAL,
    WHITE,
    Look,
    Point,
    Say,
    arrow,
    box,
    canvas,
    write,
)

WORDS = {
    "en": {
        "question": "Which machines contain parts from suppliers in the flooded region?",
        "machine": "machine 1",
        "part": "Pump P7",
        "supplier": "Acme",
        "region": "flooded\nregion",
        "other_machine": "machine 2",
        "other_part": "other part",
        "other_supplier": "other\nsupplier",
        "other_region": "other\nregion",
        "contains": "contains",
        "supplied": "supplied by",
        "located": "located in",
        "hop_1": "Machine 1\ncontains\nPump P7",
        "hop_2": "Pump P7 is\nsupplied\nby Acme",
        "hop_3": "Acme is in\nthe flooded\nregion",
        "noise": "How the\nregion was\nflooded",
        "start": "start: named\nin the question",
        "end": "answer",
        "list": "search:\ntop $k$",
        "in": "in the top $k$",
        "out": "not in the top $k$",
        "broken": "resembles the question too little: the path breaks here",
    },
    "zh": {
        "question": "哪些机器用了受灾地区供应商的零件？",
        "machine": "1 号机器",
        "part": "7 号泵",
        "supplier": "Acme",
        "region": "受灾地区",
        "other_machine": "2 号机器",
        "other_part": "别的零件",
        "other_supplier": "别的\n供应商",
        "other_region": "别的地区",
        "contains": "包含",
        "supplied": "供应商",
        "located": "位于",
        "hop_1": "1 号机器\n装有 7 号泵",
        "hop_2": "7 号泵由\nAcme 供应",
        "hop_3": "Acme 位于\n受灾地区",
        "noise": "该地区\n受灾经过",
        "start": "起点：问题\n里提到的",
        "end": "答案",
        "list": "检索：\n前 $k$ 条",
        "in": "进入前 $k$",
        "out": "没进前 $k$",
        "broken": "与问题不够相似：路径断在这里",
    },
}
NODES = (("machine", BLUE), ("part", TEAL), ("supplier", TEAL), ("region", AMBER))
EDGES = ("contains", "supplied", "located")
MISSED = 1
WIDE, HIGH, PITCH, LEFT = 0.98, 0.5, 1.56, 0.15
OTHER, MAIN, PASSAGES = 3.22, 2.22, 0.86


def draw(say: Say) -> Figure:
    """Draw the path in the graph above, and below each edge the passage that states it."""
    figure, axes = canvas(4.35)
    write(axes, (3.2, 4.1), say("question"), weight="bold", size=10.5)
    lefts = [LEFT + PITCH * place for place in range(len(NODES))]
    for x, (key, color) in zip(lefts, NODES, strict=True):
        box(axes, (x, MAIN), (WIDE, HIGH), say(key), color)
        box(axes, (x, OTHER), (WIDE, HIGH), say(f"other_{key}"), FAINT)
    arrow(axes, (lefts[0] + 0.72, MAIN + HIGH), (lefts[1], OTHER + 0.1), FAINT)
    for hop, (one, other) in enumerate(pairwise(lefts)):
        arrow(axes, (one + WIDE, OTHER + HIGH / 2), (other, OTHER + HIGH / 2), FAINT)
        arrow(axes, (one + WIDE, MAIN + HIGH / 2), (other, MAIN + HIGH / 2), TEAL)
        middle = (one + WIDE + other) / 2
        place = (middle + (0.2 if hop == 0 else 0), MAIN + HIGH + 0.13)
        write(axes, place, say(EDGES[hop]), size=10, color=TEAL)
        look: Look = {"color": FAINT, "linewidth": 1.1, "linestyle": ":"}
        axes.plot([middle, middle], [MAIN + HIGH / 2 - 0.1, PASSAGES + 0.82], **look)
        _passage(axes, (middle, PASSAGES), say(f"hop_{hop + 1}"), is_missed=hop == MISSED)
        key, color = ("out", RED) if hop == MISSED else ("in", GREEN)
        write(axes, (middle, PASSAGES - 0.17), say(key), size=10, color=color)
    last = 5.78
    _passage(axes, (last, PASSAGES), say("noise"), is_missed=False)
    write(axes, (last, PASSAGES - 0.17), say("in"), size=10, color=GREEN)
    write(axes, (lefts[0] + WIDE / 2, MAIN - 0.14), say("end"), size=10, color=GREY)
    place = (lefts[-1] + WIDE / 2 + 0.2, MAIN - 0.22)
    write(axes, place, say("start"), size=10, color=GREY)
    write(axes, (0.42, PASSAGES + 0.4), say("list"), size=10, color=GREY)
    broken = LEFT + PITCH * MISSED + (PITCH + WIDE) / 2
    write(axes, (broken, 0.3), say("broken"), size=10.5, color=RED)
    return figure


def _passage(axes: Axes, place: Point, text: str, *, is_missed: bool) -> None:
    size = (1.08, 0.8)
    corner = (place[0] - size[0] / 2, place[1])
    style = "round,pad=0,rounding_size=0.06"
    look: Look = {"facecolor": WHITE, "edgecolor": RED if is_missed else GREY}
    look["linestyle"] = "--" if is_missed else "-"
    axes.add_patch(FancyBboxPatch(corner, *size, boxstyle=style, **look))
    write(axes, (place[0], place[1] + size[1] / 2), text, size=10)
