"""Dateline turns news articles about armed conflict into sourced briefings.

One article goes one way: **load** (:mod:`readers`, :mod:`article`), **parse** (:mod:`parse`),
**extract** (:mod:`actors`, :mod:`dates`, :mod:`places`, :mod:`statements`, :mod:`claims`,
:mod:`events`), **reconcile** (:mod:`claims.reconcile`), **draw** (:mod:`charts`, :mod:`timeline`,
:mod:`maps`) and **brief** (:mod:`findings`, :mod:`briefing`, :mod:`render`).
:func:`read_article` does all up to the tables; what each column means is in :mod:`schema`.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.extract import Reading, example, read_article

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
OUTPUTS = ROOT / "outputs"
__all__ = ["DATA", "OUTPUTS", "ROOT", "Reading", "example", "read_article"]


def __getattr__(name: str):
    """Load the pipeline when it is first asked for, so that importing the package stays cheap."""
    if name in ("Reading", "example", "read_article"):
        from dateline import extract

        return getattr(extract, name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
