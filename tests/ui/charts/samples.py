"""Six figures like those of the opening view, in English and Chinese, with toy numbers."""

import numpy as np

from explorer.figures.figure import (
    Axis,
    Bar,
    BarFigure,
    Line,
    Mark,
    Region,
    Segment,
    Series,
    StackFigure,
    StackPanel,
    StackRow,
    XYFigure,
)

NB = "\u00a0"


def prefill():
    n = np.geomspace(128, 131072, 256)
    ttft = 13 + 0.045 * n + 8e-7 * n**2
    return XYFigure(
        "prefill_latency",
        "Prefill latency by prompt length",
        "Llama-3.1-70B, FP8, 2 × H100, batch 1",
        Axis("Prompt length, tokens (log)", "tokens", 128, 131072, "log", "binary"),
        Axis("TTFT, ms (log)", "ms", 8, 30000, "log"),
        (
            Series("subject", "this chip = baseline", n, ttft, label_at=700),
            Series("floor", "floor at 100 %", n, ttft * 0.55, "floor", label_at=12000),
        ),
        "lower",
        "lower is better",
        (
            Region(128, 330, "HBM", "hbm"),
            Region(330, 40000, "compute: matrix", "compute"),
            Region(40000, 131072, "attention", "compute"),
        ),
        (Line(1000, f"SLO 1,000{NB}ms", False), Line(40000, "", True, "ridge")),
        (Mark(8192, float(np.interp(8192, n, ttft)), f"493{NB}ms"),),
        footer="Sources: vendor datasheets. Model error on measured 70B prefill: median 5 %.",
    )


def decode():
    b = np.geomspace(1, 512, 256)
    tpot = 10.4 + 0.2 * b
    long = np.where(b <= 130, tpot, np.nan)
    ghost = np.where(b <= 52, 14.3 + 0.27 * b, np.nan)
    return XYFigure(
        "decode_latency",
        "Decode latency by batch",
        "Llama-3.1-70B, FP8, 2 × H100",
        Axis("Batch, sequences per replica (log)", "sequences", 1, 512, "log", "binary"),
        Axis("TPOT, ms", "ms", 0, 50),
        (
            Series("long", "8k context", b, long),
            Series("short", "2k context", b, 10.4 + 0.07 * b, "condition"),
            Series("ghost", "", b, ghost, "ghost"),
        ),
        "lower",
        "lower is better",
        (
            Region(1, 50, "HBM: weights", "hbm"),
            Region(50, 130, "HBM: KV", "hbm"),
            Region(130, 512, "8k: no fit", "capacity", hatched=True),
        ),
        (Line(16.7, "60 tok/s/user", False), Line(50, "", True, "capacity")),
        (
            Mark(32, 14.3 + 0.27 * 32, "", "baseline"),
            Mark(52, 14.3 + 0.27 * 52, f"80{NB}GB full", "baseline"),
            Mark(32, 10.4 + 0.2 * 32, "", badge=f"▼ 27.9{NB}%", sense=1),
        ),
    )


def cost():
    def curve(low, top, base, left):
        x = np.geomspace(left, top * 0.995, 256)
        return x, base * (1 + (x / top) ** 2 * 0.6) / (1 - (x / top) ** 3) ** 0.9 * low

    x1, y1 = curve(1, 222, 0.37, 23)
    x2, y2 = curve(1, 290, 0.27, 30)
    x3, y3 = curve(1, 178, 0.5, 30)
    x4, y4 = curve(1, 1300, 9.5, 360)
    y = float(np.interp(60, x1, y1))
    return XYFigure(
        "cost_by_interactivity",
        "Output cost by interactivity",
        "Llama-3.1-70B, FP8 weights and KV cache, 8k in, 512 out; TCO basis, 70 % utilised",
        Axis("Interactivity, tok/s/user (log)", "tok/s/user", 20, 2000, "log"),
        Axis("Output cost, $/Mtok (log)", "$/Mtok", 0.1, 60, "log"),
        (
            Series("subject", "this chip", x1, y1),
            Series("b200", "B200", x2, y2, "reference", 2, label_at=260),
            Series("lpu", "Groq 3 LPU × 256\nestimate", x4, y4, "reference", 3, 500, True),
            Series("ghost", "", x3, y3, "ghost"),
        ),
        "lower-right",
        "lower right is better",
        lines=(Line(60, "60 tok/s/user", True),),
        marks=(
            Mark(60, float(np.interp(60, x3, y3)), "", "baseline"),
            Mark(60, y, "", badge=f"▼ 26{NB}%", sense=1),
        ),
        footer="Sources: vendor datasheets (H100, B200, Groq 3 LPU); TCO of April 2026.\n"
        "Model error on measured 70B decode: median 5 %. Dashed: baseline.",
    )


def roofline():
    x = np.geomspace(0.5, 20000, 256)

    def roof(bandwidth, peak):
        ridge = peak / bandwidth
        return np.array([0.5, ridge, 20000]), np.array([0.5 * bandwidth, peak, peak])

    hx, hy = roof(4.8, 1979)
    sx, sy = roof(33, 1979)
    gx, gy = roof(3.35, 1979)
    del x
    return XYFigure(
        "roofline",
        "Roofline and operators",
        "H100, FP8",
        Axis("Arithmetic intensity, FLOP/byte (log)", "FLOP/byte", 0.5, 20000, "log"),
        Axis("Attainable, TFLOP/s per chip (log)", "TFLOP/s", 1, 12000, "log"),
        (
            Series("hbm", f"HBM 4.80{NB}TB/s", hx, hy, label_along=True),
            Series("sram", f"SRAM 33{NB}TB/s", sx, sy, "condition", 5, label_along=True),
            Series("ghost", "", gx, gy, "ghost"),
            Series("peak", f"FP8 1,979{NB}TFLOPS", hx[1:], hy[1:]),
        ),
        "higher",
        "higher is better",
        (
            Region(0.5, 412, "HBM bound", "hbm"),
            Region(412, 20000, "compute bound", "compute"),
        ),
        (Line(412, f"ridge 412{NB}FLOP/B", True, "ridge"),),
        (
            Mark(65, 250, "decode: FFN, QKV, LM head", "decode", shape=1),
            Mark(16, 60, "decode: attention", "decode", shape=4),
            Mark(900, 800, "prefill: attention, QKV, FFN", "prefill", shape=4),
            Mark(2500, 1250, "", "prefill", shape=2),
            Mark(4200, 1400, "", "prefill", shape=1),
        ),
    )


