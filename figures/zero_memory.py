"""What a GPU holds in the three stages of ZeRO: 7.5 billion parameters, 64 GPUs."""

from matplotlib.figure import Figure

from figures.style import AMBER, BLUE, FAINT, TEAL, WHITE, Look, Say, plots

WORDS = {
    "en": {
        "weights": "weights",
        "gradients": "gradients",
        "states": "optimizer states",
        "plain": "data\nparallelism",
        "1": "ZeRO stage 1",
        "2": "ZeRO stage 2",
        "3": "ZeRO stage 3",
        "axis": "GB on each of 64 GPUs, for 7.5B parameters",
    },
    "zh": {
        "weights": "权重",
        "gradients": "梯度",
        "states": "优化器状态",
        "plain": "普通数据并行",
        "1": "ZeRO 第 1 阶段",
        "2": "ZeRO 第 2 阶段",
        "3": "ZeRO 第 3 阶段",
        "axis": "每张卡上的 GB 数（64 卡，7.5B 参数）",
    },
}
GPUS, BILLIONS = 64, 7.5
PARTS = (("weights", 2, 3, TEAL), ("gradients", 2, 2, AMBER), ("states", 12, 1, BLUE))
"""Name, bytes for a parameter, the stage from which it is sharded, and colour."""


def draw(say: Say) -> Figure:
    """Draw a bar for each stage, in parts, with what they come to."""
    figure, (axes,) = plots(1, 2.9)
    rows = ("plain", "1", "2", "3")
    for stage in range(len(rows)):
        end = 0.0
        for key, size, sharded_from, color in PARTS:
            held = BILLIONS * size / (GPUS if stage >= sharded_from else 1)
            label = say(key) if stage == 0 else None
            axes.barh(stage, held, 0.58, left=end, color=color, label=label)
            if held > 10:
                look: Look = {"ha": "center", "va": "center", "color": WHITE}
                axes.text(end + held / 2, stage, f"{held:.0f}", **look)
            end += held
        total = f"{end:.1f}".removesuffix(".0")
        axes.text(end + 1.5, stage, total, va="center", weight="bold")
    axes.set_yticks(range(len(rows)), [say(row) for row in rows])
    axes.tick_params(axis="y", length=0)
    axes.invert_yaxis()
    axes.set(xlim=(0, 140), xlabel=say("axis"))
    axes.spines["left"].set_color(FAINT)
    axes.legend(loc="lower right", fontsize=10)
    return figure
