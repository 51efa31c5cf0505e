"""The classic RLHF pipeline, and the stage that each shorter way leaves out or replaces."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from figures.style import (
    AMBER,
    BLUE,
    FAINT,
    GREEN,
    GREY,
    TEAL,
    WHITE,
    Look,
    Point,
    Say,
    arrow,
    box,
    canvas,
    legend_entry,
    line,
    write,
)

WORDS = {
    "en": {
        "classic": "classic",
        "demos": "demonstrations",
        "pairs": "comparisons by\npeople, or by AI\n(RLAIF)",
        "prompts": "prompts",
        "sft": "SFT",
        "judge": "reward model",
        "ppo": "PPO",
        "reference": "reference: frozen SFT model",
        "kl": "KL",
        "rejection": "rejection\nsampling,\nRAFT",
        "rlvr": "verifiable\nrewards\n(RLVR)",
        "dpo": "DPO",
        "best": "SFT on the\nbest samples",
        "checker": "program\nthat checks",
        "rl": "RL",
        "direct": "loss on pairs,\nwith reference",
        "nothing": "no reward model,\nno rollouts",
        "replaced": "stage replaced",
        "dropped": "stage left out",
    },
    "zh": {
        "classic": "经典链路",
        "demos": "示范数据",
        "pairs": "人工比较，\n或 AI 反馈\n（RLAIF）",
        "prompts": "提示词",
        "sft": "SFT",
        "judge": "奖励模型",
        "ppo": "PPO",
        "reference": "参考模型：冻结的 SFT 模型",
        "kl": "KL",
        "rejection": "拒绝采样、\nRAFT",
        "rlvr": "可验证奖励\n（RLVR）",
        "dpo": "DPO",
        "best": "在最好的\n样本上 SFT",
        "checker": "程序判对错",
        "rl": "强化学习",
        "direct": "偏好对上的损失，\n保留参考模型",
        "nothing": "没有奖励模型，\n没有 rollout",
        "replaced": "被替换的环节",
        "dropped": "被去掉的环节",
    },
}
COLUMNS, WIDTH, HIGH = (1.15, 2.95, 4.75), 1.45, 0.5
COLORS = (TEAL, AMBER, BLUE)


def draw(say: Say) -> Figure:
    """Draw the three stages at the top, and a row for each shorter way below."""
    figure, axes = canvas(5.5)
    middles = [x + WIDTH / 2 for x in COLUMNS]
    for middle, key in zip(middles, ("demos", "pairs", "prompts"), strict=True):
        write(axes, (middle, 5.12), say(key), size=10, color=GREY)
        arrow(axes, (middle, 4.83), (middle, 4.5), GREY)
    write(axes, (0.12, 4.25), say("classic"), ha="left", weight="bold", size=10.5)
    _stages(axes, 4.0, [say(key) for key in ("sft", "judge", "ppo")])
    box(axes, (COLUMNS[1] - 0.35, 3.22), (WIDTH + 0.7, 0.38), say("reference"), FAINT)
    line(axes, [(middles[0], 4.0), (middles[0], 3.41)])
    arrow(axes, (middles[0], 3.41), (COLUMNS[1] - 0.35, 3.41))
    line(axes, [(COLUMNS[1] + WIDTH + 0.35, 3.41), (middles[2], 3.41)])
    arrow(axes, (middles[2], 3.41), (middles[2], 4.0))
    write(axes, (middles[2] + 0.1, 3.7), say("kl"), ha="left", size=10.5)
    line(axes, [(0.1, 2.95), (6.3, 2.95)], FAINT, 0.8)
    rows = (("rejection", "judge", "best"), ("rlvr", "checker", "rl"), ("dpo", "", "direct"))
    for place, (name, judge, last) in enumerate(rows):
        low = 2.2 - 0.85 * place
        write(axes, (0.12, low + HIGH / 2), say(name), ha="left", weight="bold", size=10.5)
        texts = [say("sft"), say(judge) if judge else "", say(last)]
        _stages(axes, low, texts, is_changed=(False, name == "rlvr", name != "rlvr"))
        if not judge:
            write(axes, (middles[1], low + HIGH / 2), say("nothing"), size=10, color=GREY)
    legend_entry(axes, (1.75, 0.1), say("replaced"), GREEN)
    _dropped(axes, (3.6, 0.1), (0.26, 0.17))
    write(axes, (3.96, 0.185), say("dropped"), ha="left", size=10.5)
    return figure


def _dropped(axes: Axes, place: Point, size: Point) -> None:
    look: Look = {"facecolor": WHITE, "edgecolor": FAINT, "linestyle": "--"}
    style = "round,pad=0,rounding_size=0.06"
    axes.add_patch(FancyBboxPatch(place, *size, boxstyle=style, **look))


def _stages(
    axes: Axes,
    low: float,
    texts: list[str],
    is_changed: tuple[bool, bool, bool] = (False, False, False),
) -> None:
    """Draw a row of stages with arrows between them; a stage without a text has dropped out."""
    for x, text, color, changed in zip(COLUMNS, texts, COLORS, is_changed, strict=True):
        if text:
            box(axes, (x, low), (WIDTH, HIGH), text, GREEN if changed else color)
        else:
            _dropped(axes, (x, low), (WIDTH, HIGH))
    for x in COLUMNS[:2]:
        arrow(axes, (x + WIDTH, low + HIGH / 2), (x + WIDTH + 0.35, low + HIGH / 2))
