"""From the kind of task to what the output is compared with, and to the metrics."""

from itertools import pairwise

from matplotlib.figure import Figure

from figures.style import (
    AMBER,
    BLUE,
    FAINT,
    GREEN,
    GREY,
    PURPLE,
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
        "task": "task",
        "standard": "compared with",
        "metric": "metrics",
        "predict": "predict text",
        "closed": "questions with\na key, fields",
        "reference": "translation",
        "evidence": "summaries,\nRAG answers",
        "code": "code, agents",
        "chat": "chat, taste",
        "predict_with": "the actual\nnext token",
        "closed_with": "the key",
        "reference_with": "a reference\ntext",
        "evidence_with": "the sources;\nRAG: also a key",
        "code_with": "tests, goal",
        "chat_with": "another\nanswer",
        "predict_by": "perplexity, bits per byte",
        "closed_by": "accuracy, F1,\nexact match",
        "reference_by": "COMET, BERTScore;\nsurface: BLEU, chrF, ROUGE",
        "evidence_by": "supported claims;\nRAG: correctness first",
        "code_by": "pass@k: at least one of $k$\npass^k: all $k$ runs",
        "chat_by": "win rate,\nElo or Bradley-Terry",
        "always": "always beside it: safety, calibration, latency, cost",
        "number": "each number with its item count and an interval",
    },
    "zh": {
        "task": "任务",
        "standard": "拿什么来比",
        "metric": "指标",
        "predict": "预测文本",
        "closed": "有标准答案的\n题、字段抽取",
        "reference": "翻译",
        "evidence": "摘要、\nRAG 问答",
        "code": "代码、智能体",
        "chat": "对话、口味",
        "predict_with": "实际的\n下一个 token",
        "closed_with": "标准答案",
        "reference_with": "参考文本",
        "evidence_with": "来源；RAG 还\n看标准答案",
        "code_with": "测试、目标",
        "chat_with": "另一个答案",
        "predict_by": "困惑度、每字节比特数",
        "closed_by": "准确率、F1、\n精确匹配",
        "reference_by": "COMET、BERTScore；\n字面：BLEU、chrF、ROUGE",
        "evidence_by": "有依据的论断；\nRAG 首选正确率",
        "code_by": "pass@k：$k$ 次至少成功一次\npass^k：$k$ 次全部成功",
        "chat_by": "胜率、\nElo 或 Bradley-Terry",
        "always": "都要另看：安全、校准、延迟、成本",
        "number": "每个数都附题数和区间",
    },
}
ROWS = (
    ("predict", BLUE),
    ("closed", TEAL),
    ("reference", GREEN),
    ("evidence", AMBER),
    ("code", PURPLE),
    ("chat", RED),
)
COLUMNS = (("task", 0.1, 1.45), ("standard", 1.95, 1.25), ("metric", 3.6, 2.7))
"""The heading of a column, its left and its width."""

HIGH, PITCH, TOP = 0.52, 0.66, 4.32


def draw(say: Say) -> Figure:
    """Draw a row of three boxes for each kind of task, and what is always measured below."""
    figure, axes = canvas(5.25)
    for key, left, wide in COLUMNS:
        write(axes, (left + wide / 2, TOP + HIGH + 0.2), say(key), weight="bold")
    for row, (key, color) in enumerate(ROWS):
        low = TOP - PITCH * row
        words = (say(key), say(f"{key}_with"), say(f"{key}_by"))
        for word, (column, left, wide) in zip(words, COLUMNS, strict=True):
            box(axes, (left, low), (wide, HIGH), word, FAINT if column == "task" else color)
        for (_, left, wide), (_, end, _) in pairwise(COLUMNS):
            arrow(axes, (left + wide, low + HIGH / 2), (end, low + HIGH / 2), GREY)
    box(axes, (0.1, 0.1), (6.2, 0.68), color=FAINT)
    write(axes, (3.2, 0.57), say("always"))
    write(axes, (3.2, 0.3), say("number"), color=GREY)
    return figure
