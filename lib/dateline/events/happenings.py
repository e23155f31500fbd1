"""What does the timeline tell?  Dated happenings of the story, and their days in words."""

import re
from datetime import date

import pandas as pd

# Deeds stand before words when there is not room for both.
WEIGHT = {t: n for n, t in enumerate((
    "ASSAULT", "AGREE", "RETREAT", "COERCE", "MOBILIZE", "CONSULT", "PROTEST", "AID", "SANCTION",
    "CONCEDE", "SUPPORT", "COOPERATE", "THREATEN", "REQUEST", "REJECT", "ACCUSE",
))}  # fmt: skip


PARTS = (
    (r"\b(?:early|dawn|before sunrise)\b", "early", 0.0, 0.3),
    (r"\bmorning\b", "morning", 0.25, 0.5),
    (r"\bafternoon\b", "afternoon", 0.5, 0.75),
    (r"\b(?:late|evening)\b", "late", 0.75, 1.0),
    (r"\b(?:night|overnight|tonight)\b", "night", 0.8, 1.0),
)


NOT_SHOWN = {"denied", "negated", "hypothetical"}


def happenings(events: pd.DataFrame) -> pd.DataFrame:
    """Dated happenings in the order of time; one row is one happening of the story or background.

    Of several events that a sentence dates alike, the weightiest stays.  Columns: date_start,
    date_end, time_precision, scope, factuality, label, sentence_id, actor, claimant.
    """
    dated = events[events["date_start"].notna() & ~events["factuality"].isin(NOT_SHOWN)].copy()
    if dated.empty:
        return dated.assign(label=dated["summary"])
    dated["weight"] = dated["plover_type"].map(WEIGHT).fillna(5.5)
    dated["weight"] += 20 * dated["summary"].str.contains(" … ", regex=False)  # a clause on its own
    return (
        dated.sort_values(["sentence_id", "date_start", "weight"], kind="stable")
        .drop_duplicates(["sentence_id", "date_start", "scope"])
        .drop_duplicates(["date_start", "summary"])
        .assign(label=lambda rows: rows["summary"])
        .assign(at=lambda rows: [day_span(row)[:2] for _, row in rows.iterrows()])
        .sort_values(["at", "start_char"], kind="stable")
        .reset_index(drop=True)
    )


def most(rows: pd.DataFrame, limit: int) -> tuple[pd.DataFrame, int]:
    """The weightiest rows up to a limit, in the order of time, and how many there were."""
    if len(rows) <= limit:
        return rows, len(rows)
    kept = rows.sort_values("weight", kind="stable").head(limit).index
    return rows.loc[sorted(kept)], len(rows)


def day_span(row: pd.Series) -> tuple[str, float, float]:
    """The band of a row (a day, or what stands for one) and where in it the happening lies."""
    start = row["date_start"]
    if "T" in start:
        hours, minutes = (int(n) for n in start[11:16].split(":"))
        at = (hours + minutes / 60) / 24
        return start[:10], at, at
    if row["time_precision"] == "day_part":
        for pattern, _, first, last in PARTS:
            if re.search(pattern, row["label"], re.IGNORECASE):
                return start, first, last
    end = row["date_end"]
    if row["time_precision"] == "week" and isinstance(end, str) and end > start:
        return f"{start}/{end}", 0.04, 0.96
    return start, 0.04, 0.96


def clock_text(row: pd.Series) -> str:
    """The hour or part of the day that stands before a label."""
    if "T" in row["date_start"]:
        return row["date_start"][11:16]
    if row["time_precision"] != "day_part":
        return ""
    words = (word for pattern, word, *_ in PARTS if re.search(pattern, row["label"], re.IGNORECASE))
    return next(words, "")


def readable(actor_id: str) -> str:
    """A name made of an id that no table knows."""
    return actor_id.replace("-", " ").title() if actor_id.islower() else actor_id


def year_span(row: pd.Series) -> tuple[float, float]:
    """First and last moment of a background row, in years."""
    start, end = (
        row["date_start"],
        row["date_end"] if pd.notna(row["date_end"]) else row["date_start"],
    )
    first, _ = years(start)
    _, last = years(end)
    return first, max(last, first)


def years(value: str) -> tuple[float, float]:
    """An ISO date of any precision as the stretch of years that it covers."""
    year, month = int(value[:4]), value[5:7]
    if not month:
        return year, year + 1
    if len(value) < 10:
        return year + (int(month) - 1) / 12, year + int(month) / 12
    day = year + (date.fromisoformat(value[:10]).timetuple().tm_yday - 1) / 365.25
    return day, day + 1 / 365.25


