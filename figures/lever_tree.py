"""From the failure that is seen to the lever: retrieval, a prompt, fine-tuning, or two of them."""

from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.style import (
    AMBER,
    BLUE,
    FAINT,
    GREEN,
    TEAL,
    Say,
    arrow,
    box,
    canvas,
    legend_entry,
    line,
)

WORDS = {
    "en": {
        "test": "put the right passage into the prompt by hand",
        "lookup": "now right:\nlookup fails",
        "behavior": "still wrong:\nbehavior\nor a tool",
        "cost": "was right,\nbut slow or\nexpensive",
        "absent": "outdated, or\nfacts missing",
        "unfound": "exists, but is\nnot retrieved",
        "content": "content wrong",
        "form": "format or\ntone wrong",
        "rule": "rule hard to\nput into words",
        "live": "live data or\narithmetic",
        "rag": "RAG",
        "search": "repair\nsearch",
        "embed": "tune the\nembeddings",
        "stronger": "better prompt,\nstronger model",
        "schema": "prompt,\nschema",
        "tune": "fine-tune",
        "examples": "fine-tune\non examples",
        "tool": "tool call",
        "small": "tune or distill\na small model",
        "legend_prompt": "prompt",
        "legend_rag": "retrieval",
        "legend_tune": "fine-tuning",
    },
    "zh": {
        "test": "人工把正确的段落放进提示词",
        "lookup": "变对了：\n查找的问题",
        "behavior": "还是错：\n行为的问题，\n或者缺工具",
        "cost": "本来就对，\n但太慢、\n太贵",
        "absent": "过时，或者\n缺私有知识",
        "unfound": "段落存在，\n但没检索到",
        "content": "内容不对",
        "form": "格式或语气\n不对",
        "rule": "规则难以用\n文字说清",
        "live": "要实时数据\n或算术",
        "rag": "RAG",
        "search": "修检索",
        "embed": "微调\n嵌入模型",
        "stronger": "改提示词、\n换强模型",
        "schema": "提示词、\n结构化输出",
        "tune": "微调",
        "examples": "用样本\n微调",
        "tool": "调用工具",
        "small": "微调或蒸馏\n一个小模型",
        "legend_prompt": "提示词",
        "legend_rag": "检索",
        "legend_tune": "微调",
    },
}
ROWS = (
    ("lookup", "absent", (("rag", TEAL),)),
    ("lookup", "unfound", (("search", TEAL), ("embed", AMBER))),
    ("behavior", "content", (("stronger", BLUE), ("tune", AMBER))),
    ("behavior", "form", (("schema", BLUE), ("tune", AMBER))),
    ("behavior", "rule", (("examples", AMBER),)),
    ("behavior", "live", (("tool", GREEN),)),
    ("cost", "", (("small", AMBER),)),
)
"""The branch, what is seen, and the levers in the order in which they are tried."""

PITCH, HIGH, TOP = 0.66, 0.48, 4.55
BRANCH, SEEN, LEVER = (0.4, 1.2), (1.95, 1.3), (3.53, 1.26)
"""The left and the width of the boxes of each column."""


def draw(say: Say) -> Figure:
    """Draw the test at the top, and a row for each failure below it."""
    figure, axes = canvas(5.75)
    lows = [TOP - PITCH * row for row in range(len(ROWS))]
    middles = {}
    for branch in ("lookup", "behavior", "cost"):
        rows = [low for low, row in zip(lows, ROWS, strict=True) if row[0] == branch]
        middles[branch] = (rows[0] + rows[-1] + HIGH) / 2
    line(axes, [(0.2, 5.2), (0.2, middles["cost"])])
    for branch, middle in middles.items():
        high = 0.46 if branch == "lookup" else 0.64
        box(axes, (BRANCH[0], middle - high / 2), (BRANCH[1], high), say(branch), FAINT)
        arrow(axes, (0.2, middle), (BRANCH[0], middle))
    box(axes, (0.1, 5.2), (4.2, 0.4), say("test"), FAINT)
    for low, (branch, seen, levers) in zip(lows, ROWS, strict=True):
        middle, end = low + HIGH / 2, BRANCH[0] + BRANCH[1]
        if seen:
            turn = end + 0.15
            line(axes, [(end, middles[branch]), (turn, middles[branch]), (turn, middle)])
            arrow(axes, (turn, middle), (SEEN[0], middle))
            box(axes, (SEEN[0], low), (SEEN[1], HIGH), say(seen), FAINT)
            end = SEEN[0] + SEEN[1]
        arrow(axes, (end, middle), (LEVER[0], middle))
        _levers(axes, low, [(say(key), color) for key, color in levers])
    for x, key, color in ((1.0, "prompt", BLUE), (2.5, "rag", TEAL), (4.1, "tune", AMBER)):
        legend_entry(axes, (x, 0.12), say(f"legend_{key}"), color)
    return figure


def _levers(axes: Axes, low: float, levers: list[tuple[str, str]]) -> None:
    lefts = [LEVER[0] + (LEVER[1] + 0.28) * place for place in range(len(levers))]
    for x, (text, color) in zip(lefts, levers, strict=True):
        box(axes, (x, low), (LEVER[1], HIGH), text, color)
    for one, other in pairwise(lefts):
        arrow(axes, (one + LEVER[1], low + HIGH / 2), (other, low + HIGH / 2))
