"""Which serving-software profile stands for an engine of a given year."""

from __future__ import annotations

PROFILES: tuple[tuple[str, float, str], ...] = (
    ("tensorrt-llm", 2023, "tuned-2023"),
    ("tensorrt-llm", 2024, "tuned-2024"),
    ("tensorrt-llm", 9999, "tuned"),
    ("vllm", 2023, "early"),
    ("vllm", 2024, "stock"),
    ("vllm", 9999, "vllm"),
    ("sglang", 9999, "sglang"),
    ("deepseek", 9999, "sglang"),
    ("llama.cpp", 2024, "llama-cpp-2024"),
    ("llama.cpp", 9999, "llama-cpp"),
    ("sambaflow", 9999, "static"),
)
"""(engine, last year, profile), looked up from the top."""

ROCM: tuple[tuple[float, str], ...] = ((2024, "rocm-2024"), (9999, "rocm"))
"""(last year, profile) of engines on AMD's stack, whose kernels and graphs came later."""

STEP_TOKENS = 8192.0
"""Prompt tokens that an engine takes into one step, the default of TensorRT-LLM and vLLM."""

DEFAULT = "tuned"
UNDATED = 2024.0
KERNELS = "kernels"


def profile_id(engine: str, year: float | None, vendor: str = "") -> str:
    """Return the profile of an engine in a year.

    Unknown engines count as a tuned one of 2025-26, undated ones as of 2024, neither early nor
    late.
    The software below the engine counts too: on AMD's stack one profile serves all engines.

    >>> profile_id("vllm", 2023)
    'early'
    """
    when = UNDATED if year is None else year
    if vendor == "AMD":
        return next(profile for last, profile in ROCM if when <= last)
    for name, last, profile in PROFILES:
        if name == engine.lower() and when <= last:
            return profile
    return DEFAULT
