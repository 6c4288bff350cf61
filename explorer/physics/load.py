"""What one forward step processes: the difference between prefill and decode."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from explorer.physics.table import anywhere, larger
from explorer.spec.deployment import DeploymentSpec
from explorer.spec.workload import WorkloadSpec


@dataclass(frozen=True)
class Load:
    """Per attention group (tp chips of one pipeline stage).

    `sequences` run together, each with `new` tokens after `cached` ones that are already in the KV
    cache. `decode` chooses the absorbed form of MLA.
    """

    sequences: Any
    new: Any
    cached: Any
    decode: bool

    @cached_property
    def tokens(self) -> Any:
        """New tokens of the step per attention group."""
        return self.sequences * self.new

    @property
    def logits(self) -> Any:
        """Rows of the vocabulary's product: the last token of a prompt, every token of a step."""
        return self.tokens if self.decode else self.sequences

    @cached_property
    def context(self) -> Any:
        """KV entries read per sequence."""
        return self.cached + self.new


def attended(cached: Any, new: Any, window: Any) -> Any:
    r"""Return the mean number of tokens that a new token attends to, itself included.

    Token i of n new ones after c cached ones sees min(c + i, w) tokens; the mean over i is
    exact for causal attention, half of the full square when c = 0:

    .. math:: \frac{1}{n}\sum_{i=1}^{n}\min(c+i,\,w)
    """
    rising = np.minimum(np.maximum(window - cached, 0.0), new)
    flat = new - rising
    return (rising * (cached + (rising + 1) / 2) + flat * np.minimum(window, cached + new)) / new


def prefill_load(workload: WorkloadSpec, deployment: DeploymentSpec) -> Load:
    """Return the step that turns `prefill_batch` prompts into KV cache and first tokens."""
    cached = workload.input_tokens * workload.cached_fraction
    return Load(
        sequences=larger(workload.prefill_batch / deployment.dp, 1.0),
        new=larger(workload.input_tokens - cached, 1.0),
        cached=cached,
        decode=False,
    )


def decode_load(workload: WorkloadSpec, deployment: DeploymentSpec, stages: Any) -> Load:
    """Return the mean decode step: the context is half-way through the output.

    Time is linear in the context between the kinks of the roofline, so the step at the mean
    context is the mean step. Over pipeline stages the batch circulates in one micro-batch a stage.
    Drafted tokens are checked together with the last one.
    """
    return Load(
        sequences=larger(workload.batch / (deployment.dp * stages), 1.0),
        new=1.0 + workload.draft_tokens if anywhere(workload.draft_tokens) else 1.0,
        cached=workload.input_tokens + workload.output_tokens / 2,
        decode=True,
    )


def prefill_fill(load: Load, stages: Any, chunk_tokens: Any) -> Any:
    r"""Return the busy share of a pipeline of `stages` while a prompt passes in chunks.

    .. math:: \frac{1}{1 + (p-1)/m}

    for m chunks over p stages, the bubble of GPipe (Huang et al. 2019).
    """
    chunks = larger(load.tokens / chunk_tokens, 1.0)
    return 1.0 / (1.0 + (stages - 1.0) / chunks)


def decode_fill(workload: WorkloadSpec, deployment: DeploymentSpec, stages: Any) -> Any:
    """Return the busy share of a pipeline in decode: micro-batches in flight over stages."""
    return np.minimum(workload.batch / (deployment.dp * stages), 1.0)
