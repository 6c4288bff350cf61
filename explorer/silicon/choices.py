"""Which node, memory kind and margin class a chip's own words stand for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

MarginClass = Literal["leader", "merchant", "in_house"]


class Choice(NamedTuple):
    """The row chosen, and whether the words said so or it was assumed."""

    name: str
    assumed: bool


_NODES: tuple[tuple[str, str], ...] = (
    (r"smic.*n\+3", "SMIC-N+3"),
    (r"smic", "SMIC-N+2"),
    (r"4np|n4p", "4NP"),
    (r"\bn2|\b2 ?nm|18a|a16", "N2"),
    (r"\bn3|\b3 ?nm|intel 3", "N3"),
    (r"\b4n\b|\bn4|\bn5|\b[45] ?nm|intel 4", "N5"),
    (r"\b7n\b|\bn[67]\b|\b[678] ?nm|8n\b|intel 7", "N7"),
    (r"\bn1[26]\b|\b1[0246] ?nm", "N16"),
)
"""First match wins; half nodes go to the full node whose wafer they share or nearly share."""

_MEMORIES: tuple[tuple[str, str], ...] = (
    (r"^none|^$", "none"),
    (r"hibl", "hibl1"),
    (r"hizq", "hizq2"),
    (r"hbm4e", "hbm4e"),
    (r"hbm4|next-generation hbm", "hbm4"),
    (r"hbm3e", "hbm3e"),
    (r"hbm3", "hbm3"),
    (r"hbm2", "hbm2e"),
    (r"hbm", "hbm3"),
    (r"gddr7", "gddr7"),
    (r"gddr", "gddr6"),
    (r"lpddr", "lpddr5x"),
    (r"ddr5|mrdimm", "ddr5"),
)
_NAMED_HBM = re.compile(r"hibl|hizq|hbm[234]")

_IN_HOUSE = ("Google", "AWS", "Amazon", "Microsoft", "Meta", "OpenAI")
_LEADER = ("NVIDIA",)


@lru_cache
def node_of(process: str) -> Choice:
    """Return the node row for words such as "TSMC 4N"; N5, assumed, when none fits.

    Of dies in several nodes, "TSMC N5 + N6", it is that of the first, the cores.
    """
    words = process.lower().partition(" + ")[0]
    undisclosed = "not disclosed" in words or not words
    for pattern, name in _NODES:
        if re.search(pattern, words):
            return Choice(name, undisclosed)
    return Choice("N5", True)


@lru_cache
def io_node_of(process: str) -> Choice:
    """Return the node row of the dies with memory PHYs and links: the last of "TSMC N5 + N6".

    The first is that of the cores; one node named is that of everything.
    """
    return node_of(process.rpartition(" + ")[2])


@lru_cache
def memory_of(kind: str) -> Choice:
    """Return the memory row for words such as "HBM3e"; HBM3, assumed, when none fits."""
    words = kind.lower().strip()
    for pattern, name in _MEMORIES:
        if re.search(pattern, words):
            return Choice(name, "hbm" in words and not _NAMED_HBM.search(words))
    return Choice("hbm3", True)


def kind_beside(kind: str, gigabytes: ArrayLike) -> str:
    """Return the kind of memory of a chip that has `gigabytes` of it, of any shape.

    A chip shipped without memory names none; where it is given some, that is HBM3, not a gift.
    """
    bare = memory_of(kind).name == "none" and bool(np.any(np.asarray(gigabytes) > 0))
    return "HBM3" if bare else kind


def margin_class(vendor: str) -> MarginClass:
    """Return the margin class of a vendor; "merchant" for anyone not known otherwise."""
    if vendor.startswith(_LEADER):
        return "leader"
    return "in_house" if vendor.startswith(_IN_HOUSE) else "merchant"
