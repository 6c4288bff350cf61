"""How the prompts of a session grow, and which part of them was computed before."""

from __future__ import annotations

from typing import Any

import numpy as np

from explorer.spec.session import SessionSpec


def new_tokens(session: SessionSpec) -> Any:
    """Return the tokens of a later call's prompt that no earlier call has seen, at least one.

    The answer of the call before is part of the growth and already in the cache.
    """
    return np.maximum(np.asarray(session.growth_tokens) - session.output_tokens, 1.0)


def prompt(session: SessionSpec, call: Any) -> Any:
    """Return the prompt length of call number `call`, counted from 0."""
    return session.first_tokens + np.maximum(session.growth_tokens, 1.0) * call


def last(session: SessionSpec) -> Any:
    """Return the number of the last call, counted from 0."""
    return np.asarray(session.calls) - 1.0


def mean_prompt(session: SessionSpec) -> Any:
    """Return the mean prompt over the calls: prompts grow in a straight line."""
    return prompt(session, last(session) / 2)


def reused_share(session: SessionSpec) -> Any:
    r"""Return the share of all prompt tokens that an earlier call has seen.

    .. math:: h = 1 - \frac{p_0 + (n-1)\,d}{n\,\bar p}

    with d new tokens a call: the prefix-cache hit of a cache that forgets nothing.
    """
    fresh = session.first_tokens + last(session) * new_tokens(session)
    return np.clip(1.0 - fresh / (session.calls * mean_prompt(session)), 0.0, 0.999)


def later_share(session: SessionSpec) -> Any:
    """Return the share of calls that have a call before them."""
    return last(session) / session.calls
