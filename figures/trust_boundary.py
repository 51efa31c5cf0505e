"""What a fooled model asks for, and the checks outside it that stand before what it can reach."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.style import (
    AMBER,
    BLUE,
    FAINT,
    GREY,
    INK,
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
        "input": "users, web pages, e-mails, documents, tool results",
        "filter": "filters: fewer attacks pass,\nbut no boundary",
        "model": "model:\nassume it\nis fooled",
        "boundary": "trust boundary",
        "checks": "checks outside the model",
        "reach": "what it can reach",
        "read": "access rights of the user,\nindex and cache per tenant",
        "read_to": "documents,\nuser data",
        "tool": "narrow tools, user's identity,\nlimits on amounts",
        "tool_to": "systems that\nchange state",
        "final": "a person approves\nthe exact action",
        "final_to": "irreversible\nsteps",
        "code": "sandbox: no network, no\ncredentials, limited time",
        "code_to": "code\nexecution",
        "text": "encode, parameterize,\nload nothing automatically",
        "text_to": "browser,\ndatabase, shell",
        "spend": "limits on turns, tokens\nand money",
        "spend_to": "the bill",
    },
    "zh": {
        "input": "用户、网页、邮件、文档、工具结果",
        "filter": "过滤：放过的攻击变少，\n但不是边界",
        "model": "模型：\n假定它\n已经上当",
        "boundary": "信任边界",
        "checks": "模型之外的检查",
        "reach": "它能碰到的东西",
        "read": "用用户自己的权限，\n索引和缓存按租户分开",
        "read_to": "文档、\n用户数据",
        "tool": "工具少而窄，用用户的身份，\n金额有上限",
        "tool_to": "会改变状态\n的系统",
        "final": "展示确切的操作，\n由人批准",
        "final_to": "不可逆的\n步骤",
        "code": "沙箱：没有网络和凭证，\n限制时间",
        "code_to": "代码执行",
        "text": "编码、参数化，\n不自动加载",
        "text_to": "浏览器、\n数据库、命令行",
        "spend": "轮数、token、\n金额都有上限",
        "spend_to": "账单",
    },
}
ROWS = ("read", "tool", "final", "code", "text", "spend")
TOP, PITCH, HIGH = 3.42, 0.64, 0.5
MODEL, CHECK, REACH = (0.15, 1.05), (1.95, 2.5), (4.95, 1.35)
"""The left and the width of the boxes of each column."""

WALL = 1.58


def draw(say: Say) -> Figure:
    """Draw what enters at the top, and a row for each way out of the model."""
    figure, axes = canvas(5.75)
    low = TOP - PITCH * (len(ROWS) - 1)
    _entry(axes, say)
    box(axes, (MODEL[0], low), (MODEL[1], TOP + HIGH - low), say("model"), RED)
    for row, key in enumerate(ROWS):
        y = TOP - PITCH * row
        middle = y + HIGH / 2
        arrow(axes, (MODEL[0] + MODEL[1], middle), (CHECK[0], middle), RED)
        box(axes, (CHECK[0], y), (CHECK[1], HIGH), color=TEAL)
        write(axes, (CHECK[0] + CHECK[1] / 2, middle), say(key), size=10)
        arrow(axes, (CHECK[0] + CHECK[1], middle), (REACH[0], middle), TEAL)
        box(axes, (REACH[0], y), (REACH[1], HIGH), color=BLUE)
        write(axes, (REACH[0] + REACH[1] / 2, middle), say(f"{key}_to"), size=10)
    axes.plot([WALL, WALL], [0.1, 4.2], color=INK, linewidth=1.6, linestyle="--", zorder=0)
    write(axes, (WALL + 0.1, 4.32), say("boundary"), ha="center", size=10.5, weight="bold")
    write(axes, (CHECK[0] + CHECK[1] / 2, 4.08), say("checks"), size=10, color=TEAL)
    write(axes, (REACH[0] + REACH[1] / 2, 4.08), say("reach"), size=10, color=BLUE)
    return figure


def _entry(axes: Axes, say: Say) -> None:
    """Draw what is read by the model, and the filter on its way."""
    x = MODEL[0] + MODEL[1] / 2
    box(axes, (0.15, 5.25), (6.15, 0.38), color=FAINT)
    write(axes, (3.225, 5.44), say("input"), size=10)
    arrow(axes, (x, 5.25), (x, TOP + HIGH))
    axes.plot([x - 0.35, x + 0.35], [4.82, 4.82], color=AMBER, linewidth=4, alpha=0.9)
    write(axes, (x + 0.5, 4.82), say("filter"), ha="left", size=10, color=GREY)