def days_between(first: str, second: str) -> int:
    """Days from one band to the next; 2 where either is less exact than a day."""
    if len(first) != 10 or len(second) != 10:
        return 2
    return (date.fromisoformat(second) - date.fromisoformat(first)).days


def band_text(band: str, n_bands: int) -> str:
    """A band's name, shorter when there are many.

    >>> band_text("2022-09-13", 4), band_text("2022-09-05/2022-09-11", 4), band_text("2022-08", 4)
    ('Tue 13 Sep', '5–11 Sep', 'Aug 2022')
    """
    if len(band) == 4:
        return band
    if len(band) == 7:
        return f"{date.fromisoformat(band + '-01'):%b %Y}"
    day = date.fromisoformat(band[:10])
    if len(band) > 10:
        last = date.fromisoformat(band[11:])
        month = f" {day:%b}" if day.month != last.month else ""
        return f"{day.day}{month}–{last.day} {last:%b}"
    return f"{day:%a} {day.day} {day:%b}" if n_bands <= 6 else f"{day.day} {day:%b}"


def when_text(row: pd.Series) -> str:
    """The date of a row in words, with its hour."""
    text, clock = long_day(row["date_start"]), clock_text(row)
    return f"{text}, {clock}" if clock else text


def long_day(value: str) -> str:
    """An ISO date of any precision in words.

    >>> long_day("2022-09-13T20:00"), long_day("2022-08"), long_day("1994")
    ('13 September 2022', 'August 2022', '1994')
    """
    if len(value) >= 10:
        day = date.fromisoformat(value[:10])
        return f"{day.day} {day:%B %Y}"
    return f"{date.fromisoformat(value + '-01'):%B %Y}" if len(value) == 7 else value


def long_date(value: str | date | None) -> str:
    """A day in words.

    >>> long_date("2022-09-15")
    'Thursday 15 September 2022'
    """
    if value is None or pd.isna(value):
        return "date of publication unknown"
    return f"{date.fromisoformat(str(value)[:10]):%A} {long_day(str(value))}"


def when(value: str) -> str:
    """A date of reduced precision, printed, with its hour."""
    return long_day(value) + (f", {value[11:16]}" if len(value) > 10 else "")


def date_text(row: dict) -> str:
    """What an expression of time was taken for, in words.

    >>> date_text({"date_start": "2022-09-13", "date_end": None, "time_precision": "day"})
    '13 September 2022 and after'
    >>> date_text({"date_start": None, "value": "P2D", "time_precision": "duration"})
    'a length of time (P2D)'
    """
    first, last = row["date_start"], row.get("date_end")
    if not first:
        kind = "a length of time" if row["time_precision"] == "duration" else "no day"
        return f"{kind} ({row['value']})" if row.get("value") else kind
    if not last:
        return f"{when(first)} and after"
    return when(first) if first == last else f"{when(first)} to {when(last)}"


def finding(rows: pd.DataFrame) -> str:
    """What the timeline shows, in one line."""
    story = rows[rows["scope"] == "current"]
    if story.empty:
        return f"{counted(len(rows), 'dated event')}, all of them background"
    n_planned = int((story["factuality"] == "planned").sum())
    coming = f"; {n_planned} to come" if n_planned else ""
    starts = sorted(story["date_start"])
    starts = [start for start in starts if len(start) > 4] or starts  # "this year" is no first day
    return f"{counted(len(story), 'dated event')}, {period_text(starts[0], starts[-1])}{coming}"


def period_text(first: str, last: str) -> str:
    """A period in words, a month that both ends share told once.

    >>> period_text("2022-09-13", "2022-09-16T10:00"), period_text("2022-08", "2022-09-16")
    ('13 to 16 September 2022', 'August 2022 to 16 September 2022')
    """
    begin, end = long_day(first), long_day(last)
    if begin == end:
        return end
    if first[:7] == last[:7] and len(first) >= 10 and len(last) >= 10:
        begin = begin.split()[0]
    return f"{begin} to {end}"


def subtitle(story: pd.DataFrame, past: pd.DataFrame) -> str:
    """What is drawn, and what stands for what."""
    first = "By day and hour, as the article dates them" if len(story) else ""
    second = f"background by year ({counted(len(past), 'event')})" if len(past) else ""
    return "; ".join(filter(None, (first, second))).capitalize() + "."


def counted(n: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "event"), counted(2, "event")
    ('1 event', '2 events')
    """
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
