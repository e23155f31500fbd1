"""What is in each table?  Columns, types, allowed values and definitions, stated once.

Every table that Dateline writes is declared here as a pandera model.  The definition of a column
is its ``description``; the module ``dictionary`` turns them into docs/dictionary.md, so the
documentation cannot drift from the code.
"""

from collections.abc import Iterable, Mapping

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from dateline import fields
from dateline.fields import Spanned, Table, column, optional
from dateline.rows import columns_of, plain_frame

REVIEW = "what an analyst decided on the row, with initials and day"


class Articles(Table):
    """One row is one article."""

    sha256: Series[str] = column("SHA-256 of the repaired text in UTF-8")
    title: Series[str] = optional("headline")
    published: Series[str] = optional("publication date, ISO 8601")
    published_from: Series[str] = optional("where that date comes from", isin=fields.DAY_SOURCES)
    publisher: Series[str] = optional("who published it")
    byline: Series[str] = optional("who wrote it")
    dateline_place: Series[str] = optional("place named in the dateline")
    url: Series[str] = optional("where it was published")
    theatre: Series[str] = optional("theatre it was read with")
    language: Series[str] = column("language of the text, ISO 639-1; only English (en) is read")
    n_sentences: Series[int] = column("number of sentences and lines")
    repairs: Series[str] = optional("repairs made to the text, with counts")
    n_dropped: Series[int] = column("number of sentences set aside as not story")


class Sentences(Spanned):
    """One row is one sentence or line of the article."""

    paragraph_id: Series[int] = column("paragraph the sentence stands in, counted from 0")
    kind: Series[str] = column("what kind of line it is", isin=fields.SENTENCE_KINDS)
    reason: Series[str] = optional("why it is not story, if it is not")


class Mentions(Spanned):
    """One row is one naming of an actor or place."""

    mention_id: Series[str] = column("key of the row, m0, m1 …")
    actor_id: Series[str] = optional("actor named")
    place_id: Series[str] = optional("place named")
    sense: Series[str] = column("what the name stands for here", isin=fields.SENSES)
    kind: Series[str] = column("part that the name plays in the story", isin=fields.MENTION_KINDS)
    form: Series[str] = column("how it is named", isin=fields.FORMS)


class Actors(Table):
    """One row is one actor in the article."""

    actor_id: Series[str] = column("key of the actor within the theatre or the article")
    name: Series[str] = column("full name")
    actor_type: Series[str] = column("kind of actor", isin=fields.ACTOR_TYPES)
    role: Series[str] = optional("office or part in the conflict")
    sector: Series[str] = optional(
        "PLOVER sector; a state has none, as its organs act for it", isin=fields.SECTORS
    )
    side_id: Series[str] = optional("side the actor belongs to")
    country_iso3: Series[str] = optional("country, ISO 3166-1 alpha-3")
    n_mentions: Series[int] = column("number of mentions, pronouns included")
    first_sentence_id: Series[int] = column("sentence that names the actor first")


class Places(Table):
    """One row is one place in the article, in WGS 84 (EPSG:4326)."""

    place_id: Series[str] = column("key of the place (GeoNames id, theatre id or ISO code)")
    name: Series[str] = column("name in the gazetteer")
    latitude: Series[float] = optional("degrees north")
    longitude: Series[float] = optional("degrees east")
    geo_precision: Series[int] = column(
        "1 town, 2 near a town, 3 district, 4 province, 5 part of a country, 6 country"
    )
    country_iso3: Series[str] = optional("country, ISO 3166-1 alpha-3")
    kind: Series[str] = column(
        "strongest part the place plays in the story", isin=fields.PLACE_KINDS
    )
    n_mentions: Series[int] = column("number of mentions in any sense")
    source: Series[str] = column("gazetteer that the coordinates come from")
    ambiguous: Series[bool] = column("other places of that name were as likely")


