"""The terms of the field as the product uses them; English source texts, sorted by term."""

from __future__ import annotations

from explorer.results import RESULTS

_TERMS: tuple[tuple[str, str], ...] = (
    ("AFD", "Attention-FFN disaggregation: attention and the KV cache on one kind of chip, the "
            "feed-forward layers and experts on another."),
    ("Arithmetic intensity", "FLOP done per byte moved; below the ridge of the roofline memory is "
                             "the limit, above it compute is."),
    ("Batch", "Sequences that decode together on one replica."),
    ("Binding limit", "What a step waits for: compute, SRAM, memory, a link, overhead or power."),
    ("Blended cost", "Cost of a million tokens, input and output as the workload mixes them."),
    ("Cached input", "Prompt tokens whose KV cache is there already; they cost loading, not "
                     "computing."),
    ("Decode", "The phase that makes one token per sequence and step; it reads all weights."),
    ("Dense FLOPS", "Rates without structured sparsity; the only kind used here."),
    ("DP, EP, PP, TP", "Data, expert, pipeline and tensor parallelism: ways of laying a model over "
                       "chips."),
    ("Estimate", "A number outside what has been measured, or made from a value nobody published."),
    ("Floor", "The time at 100 % efficiency: no real chip is faster."),
    ("KV cache", "Keys and values of earlier tokens, kept so that they need no computing again."),
    ("MFU, MBU", "Share of the peak FLOPS, or of the peak memory bandwidth, that is used."),
    ("MTP", "Multi-token prediction: the model drafts its own next tokens for checking at once."),
    ("MXFP4, NVFP4, MXFP8", "Narrow number formats with one scale for a block of values: 4.25, 4.5 "
                            "and 8.25 bits a value."),
    ("PD separation", "Prefill and decode on chips of their own, with the KV cache sent between."),
    ("Prefill", "The phase that reads the whole prompt at once; compute is its usual limit."),
    ("Replica", "All chips that together hold the model once."),
    ("Scale-up, scale-out", "The fast links within a domain, and the network between domains; GB/s "
                            "per direction."),
    ("SLO", "Service level objective: the latency that is promised."),
    ("Speculative decoding", "A small model drafts tokens, the large one checks several at once."),
    ("TCO", "Total cost of ownership: price, finance, housing, power, spread over the hours."),
)  # fmt: skip


def glossary() -> tuple[tuple[str, str], ...]:
    """Return (term, meaning) of every term, those of the headline numbers among them."""
    headline = tuple((result.title, result.about) for result in RESULTS)
    return tuple(sorted((*_TERMS, *headline), key=lambda pair: pair[0].lower()))
