"""One round of speculative decoding: four drafts, one pass of the target, a rejection."""

from matplotlib.figure import Figure

from figures.style import (
    AMBER,
    BLUE,
    FAINT,
    GREEN,
    GREY,
    RED,
    TEAL,
    Say,
    arrow,
    box,
    canvas,
    write,
)

WORDS = {
    "en": {
        "draft": "draft model,\n4 short steps",
        "target": "target model: one pass over all of them",
        "test": "accept with\n$\\min(1, p/q)$",
        "yes": "accepted",
        "no": "rejected",
        "late": "dropped",
        "residual": "drawn from\n$\\max(0, p-q)$",
        "result": "3 new tokens\nfrom one pass",
    },
    "zh": {
        "draft": "草稿模型，\n短短 4 步",
        "target": "目标模型：一次前向，全部打分",
        "test": "接受概率\n$\\min(1, p/q)$",
        "yes": "接受",
        "no": "拒绝",
        "late": "丢弃",
        "residual": "从 $\\max(0, p-q)$\n中采样",
        "result": "一次前向得到\n3 个新 token",
    },
}
DRAFTS = 4
ACCEPTED = 2
WIDE, HIGH, PITCH, LEFT = 0.8, 0.42, 1.12, 1.75


def draw(say: Say) -> Figure:
    """Draw the drafts at the top, the target's pass below, the outcome at the bottom."""
    figure, axes = canvas(3.9)
    write(axes, (0.15, 3.5), say("draft"), ha="left", size=10)
    write(axes, (0.15, 1.62), say("test"), ha="left", size=10)
    write(axes, (0.15, 0.45), say("result"), ha="left", size=10)
    right = LEFT + (DRAFTS - 1) * PITCH + WIDE
    box(axes, (LEFT, 2.3), (right - LEFT, 0.46), say("target"), BLUE)
    for place in range(DRAFTS):
        x = LEFT + place * PITCH
        middle = x + WIDE / 2
        box(axes, (x, 3.28), (WIDE, HIGH), f"$x_{place + 1} \\sim q_{place + 1}$", FAINT)
        if place:
            arrow(axes, (x - PITCH + WIDE, 3.49), (x, 3.49))
        arrow(axes, (middle, 3.28), (middle, 2.76))
        arrow(axes, (middle, 2.3), (middle, 1.84))
        key, color = _outcome(place)
        box(axes, (x, 1.42), (WIDE, HIGH), say(key), color)
        if place < ACCEPTED:
            arrow(axes, (middle, 1.42), (middle, 0.68))
            box(axes, (x, 0.26), (WIDE, HIGH), f"$x_{place + 1}$", GREEN)
    x = LEFT + ACCEPTED * PITCH
    arrow(axes, (x + WIDE / 2, 1.42), (x + WIDE / 2, 0.68))
    box(axes, (x, 0.26), (WIDE, HIGH), f"$x'_{ACCEPTED + 1}$", TEAL)
    write(axes, (x + WIDE + 0.12, 0.45), say("residual"), ha="left", size=10, color=GREY)
    return figure


def _outcome(place: int) -> tuple[str, str]:
    if place < ACCEPTED:
        return "yes", GREEN
    return ("no", RED) if place == ACCEPTED else ("late", AMBER)