class Dates(Spanned):
    """One row is one temporal expression."""

    date_id: Series[str] = column("key of the row, d0, d1 …")
    kind: Series[str] = column("kind of expression", isin=("date", "time", "duration", "set"))
    date_start: Series[str] = optional("first day, month, year or moment, ISO 8601")
    date_end: Series[str] = optional("last day or moment, ISO 8601")
    value: Series[str] = optional("normalised value as in TIMEX3 (P2D, 2020, …)")
    time_precision: Series[str] = column("how exact it is", isin=fields.TIME_PRECISIONS)
    anchor: Series[str] = optional("what it was resolved against")
    note: Series[str] = optional("check or reason, in words")


class Statements(Spanned):
    """One row is one attributed utterance."""

    statement_id: Series[str] = column("key of the row, s0, s1 …")
    speaker: Series[str] = optional("actor_id of the speaker, if resolved")
    speaker_name: Series[str] = column("the speaker as named in the text")
    speaker_start: Series[int] = column("first character of the speaker's naming")
    speaker_end: Series[int] = column("one past its last character")
    cue: Series[str] = column("the reporting verb or phrase")
    cue_start: Series[int] = column("first character of the cue")
    cue_end: Series[int] = column("one past the last character of the cue")
    directness: Series[str] = column("quoted or told", isin=("direct", "indirect", "mixed"))
    stance: Series[str] = column("what the speaker does with it", isin=fields.STANCES)
    content: Series[str] = column("what is said; start_char and end_char are those of the content")
    addressee: Series[str] = optional("actor_id spoken to or of")
    review: Series[str] = optional(REVIEW)


class Claims(Spanned):
    """One row is one figure of human harm asserted by someone."""

    claim_id: Series[str] = column("key of the row, c0, c1 …")
    harm: Series[str] = column("kind of harm", isin=fields.HARMS)
    low: Series[pd.Int64Dtype] = optional("lowest figure the words allow; null if not stated")
    best: Series[pd.Int64Dtype] = optional("figure as printed; null if the words give none")
    high: Series[pd.Int64Dtype] = optional("highest figure; null if not stated")
    qualifier: Series[str] = column("how the figure is hedged", isin=fields.QUALIFIERS)
    victims: Series[str] = optional("the victims in the words of the article")
    victim_type: Series[str] = column("who the victims were", isin=fields.VICTIM_TYPES)
    side_id: Series[str] = optional("side the victims belong to; `all` for both")
    side: Series[str] = optional("that side, as named in the text")
    claimant: Series[str] = optional("actor_id of who states the figure")
    claimant_name: Series[str] = optional("who states the figure; null is the reporter's own voice")
    scope: Series[str] = column("whether it belongs to the event reported", isin=fields.SCOPES)
    event_id: Series[str] = column("event that the harm belongs to")
    date_start: Series[str] = optional("first day of the harm, ISO 8601")
    date_end: Series[str] = optional("last day of the harm, ISO 8601")
    subset_of: Series[str] = optional("claim_id that this figure is part of")
    apart_by: Series[str] = optional(
        "what sets the victims apart from those of other figures; null if they may overlap",
        isin=("place", "attack", "side", "kind"),
    )
    same_as: Series[str] = optional("earlier claim_id that this repeats")
    is_perpetrator: Series[bool] = column("the victims carried out the attack")
    counted: Series[bool] = column("enters the toll of its event and side")
    reason: Series[str] = optional("why it is not counted")
    confidence: Series[float] = column(
        f"0 to 1; below {fields.REVIEW_BELOW} wants review; 1 once reviewed"
    )
    review: Series[str] = optional(REVIEW)


