"""Who did what to whom?  Dated interactions in PLOVER terms, and the rows of the timeline."""

from dateline.events.extract import extract_events

__all__ = ["extract_events"]
