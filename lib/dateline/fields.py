"""What may stand in a column?  The allowed values, and what all tables share."""

from collections.abc import Iterable

import pandera.pandas as pa
from pandera.api.pandas import model
from pandera.typing import Index, Series

SENTENCE_KINDS = ("headline", "dateline", "body", "caption", "contributor", "promo", "related")
ARMED_GROUP = "non-state armed group"
ACTOR_TYPES = (
    "state", "government", "military", "police", ARMED_GROUP,
    "international organisation", "civil society", "political opposition", "legislature",
    "media", "person", "unknown",
)  # fmt: skip
SECTORS = (  # of PLOVER: of states and armed bodies, of society, of what stands above states
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK",
    "AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL",
    "SOC", "IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC",
)  # fmt: skip
DAY_SOURCES = ("parameter", "sidecar", "file", "text")
FORMS = ("name", "demonym", "title", "nominal", "pronoun", "acronym")
PLACE_KINDS = ("event", "planned", "dateline", "background", "actor", "other")
SENSES = ("actor", "place", "metonym")
MENTION_KINDS = (
    "actor", "metonym", "part_of_name", "dateline", "event", "planned", "background",
    "affiliation", "contributor", "promo",
)  # fmt: skip
HARMS = ("killed", "wounded", "missing", "captured", "displaced", "casualties")
REVIEW_BELOW = 0.7  # a claim with a lower confidence is listed for review
QUALIFIERS = ("exact", "at_least", "about", "up_to", "range", "vague")
VICTIM_TYPES = ("combatant", "police", "child", "journalist", "civilian", "mixed", "unknown")
SCOPES = ("current", "background", "hypothetical", "negated")
STANCES = ("asserts", "denies", "accuses", "demands", "promises")
TIME_PRECISIONS = (
    "minute", "hour", "day_part", "day", "week", "month", "year", "decade", "duration",
    "unresolved",
)  # fmt: skip
OWN_VOICE = "the reporter"  # who states what the article tells in its own words
NOT_COUNTED = "the text says that it does not count them"  # why a claim is out of the toll
SCENES = ("event", "background")  # kinds of mention whose place may be that of a current figure
FACTUALITY = ("asserted", "claimed", "denied", "planned", "hypothetical", "negated")


def column(description: str, *, nullable: bool = False, isin: Iterable[str] | None = None):
    """A pandera field with its definition; `isin` lists the allowed values."""
    allowed = list(isin) if isin else None
    return pa.Field(description=description, nullable=nullable, isin=allowed, coerce=True)


def optional(description: str, *, isin: Iterable[str] | None = None):
    """A field whose cells may be empty."""
    return column(description, nullable=True, isin=isin)


class Table(pa.DataFrameModel):
    """What all tables share: the article they belong to, and a strict, ordered set of columns."""

    article_id: Series[str] = column("article the row belongs to")

    class Config:
        """Order the columns, type them, and stop on one that is missing."""

        strict = "filter"
        ordered = False
        coerce = True
        add_missing_columns = True

    @classmethod
    def to_schema(cls) -> pa.DataFrameSchema:
        """The schema of the table, built once.

        pandera would import ``dask.dataframe`` to see whether a column is one of it, which takes as
        long as reading an article.  None is, so it gets only its own kinds of column meanwhile.
        """
        names, before = vars(model), dict(vars(model))
        names.update(get_index_types=lambda: {Index}, get_series_types=lambda: {Series})
        try:
            return super().to_schema()
        finally:
            names.update(before)


class Spanned(Table):
    """What all text-borne tables share: where in the article the row was read."""

    sentence_id: Series[int] = column("sentence the row was read from, counted from 0")
    start_char: Series[int] = column("first character in the repaired text (code points)")
    end_char: Series[int] = column("one past the last character in the repaired text")
    quote: Series[str] = column("the words of the article between start_char and end_char")
