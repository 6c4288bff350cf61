"""The views that have a tab, and their names."""

from __future__ import annotations

from explorer.overview import FIGURES
from explorer.text import Text

OVERVIEW = "overview"
VIEWS = (OVERVIEW, *FIGURES)


def view_names(t: Text) -> dict[str, str]:
    """Return the name of each view's tab."""
    return {
        OVERVIEW: t("Overview"),
        "prefill": t("Prefill"),
        "decode": t("Decode"),
        "cost": t("Cost"),
        "roofline": t("Roofline"),
        "time": t("Time"),
        "money": t("Money"),
    }