def time():
    names = ("FFN", "QKV, out", "attention", "LM head", "collectives", "overhead")
    slots = (1, 6, 5, 4, 3, 7)

    def row(label, values, total, ghost=False):
        parts = zip(names, values, slots, strict=True)
        return StackRow(label, tuple(Segment(*p) for p in parts), total, ghost)

    return StackFigure(
        "time",
        "Where the time goes",
        "Llama-3.1-70B, FP8",
        (
            StackPanel(
                "Prefill, 8,192 tokens, ms",
                "ms",
                (
                    row("now", (342, 76, 43, 0, 30, 2), f"493{NB}ms"),
                    row("before", (342, 76, 43, 0, 30, 2), f"493{NB}ms", True),
                ),
            ),
            StackPanel(
                "Decode step, batch 32, ms",
                "ms",
                (
                    row("now", (7.1, 1.5, 6.2, 0.4, 0.8, 0.6), f"16.6{NB}ms"),
                    row("before", (9.8, 2.2, 8.8, 0.5, 0.9, 0.8), f"23.0{NB}ms", True),
                ),
            ),
        ),
    )


def money():
    rows = (
        ("Vendor margin", 0.318, 0.43, "26", 4),
        ("Server & network", 0.126, 0.166, "24", 6),
        ("Power & cooling", 0.094, 0.112, "16", 3),
        ("Hosting", 0.078, 0.097, "20", 7),
        ("HBM", 0.081, 0.06, "35", 1),
        ("Package & test", 0.041, 0.054, "24", 5),
        ("Logic die", 0.027, 0.044, "38", 2),
    )
    return BarFigure(
        "money",
        "Where the money goes",
        "$/Mtok output, TCO basis, 70 % utilised",
        "$/Mtok output, TCO basis, 70 % utilised",
        "$/Mtok",
        tuple(
            Bar(
                name,
                value,
                before,
                f"{value:.3f}",
                ("▲ " if value > before else "▼ ") + change + NB + "%",
                -1 if value > before else 1,
                slot,
            )
            for name, value, before, change, slot in rows
        ),
        Bar("total", 0.765, 0.963, "0.765", f"▼ 21{NB}%", 1, 1),
    )


def chinese():
    from dataclasses import replace

    base = decode()
    return replace(
        base,
        title="解码延迟与批大小",
        subtitle="Llama-3.1-70B，FP8，2 × H100",
        x=replace(base.x, title="批大小，每副本序列数（对数）", unit="序列"),
        y=replace(base.y, title="每 token 延迟，ms"),
        better_text="越低越好",
        series=(
            replace(base.series[0], label="8k 上下文"),
            replace(base.series[1], label="2k 上下文"),
            base.series[2],
        ),
        regions=(
            Region(1, 50, "HBM：权重", "hbm"),
            Region(50, 130, "HBM：KV", "hbm"),
            Region(130, 512, "8k 放不下", "capacity", hatched=True),
        ),
        lines=(Line(16.7, "60 tok/s/用户", False), base.lines[1]),
        footer="来源：厂商数据手册。",
    )


def compared():
    n = np.geomspace(1, 256, 256)
    names = ("H100, 4.8 TB/s", "Ascend 950DT", "Groq 3 LPX", "B200")
    bases = (10.4, 12.5, 0.8, 6.0)
    return XYFigure(
        "compared",
        "Decode latency by batch",
        "batch 32, 8,192 tokens in, 512 out",
        Axis("Batch, sequences per replica (log)", "sequences", 1, 256, "log", "binary"),
        Axis("TPOT, ms (log)", "ms", 0.5, 80, "log"),
        tuple(
            Series(f"s{i}", name, n, base + base * 0.02 * n, "subject", i + 1)
            for i, (name, base) in enumerate(zip(names, bases, strict=True))
        ),
        "lower",
        "lower is better",
    )


def dense(curves=10, points=256, seed=0.0, ident="dense"):
    n = np.geomspace(1, 1024, points)
    return XYFigure(
        ident,
        "Ten curves",
        "for timing",
        Axis("Batch (log)", "", 1, 1024, "log", "binary"),
        Axis("TPOT, ms (log)", "ms", 1, 1000, "log"),
        tuple(
            Series(
                f"c{i}",
                f"curve {i}",
                n,
                (2 + i) * (1 + 0.01 * seed) * (1 + (n / (40 + 13 * i)) ** 1.3),
                "condition" if i else "subject",
                1 + i % 7,
            )
            for i in range(curves)
        ),
        "lower",
        "lower is better",
    )


XY = {
    "prefill": prefill,
    "decode": decode,
    "cost": cost,
    "roofline": roofline,
    "compared": compared,
    "chinese": chinese,
    "dense": dense,
}
ALL = {**XY, "time": time, "money": money}
OVERVIEW = ("prefill", "decode", "cost", "roofline", "time", "money")
