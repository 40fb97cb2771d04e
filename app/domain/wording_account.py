"""What there is to warn of in the whole of a plan, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.text import Text, text
from app.domain.wording_facts import Facts, percent


def _too_full(facts: Facts) -> Text:
    return text(
        "{share} of the working week is planned, {planned} of {working} hours; above {most}"
        " nothing is left for what comes up; give {give} hours back",
        share=percent(facts["share"]),
        most=percent(facts["most"]),
        **{key: f"{float(facts[key]):g}" for key in ("planned", "working", "give")},
    )


ACCOUNTS: Mapping[str, Callable[[Facts], Text]] = {"too_full": _too_full}
"""Words of the account's warnings."""
