"""The way from the world to a product, and what bias each stage adds."""

from itertools import pairwise

from matplotlib.figure import Figure

from figures.style import (
    AMBER,
    BLUE,
    FAINT,
    GREY,
    PURPLE,
    RED,
    TEAL,
    Say,
    arrow,
    box,
    canvas,
    line,
    write,
)

WORDS = {
    "en": {
        "world": "world, history",
        "filter": "crawl, filters",
        "tokenizer": "tokenizer",
        "objective": "objective,\nmodel",
        "alignment": "alignment",
        "product": "prompt,\ndeployment",
        "evaluation": "evaluation",
        "labels": "raters'\nlabels",
        "loop": "logs come back as data",
        "world_adds": "unequal treatment on record;\nsome groups write less",
        "filter_adds": "quality filters and blocklists\nprefer some voices",
        "tokenizer_adds": "fitted to the majority language",
        "objective_adds": "rare cases cost little;\ncorrelations are shortcuts",
        "alignment_adds": "a few people's preferences,\naveraged",
        "product_adds": "greedy decoding sharpens a skew;\ncontext invites a guess",
        "evaluation_adds": "a group nobody tests\nis not protected",
        "labels_add": "one view\nbecomes\nthe truth",
    },
    "zh": {
        "world": "世界与历史",
        "filter": "抓取与过滤",
        "tokenizer": "分词器",
        "objective": "目标函数\n与模型",
        "alignment": "对齐",
        "product": "提示词\n与部署",
        "evaluation": "评测",
        "labels": "人工\n标注",
        "loop": "使用日志回流成数据",
        "world_adds": "文本记录了不平等；\n有些群体写得少",
        "filter_adds": "“质量”和屏蔽词\n偏爱某些声音",
        "tokenizer_adds": "按多数语言拟合",
        "objective_adds": "错在少数情形上代价小；\n相关性成了捷径",
        "alignment_adds": "少数人的偏好，\n再取平均",
        "product_adds": "贪心解码放大倾斜；\n语境诱使模型猜",
        "evaluation_adds": "没人测的群体\n就没人保护",
        "labels_add": "标注者的\n看法成了\n标准答案",
    },
}
STAGES = (
    ("world", TEAL),
    ("filter", TEAL),
    ("tokenizer", BLUE),
    ("objective", BLUE),
    ("alignment", BLUE),
    ("product", AMBER),
    ("evaluation", PURPLE),
)
LEFT, WIDE, HIGH, PITCH, TOP = 1.72, 1.4, 0.48, 0.74, 4.64


def draw(say: Say) -> Figure:
    """Draw the stages from the top down, with what each adds on the right."""
    figure, axes = canvas(5.22)
    lows = {key: TOP - PITCH * row for row, (key, _) in enumerate(STAGES)}
    middle, end = LEFT + WIDE / 2, LEFT + WIDE
    for key, color in STAGES:
        low = lows[key]
        box(axes, (LEFT, low), (WIDE, HIGH), say(key), color)
        arrow(axes, (end + 0.36, low + HIGH / 2), (end, low + HIGH / 2), RED)
        write(axes, (end + 0.44, low + HIGH / 2), say(f"{key}_adds"), ha="left", color=RED)
    for one, other in pairwise(lows.values()):
        arrow(axes, (middle, one), (middle, other + HIGH))
    side = (0.42, lows["objective"] + 0.02)
    box(axes, side, (0.86, HIGH), say("labels"), FAINT)
    write(axes, (side[0] + 0.43, side[1] - 0.4), say("labels_add"), color=RED, size=10.5)
    arrow(axes, (side[0] + 0.86, side[1] + 0.4), (LEFT, lows["filter"] + 0.1))
    arrow(axes, (side[0] + 0.86, side[1] + 0.1), (LEFT, lows["alignment"] + HIGH / 2 + 0.1))
    down, up = lows["product"] + HIGH / 2, lows["filter"] + HIGH / 2 + 0.1
    line(axes, [(LEFT, down), (0.2, down), (0.2, up)], GREY)
    arrow(axes, (0.2, up), (LEFT, up), GREY)
    write(axes, (0.1, lows["product"] - 0.02), say("loop"), ha="left", size=10, color=GREY)
    return figure
