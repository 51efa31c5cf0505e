"""ReAct: thoughts and actions by the model, observations by the world, all in one context."""

from matplotlib.figure import Figure

from figures.style import (
    AMBER,
    BLUE,
    FAINT,
    GREEN,
    GREY,
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
        "question": "question",
        "thought": "thought",
        "action": "action",
        "observation": "observation",
        "finish": "finish:\nanswer",
        "model": "written by the model",
        "code": "your code checks the call,\nruns the tool, returns\nthe true result",
        "context": "context: grows with every round and is read again by the next call",
        "stop": "or: limit of\nsteps or cost,\nrepetition",
    },
    "zh": {
        "question": "问题",
        "thought": "思考",
        "action": "行动",
        "observation": "观察",
        "finish": "结束：\n给出答案",
        "model": "模型写出",
        "code": "你的代码校验调用、\n执行工具，返回\n真实结果",
        "context": "上下文：每一轮都变长，下一次调用要重读",
        "stop": "或者：步数或\n预算用完，\n行动重复",
    },
}


def draw(say: Say) -> Figure:
    """Draw the loop, what leaves it, and the context that it fills."""
    figure, axes = canvas(3.9)
    wide, high = 1.2, 0.5
    box(axes, (0.2, 2.45), (wide, high), say("question"), FAINT)
    box(axes, (2.0, 2.45), (wide, high), say("thought"), TEAL)
    box(axes, (3.8, 2.45), (wide, high), say("action"), BLUE)
    box(axes, (2.9, 1.1), (wide, high), say("observation"), AMBER)
    box(axes, (5.2, 3.3), (1.05, high), say("finish"), GREEN)
    arrow(axes, (1.4, 2.7), (2.0, 2.7))
    arrow(axes, (3.2, 2.7), (3.8, 2.7))
    arrow(axes, (4.4, 2.45), (3.9, 1.6), bend=-0.25)
    arrow(axes, (3.1, 1.6), (2.6, 2.45), bend=-0.25)
    arrow(axes, (4.6, 2.95), (5.2, 3.5), bend=-0.2)
    line(axes, [(2.0, 3.1), (5.0, 3.1)], GREY, 1.0)
    write(axes, (3.3, 3.28), say("model"), size=10, color=GREY)
    write(axes, (4.45, 1.45), say("code"), ha="left", size=10, color=GREY)
    write(axes, (5.2, 2.85), say("stop"), ha="left", va="top", size=10, color=GREY)
    sequence = ((0.55, FAINT),) + ((0.62, TEAL), (0.5, BLUE), (0.62, AMBER)) * 3
    x = 0.2
    for width, color in sequence:
        box(axes, (x, 0.42), (width, 0.26), color=color)
        x += width + 0.03
    write(axes, (0.2, 0.2), say("context"), ha="left", size=10)
    return figure