class Events(Spanned):
    """One row is one dated interaction or happening."""

    event_id: Series[str] = column("key of the row, e0, e1 …")
    date_start: Series[str] = optional("first day or moment, ISO 8601")
    date_end: Series[str] = optional("last day or moment, ISO 8601")
    time_precision: Series[str] = column("how exact the date is")
    plover_type: Series[str] = optional("PLOVER event type")
    plover_mode: Series[str] = optional("PLOVER mode")
    actor: Series[str] = optional("actor_id acting; several joined by ;")
    recipient: Series[str] = optional("actor_id acted upon; several joined by ;")
    place_id: Series[str] = optional("where")
    factuality: Series[str] = column("whether it happened, by the text", isin=fields.FACTUALITY)
    claimant: Series[str] = optional("actor_id who says so; null is the reporter")
    scope: Series[str] = column("part of the story or background", isin=("current", "background"))
    summary: Series[str] = column("the happening in the words of the article")
    review: Series[str] = optional(REVIEW)


class Tolls(Table):
    """One row is the reconciled range for one event, side and harm."""

    event_id: Series[str] = column("event as in claims")
    scope: Series[str] = column("current or background", isin=fields.SCOPES)
    side_id: Series[str] = column("side, or `all` for everyone")
    harm: Series[str] = column("kind of harm", isin=fields.HARMS)
    low: Series[pd.Int64Dtype] = optional("lowest figure claimed")
    best: Series[pd.Int64Dtype] = optional("figure to quote; null if none is stated")
    high: Series[pd.Int64Dtype] = optional("highest figure claimed; null if open")
    claimants: Series[str] = column("who states it, joined by ;")
    n_claims: Series[int] = column("number of claims behind the row, repeats included")
    claim_ids: Series[str] = column("those claims, joined by a space")
    check: Series[str] = optional("result of checking the parts against the total, in words")
    note: Series[str] = optional("what the reader must know about the figure")


class Reviews(Table):
    """One row is one decision of an analyst on a row of another table, from ``review.csv``."""

    review_id: Series[str] = column("key of the row, r0, r1 …")
    table: Series[str] = column("table that the row stands in")
    sentence_id: Series[pd.Int64Dtype] = optional("sentence of the row, if found")
    quote: Series[str] = column("words of the article that the row was read from")
    decision: Series[str] = column("accept, reject or correct")
    field: Series[str] = optional("column that is corrected")
    value: Series[str] = optional("what it is corrected to")
    was: Series[str] = optional("what was read")
    reviewer: Series[str] = optional("initials of the analyst")
    date: Series[str] = optional("day of the decision, as written")
    note: Series[str] = optional("reason, in the analyst's words")
    line: Series[int] = column("line of review.csv")
    outcome: Series[str] = column("`applied`, or why the decision changes nothing")


TABLES: dict[str, type[Table]] = {
    model.__name__.lower(): model
    for model in (
        Articles, Sentences, Mentions, Actors, Places, Dates, Statements, Claims, Events, Tolls,
        Reviews,
    )
}  # fmt: skip
KEYS = {name: ["article_id", f"{name.removesuffix('s')}_id"] for name in TABLES} | {
    "articles": ["article_id"],
    "tolls": ["article_id", "event_id", "side_id", "harm"],
}


def columns(table: str) -> list[str]:
    """Names of the columns of a table, in their order: keys first, evidence next."""
    return list(columns_of(TABLES[table]))


def frame(table: str, rows: Iterable[Mapping]) -> pd.DataFrame:
    """A validated table from row mappings; missing optional values become null.

    Raises ``ValueError`` with the table, the column and the offending value when a value is
    outside the allowed set, a column has no value where it must, or a key is repeated.
    """
    rows = list(rows)
    if (data := plain_frame(rows, TABLES[table], KEYS[table])) is not None:
        return data
    try:
        data = TABLES[table].validate(pd.DataFrame(rows, columns=columns(table)), lazy=True)
    except pa.errors.SchemaErrors as error:
        case = error.failure_cases.iloc[0]
        found = f"{case['failure_case']!r} fails {case['check']} (row {case['index']})"
        raise ValueError(f"table {table}, column {case['column']}: {found}") from None
    repeated = data.loc[data.duplicated(KEYS[table]), KEYS[table]]
    if len(repeated):
        raise ValueError(f"table {table}: repeated key {repeated.iloc[0].to_dict()}")
    return data
