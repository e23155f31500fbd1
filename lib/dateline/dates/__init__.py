"""When?  Expressions of time, resolved against the day of publication."""

from dateline.dates.extract import date_for, extract_dates

__all__ = ["date_for", "extract_dates"]
