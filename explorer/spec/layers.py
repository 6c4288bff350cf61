"""Three layers: fast response on one kind of chip, deep thinking on another, memory behind both."""

from __future__ import annotations

from pydantic import Field

from explorer.spec.base import Spec


class LayersSpec(Spec):
    """Which chip answers fast, what is asked, and which share of each class goes there.

    The scenario's own chip is the deep layer. `*_mix` are relative numbers of requests by class,
    `*_fast` the share of a class that the fast layer serves. The goals are a mean answer time, and
    a cost per million tokens (0: none).
    """

    fast_chip: str = "groq3-lpu"
    fast_batch: float = Field(32, ge=1, le=1e5)
    chat_mix: float = Field(0.7, ge=0, le=1)
    agent_mix: float = Field(0.1, ge=0, le=1)
    rag_mix: float = Field(0.1, ge=0, le=1)
    reasoning_mix: float = Field(0.1, ge=0, le=1)
    chat_fast: float = Field(0.5, ge=0, le=1)
    agent_fast: float = Field(0.1, ge=0, le=1)
    rag_fast: float = Field(0.3, ge=0, le=1)
    reasoning_fast: float = Field(0.2, ge=0, le=1)
    answer_goal_s: float = Field(10.0, gt=0, le=1e6)
    cost_goal_usd: float = Field(0.0, ge=0, le=1e6)
