"""Which of several scenarios wins, in a sentence with its numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from explorer.figures import decode
from explorer.figures.overlay import Contender
from explorer.figures.wording import number
from explorer.text import Text

_SAME = 0.005
"""Share of a cost below which two are told as one: they would read alike."""


@dataclass(frozen=True, slots=True)
class _Standing:
    letter: str
    usd: float
    """Cheapest output at the target speed or faster, $/Mtok; infinite where it is not reached."""
    fastest: float
    """Largest interactivity at any batch that fits, tok/s/user."""


def cheapest(contenders: tuple[Contender, ...], t: Text) -> tuple[str, str]:
    """Return finding and reason: who serves the target interactivity at the lowest output cost.

    The target is that of the first contender's workload.
    """
    target = contenders[0].live.scenario.workload.interactivity_target
    found = sorted((_standing(c, target) for c in contenders), key=lambda s: s.usd)
    speed = decode.speed(target, t)
    best, *rest = found
    if rest and np.isfinite(best.usd) and np.isclose(rest[0].usd, best.usd, rtol=_SAME):
        return _tied(best, [s for s in rest if np.isclose(s.usd, best.usd, rtol=_SAME)], speed, t)
    if not np.isfinite(best.usd):
        fastest = max(found, key=lambda s: s.fastest)
        return t("None reaches {speed}:").format(speed=speed), t(
            "{letter} comes closest with {speed}."
        ).format(letter=fastest.letter, speed=decode.speed(fastest.fastest, t))
    reached = [s for s in rest if np.isfinite(s.usd)]
    parts = [t("{value} of {name}").format(value=number(s.usd), name=s.letter) for s in reached[:3]]
    price = f"${number(best.usd)}/Mtok"
    reason = t("{price} against {others}").format(price=price, others=t(", ").join(parts))
    finding = t("{letter} is the cheapest way to {speed}:").format(letter=best.letter, speed=speed)
    sentences = [reason if parts else t("{price}; no other reaches it").format(price=price)]
    fast = max(found, key=lambda s: s.fastest)
    if fast.letter != best.letter:
        sentences.append(
            t("{letter} is the fastest with {speed}").format(
                letter=fast.letter, speed=decode.speed(fast.fastest, t)
            )
        )
    if uneven(contenders):
        sentences.append(t("their prompts or outputs differ"))
    finding = finding[:1].upper() + finding[1:]
    return finding, t("{sentence}.").format(sentence=t("; ").join(sentences))


def _tied(best: _Standing, others: list[_Standing], speed: str, t: Text) -> tuple[str, str]:
    names = t(", ").join((best.letter, *(other.letter for other in others)))
    finding = t("{letters} reach {speed} at the same cost:").format(letters=names, speed=speed)
    price = f"${number(best.usd)}/Mtok"
    return finding[:1].upper() + finding[1:], t("{sentence}.").format(sentence=price)


def uneven(contenders: tuple[Contender, ...]) -> bool:
    """Return whether they are not asked the same: a longer prompt alone makes tokens dearer."""
    return len({_asked(contender) for contender in contenders}) > 1


def _asked(contender: Contender) -> tuple[float, float]:
    """Return the lengths of prompt and output, which make one token dearer than another."""
    workload = contender.live.scenario.workload
    return workload.input_tokens, workload.output_tokens


def _standing(contender: Contender, target: float) -> _Standing:
    out = contender.live.outcomes[decode.RUN]
    reached = out.fits & (out.tok_s_user >= target)
    usd = float(out.usd_mtok_output[reached].min()) if reached.any() else float("inf")
    fastest = float(out.tok_s_user[out.fits].max()) if out.fits.any() else 0.0
    return _Standing(contender.letter, usd, fastest)
