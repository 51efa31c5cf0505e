"""Where a use pays: the cost of checking a case against the cost of an error that slips through."""

import numpy as np
from matplotlib.figure import Figure

from figures.style import GREEN, GREY, INK, PALE, RED, Look, Say, plots, write

WORDS = {
    "en": {
        "error": "cost of one error that slips through, USD",
        "check": "cost of checking a case, USD",
        "pays": "pays",
        "not": "does not pay",
        "border": "gain 0, if 1% of cases\nhold a missed error",
        "reply": "reply drafted:\ngain {0} per case",
        "dear": "same reply, dearer\nerror: {0}",
        "legal": "legal opinion: checking can take as long as writing",
        "cheap": "tags, chat translation",
        "grave": "contracts, doses",
    },
    "zh": {
        "error": "漏过一个错误的损失，美元",
        "check": "检查一个案例的成本，美元",
        "pays": "划算",
        "not": "不划算",
        "border": "净收益为 0\n（漏错率 1%）",
        "reply": "起草回复：\n每个案例净收益 {0}",
        "dear": "同样的回复，错误\n更贵：{0}",
        "legal": "法律意见：核对可能和自己写一样久",
        "cheap": "打标签、聊天翻译",
        "grave": "合同翻译、用药剂量",
    },
}
SAVED, CALL, CHECK, MISSED = 3.00, 0.02, 0.80, 0.01
"""Of a reply: the work saved, the model call, the check, and the share of missed errors."""

LOSSES = {"reply": 50, "dear": 500}


def draw(say: Say) -> Figure:
    """Draw the border of no gain, the two examples, and on which side other uses lie."""
    figure, (axes,) = plots(height=3.9)
    loss = np.geomspace(1, 3000, 600)
    border = np.maximum(SAVED - CALL - MISSED * loss, 0)
    axes.fill_between(loss, 0, border, color=PALE[GREEN], linewidth=0)
    axes.fill_between(loss, border, 3.6, color=PALE[RED], linewidth=0)
    axes.plot(loss[border > 0], border[border > 0], color=INK, linewidth=1.6)
    for key, value in LOSSES.items():
        gain = SAVED - CALL - CHECK - MISSED * value
        color = GREEN if gain > 0 else RED
        axes.plot(value, CHECK, "o", color=color, markersize=9)
        text = say(key).format(f"{gain:+.2f}".replace("-", "−"))
        place: Look = {"ha": "right"} if gain > 0 else {"ha": "left"}
        far = value / 1.2 if gain > 0 else value * 0.72
        height = CHECK if gain > 0 else CHECK + 0.42
        write(axes, (far, height), text, size=10, color=color, **place)
    write(axes, (75, 2.68), say("border"), ha="left", size=10, color=INK)
    write(axes, (1.15, 2.05), say("pays"), ha="left", weight="bold", color=GREEN)
    write(axes, (2600, 1.95), say("not"), ha="right", weight="bold", color=RED)
    write(axes, (1.15, 3.28), say("legal"), ha="left", size=10, color=GREY)
    write(axes, (1.15, 0.2), f"← {say('cheap')}", ha="left", size=10, color=GREY)
    write(axes, (2600, 0.2), f"{say('grave')} →", ha="right", size=10, color=GREY)
    axes.set(xscale="log", xlim=(1, 3000), ylim=(0, 3.6), yticks=[0, 0.8, 2, 3])
    axes.set_yticks([0, CHECK, 2, 3], labels=["0", f"{CHECK:.2f}", "2.00", "3.00"])
    ticks = [1, 10, 50, 500]
    axes.set_xticks(ticks, labels=[f"{tick:,}" for tick in ticks])
    axes.minorticks_off()
    axes.tick_params(labelsize=10)
    axes.set_xlabel(say("error"), size=10.5, color=INK)
    axes.set_ylabel(say("check"), size=10.5, color=INK)
    return figure
