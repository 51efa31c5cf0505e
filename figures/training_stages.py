"""The stages of training: the data of each, its amount, and the part that the loss counts."""

from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.style import (
    AMBER,
    BLUE,
    FAINT,
    GREEN,
    PALE,
    PURPLE,
    RED,
    TEAL,
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
        "stage": "stage",
        "data": "data",
        "objective": "loss or objective",
        "pretraining": "pretraining",
        "continued": "continued\npretraining",
        "sft": "SFT",
        "preference": "preference\ntuning",
        "verified": "RL, checkable\nrewards",
        "pretraining_data": "broad raw text:\ntrillions of tokens",
        "continued_data": "raw text of a\ndomain or language",
        "sft_data": "prompts with answers: about\n1,000 to over a million",
        "preference_data": "better and worse answers",
        "verified_data": "problems with a verifier",
        "pretraining_loss": "next token,\nevery token",
        "continued_loss": "next token,\nevery token",
        "sft_loss": "next token of\nthe answer",
        "preference_loss": "preference loss,\nor RL on a\nlearned reward",
        "verified_loss": "expected\nreward",
        "given": "given",
        "counted": "target of the loss",
        "better": "better",
        "worse": "worse",
        "sampled": "sampled by the model",
    },
    "zh": {
        "stage": "阶段",
        "data": "数据",
        "objective": "损失或目标",
        "pretraining": "预训练",
        "continued": "继续预训练",
        "sft": "SFT",
        "preference": "偏好优化",
        "verified": "奖励可验证的\n强化学习",
        "pretraining_data": "广泛的原始文本：\n数万亿 token",
        "continued_data": "某个领域或语种的\n原始文本",
        "sft_data": "提示词加回答：\n约一千到一百多万对",
        "preference_data": "较好与较差的回答",
        "verified_data": "带验证器的题目",
        "pretraining_loss": "下一个 token，\n全部计入",
        "continued_loss": "下一个 token，\n全部计入",
        "sft_loss": "回答部分的\n下一个 token",
        "preference_loss": "偏好损失，或对\n学出的奖励做\n强化学习",
        "verified_loss": "期望奖励",
        "given": "给定",
        "counted": "计入损失",
        "better": "较好",
        "worse": "较差",
        "sampled": "模型自己采样",
    },
}
STAGES = (
    ("pretraining", TEAL, (("counted", False),)),
    ("continued", TEAL, (("counted", False),)),
    ("sft", BLUE, (("counted", True),)),
    ("preference", AMBER, (("better", True), ("worse", True))),
    ("verified", PURPLE, (("sampled", True),)),
)
"""Each stage, the colour of its box, and its rows of tokens: what they are, and if prompted."""

COLORS = {"given": FAINT, "counted": TEAL, "better": GREEN, "worse": RED, "sampled": PURPLE}
TOP, PITCH, HIGH = 4.75, 0.96, 0.56
STAGE, DATA, LOSS = (0.12, 1.4), 1.85, 5.5
"""The left and the width of the boxes, the left of the data, the middle of the losses."""

SIDE, TOKENS, PROMPT = 0.2, 13, 5
"""The side of a token, how many there are in a row, and how many of them are the prompt."""


def draw(say: Say) -> Figure:
    """Draw a row for each stage: its name, a sample of its data, its loss."""
    figure, axes = canvas(5.95)
    heads = ((STAGE[0] + STAGE[1] / 2, "stage"), (DATA + TOKENS * SIDE / 2, "data"))
    for x, key in (*heads, (LOSS, "objective")):
        write(axes, (x, 5.72), say(key), weight="bold", size=10.5)
    lows = [TOP - PITCH * row for row in range(len(STAGES))]
    for low, (key, color, rows) in zip(lows, STAGES, strict=True):
        box(axes, (STAGE[0], low), (STAGE[1], HIGH), say(key), color)
        write(axes, (LOSS, low + HIGH / 2), say(f"{key}_loss"), size=10)
        write(axes, (DATA, low + 0.68), say(f"{key}_data"), ha="left", va="top", size=10)
        for place, (kind, is_prompted) in enumerate(rows):
            y = low + 0.05 + (0.24 * (len(rows) - 1 - place) if len(rows) > 1 else 0)
            y += 0.14 if key == "verified" else 0.0
            _tokens(axes, (DATA, y), kind, PROMPT if is_prompted else 0)
    for one, other in pairwise(lows):
        arrow(axes, (STAGE[0] + STAGE[1] / 2, one), (STAGE[0] + STAGE[1] / 2, other + HIGH))
    _legend(axes, say)
    return figure


def _tokens(axes: Axes, place: Point, kind: str, prompt: int) -> None:
    for number in range(TOKENS):
        color = COLORS["given" if number < prompt else kind]
        corner = (place[0] + number * SIDE, place[1])
        look: Look = {"facecolor": PALE[color], "edgecolor": color, "linewidth": 0.8}
        axes.add_patch(Rectangle(corner, SIDE, SIDE, **look))


def _legend(axes: Axes, say: Say) -> None:
    lefts = (0.15, 1.0, 2.75, 3.65, 4.5)
    for x, (key, color) in zip(lefts, COLORS.items(), strict=True):
        look: Look = {"facecolor": PALE[color], "edgecolor": color, "linewidth": 0.8}
        axes.add_patch(Rectangle((x, 0.2), 0.2, 0.2, **look))
        write(axes, (x + 0.28, 0.3), say(key), ha="left", size=10)
