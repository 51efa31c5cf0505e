"""The path of a request from the client to the streamed answer, and where it may be refused."""

from itertools import pairwise

from matplotlib.axes import Axes
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
    line,
    write,
)

WORDS = {
    "en": {
        "client": "client",
        "gateway": "gateway",
        "queue": "bounded\nqueue",
        "router": "router",
        "replica": "replica {0}",
        "client_job": "retry with\na budget",
        "gateway_job": "identity,\nlength cap,\ntoken quota",
        "queue_job": "one per\nclass, with a\ndeadline",
        "router_job": "model tier,\nthen prefix,\nthen load",
        "replica_job": "continuous\nbatching,\nbatch cap",
        "stream": "tokens are streamed back",
        "cancel": "client gone: cancel, free the cache",
        "quota": "429: over quota\nrefused: too long",
        "full": "503: queue full\ndropped: too late",
        "engine": "503: engine's\nown limit",
        "refused": "refused\nearly",
    },
    "zh": {
        "client": "客户端",
        "gateway": "网关",
        "queue": "有界队列",
        "router": "路由",
        "replica": "副本 {0}",
        "client_job": "重试\n要有预算",
        "gateway_job": "身份认证、\n限长度、\ntoken 配额",
        "queue_job": "每类请求一条，\n带截止时间",
        "router_job": "先选档位，\n再看前缀\n和负载",
        "replica_job": "连续批处理，\nbatch 上限",
        "stream": "token 流式返回",
        "cancel": "客户端断开：取消生成，释放缓存",
        "quota": "429：超配额\n太长也拒绝",
        "full": "503：队列已满\n丢弃：已过时限",
        "engine": "503：超出引擎\n自己的上限",
        "refused": "尽早\n拒绝",
    },
}
COLUMNS = {"client": 0.1, "gateway": 1.35, "queue": 2.6, "router": 3.85, "replica": 5.1}
"""The left of each box."""

COLORS = {"client": FAINT, "gateway": AMBER, "queue": PURPLE, "router": BLUE}
WIDE, HIGH, LOW = 1.0, 0.56, 2.42
REPLICA, PITCH, REPLICAS = 0.42, 0.56, 3
MIDDLE = LOW + HIGH / 2


def draw(say: Say) -> Figure:
    """Draw the stations in a row, the stream back above them, and the refusals below."""
    figure, axes = canvas(4.3)
    for key, color in COLORS.items():
        box(axes, (COLUMNS[key], LOW), (WIDE, HIGH), say(key), color)
    lefts = list(COLUMNS.values())
    for left, right in pairwise(lefts[:4]):
        arrow(axes, (left + WIDE, MIDDLE), (right, MIDDLE))
    for number in range(REPLICAS):
        middle = MIDDLE + PITCH * (1 - number)
        left = COLUMNS["replica"]
        text = say("replica").format(number + 1)
        box(axes, (left, middle - REPLICA / 2), (1.2, REPLICA), text, TEAL)
        arrow(axes, (COLUMNS["router"] + WIDE, MIDDLE), (left, middle))
    for key, left in COLUMNS.items():
        middle = left + (1.2 if key == "replica" else WIDE) / 2
        top = LOW - (0.6 if key == "replica" else 0.1)
        write(axes, (middle, top), say(f"{key}_job"), size=10, color=GREY, va="top")
    _return(axes, say)
    for x, key in ((1.85, "quota"), (3.15, "full"), (5.7, "engine")):
        arrow(axes, (x, 1.3 if key == "engine" else 1.78), (x, 0.82), RED)
        write(axes, (x, 0.5), say(key), size=10, color=RED)
    write(axes, (0.1, 0.5), say("refused"), ha="left", size=10.5, color=RED, weight="bold")
    return figure


def _return(axes: Axes, say: Say) -> None:
    """Draw the stream from the replicas to the client, above all else."""
    top = 3.82
    x = COLUMNS["replica"] + 0.6
    line(axes, [(x, MIDDLE + PITCH + REPLICA / 2), (x, top), (0.6, top)], GREEN)
    arrow(axes, (0.6, top), (0.6, LOW + HIGH), GREEN)
    write(axes, (2.9, top + 0.16), say("stream"), size=10.5, color=GREEN)
    write(axes, (2.9, top - 0.19), say("cancel"), size=10, color=GREY)
