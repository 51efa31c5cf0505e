"""The GPT models by year, and what each of them scaled or added."""

from matplotlib.figure import Figure

from figures.style import (
    AMBER,
    BLUE,
    DARK,
    GREEN,
    GREY,
    PURPLE,
    TEAL,
    Look,
    Say,
    box,
    canvas,
    line,
    write,
)

WORDS = {
    "en": {
        "axis0": "parameters\nand text",
        "axis1": "human\nfeedback",
        "axis2": "modalities",
        "axis3": "compute at\ninference",
        "axis4": "environments\nand tools",
        "GPT-1": "117M: pretrain, then fine-tune",
        "GPT-2": "1.5B: zero-shot",
        "GPT-3": "175B: examples in the prompt",
        "InstructGPT": "SFT plus RLHF",
        "ChatGPT": "the same as a dialogue product",
        "GPT-4": "image input",
        "GPT-4o": "text, vision, audio",
        "o1": "RL on chains\nof thought",
        "GPT-5": "fast and thinking models, a router",
        "GPT-6": "computer use, multistep work",
    },
    "zh": {
        "axis0": "参数\n和文本",
        "axis1": "人类\n反馈",
        "axis2": "模态",
        "axis3": "推理时\n的算力",
        "axis4": "环境\n和工具",
        "GPT-1": "117M：先预训练，再微调",
        "GPT-2": "1.5B：零样本",
        "GPT-3": "175B：从提示词的示例中学习",
        "InstructGPT": "SFT 加 RLHF",
        "ChatGPT": "同样的思路做成对话产品",
        "GPT-4": "图像输入",
        "GPT-4o": "文本、视觉、音频",
        "o1": "在思维链上\n做强化学习",
        "GPT-5": "快速模型和思考模型，由路由器分派",
        "GPT-6": "操作电脑、多步骤工作",
    },
}
COLORS = (TEAL, AMBER, BLUE, PURPLE, GREEN)
MODELS = (
    ("GPT-1", 2018, 0, 0),
    ("GPT-2", 2019, 1, 0),
    ("GPT-3", 2020, 2, 0),
    ("InstructGPT", 2022, 4, 1),
    ("ChatGPT", 2022, 5, 1),
    ("GPT-4", 2023, 6, 2),
    ("GPT-4o", 2024, 7, 2),
    ("o1", 2024, 7, 3),
    ("GPT-5", 2025, 8, 3),
    ("GPT-6", 2026, 9, 4),
)
"""Name, year, row from the top (2021 has an empty one), and number of the axis."""
SAME_YEAR = ("ChatGPT", "o1")
TEXT_LEFT = ("GPT-4o", "GPT-5", "GPT-6")
LEFT, PITCH, SIZE = 0.62, 1.15, (1.05, 0.34)


def draw(say: Say) -> Figure:
    """Draw years downwards and an axis of growth in each column."""
    figure, axes = canvas(5.0)
    for place, color in enumerate(COLORS):
        x = LEFT + place * PITCH
        head: Look = {"size": 10, "weight": "bold", "color": DARK.get(color, color)}
        write(axes, (x + SIZE[0] / 2, 4.74), say(f"axis{place}"), **head)
        line(axes, [(x, 4.48), (x + SIZE[0], 4.48)], color, 2)
    for name, year, row, place in MODELS:
        x, y = LEFT + place * PITCH, 4.0 - row * 0.43
        if name not in SAME_YEAR:
            write(axes, (0.08, y + SIZE[1] / 2), str(year), ha="left", size=10.5, color=GREY)
        box(axes, (x, y), SIZE, name, COLORS[place])
        is_left = name in TEXT_LEFT
        start = x - 0.1 if is_left else x + SIZE[0] + 0.1
        look: Look = {"ha": "right" if is_left else "left", "size": 10, "color": GREY}
        write(axes, (start, y + SIZE[1] / 2), say(name), **look)
    return figure
