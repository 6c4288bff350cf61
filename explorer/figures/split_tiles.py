"""Headline strip of split systems."""

from __future__ import annotations

from explorer.figures.headline import Tile
from explorer.figures.origin import cost_estimated
from explorer.figures.split_wording import sized_limit
from explorer.figures.system_tiles import Head, headline
from explorer.live import Live
from explorer.systems.pool import partner_scenario
from explorer.systems.split import Split, split
from explorer.text import Text

_LEAST_MS = 0.1
"""Below it times are told in microseconds."""


def split_tiles(live: Live, baseline: Live, t: Text) -> tuple[Tile, ...]:
    """Return the system of two pools in numbers."""
    x, old = split(live), split(baseline)
    first, last = sized_limit(x.pools[0], t), sized_limit(x.pools[-1], t)
    guessed = cost_estimated(x.scenario) or cost_estimated(partner_scenario(x.scenario))
    unit, scale = ("ms", 1.0) if x.link.exposed_ms >= _LEAST_MS else ("µs", 1e3)
    heads = (
        Head("p99", t("TTFT p99"), "ms", _fit(x, x.latency.ttft_p99),
             _fit(old, old.latency.ttft_p99), -1,
             t("Queue, prefill, transfer of the KV cache and handling; one in a hundred is later."),
             first),
        Head("tpot", t("TPOT"), "ms", _fit(x, x.latency.tpot), _fit(old, old.latency.tpot), -1,
             t("Time per output token after the first."), last),
        Head("requests", t("Requests"), t("req/s"), _fit(x, x.rate), _fit(old, old.rate), 1,
             t("Those that come in: the load's share of what the system could serve.")),
        Head("output", t("Throughput, output"), t("tok/s/chip"), _fit(x, x.output_tok_s_chip),
             _fit(old, old.output_tok_s_chip), 1,
             t("Output tokens per second over all chips of all pools, when full."), last),
        Head("blended", t("Cost, blended"), "$/Mtok", _fit(x, x.usd_mtok), _fit(old, old.usd_mtok),
             -1, t("Input and output tokens together, all pools."), estimate=guessed),
        Head("exposed", t("Transfer, exposed"), unit, scale * x.link.exposed_ms,
             scale * old.link.exposed_ms, -1,
             t("What a request, or each token, waits for the link between the pools."),
             ("link", t("link"))),
        Head("balance", t("Pool balance"), "%", 100 * x.balance, 100 * old.balance, 1,
             t("How far the idler pool is used when the other is full.")),
    )  # fmt: skip
    return tuple(headline(head, t) for head in heads)


def _fit(x: Split, value: float) -> float:
    return value if x.fits else float("nan")
