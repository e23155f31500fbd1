"""How does a text become tables?  The stages in their order, for one article or a corpus.

``read_article`` is what a notebook calls: it loads, parses, extracts and reconciles, and gives a
:class:`Reading` whose tables are attributes.  ``extract_corpus`` is the fast path for many.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path

import pandas as pd
from spacy.language import Language
from spacy.tokens import Doc

from dateline import schema
from dateline.actors.extract import extract_actors, with_parties
from dateline.article import Article, load_article, make_article
from dateline.claims.extract import extract_claims
from dateline.claims.omissions import excluded_figures
from dateline.claims.reconcile import reconcile
from dateline.dates.extract import extract_dates
from dateline.events.extract import extract_events
from dateline.language import ENGLISH
from dateline.limits import time_limit
from dateline.parse import finish, parse, parse_many, prepare, sentence_rows
from dateline.places.extract import extract_places, without_places
from dateline.readers import ArticleError
from dateline.review import apply_decisions, unknown_tables
from dateline.statements.extract import extract_statements
from dateline.theatre import DATA, Theatre, choose_theatre, load_theatre

Rows = dict[str, list[dict]]


@dataclass(frozen=True, eq=False)
class Reading:
    """An article with everything that was read from it; each table is an attribute.

    ``excluded`` holds the counted people that are no claim of harm, each with its reason.
    """

    article: Article
    theatre: Theatre | None
    doc: Doc
    tables: dict[str, pd.DataFrame]
    excluded: pd.DataFrame

    @property
    def as_read(self) -> Rows:
        """Rows of claims, statements and events before any decision of an analyst."""
        return self.doc.user_data["as_read"]

    def __getattr__(self, name: str) -> pd.DataFrame:
        """The table of that name."""
        if name in schema.TABLES:
            return self.tables[name]
        raise AttributeError(f"a reading has no table {name!r}; it has {', '.join(schema.TABLES)}")


def read_article(
    path: str | Path, *, published: str | date | None = None, theatre: str | None = None
) -> Reading:
    """Everything that Dateline reads from one article.

    A relative `path` is looked for in the current folder, then in the project's, so that a
    notebook finds ``data/articles/…`` wherever JupyterLab or papermill starts it.  `theatre` is
    an id, ``"none"`` for no theatre, or empty to choose it from the text.  Raises
    ``ArticleError`` or ``TheatreError``, each with one sentence and a remedy.

    >>> from dateline import read_article
    >>> path = "data/articles/2024-12-11-dateline-sudan-kabkabiya-omdurman.txt"
    >>> read_article(path, theatre="sudan").claims[["harm", "low"]].values.tolist()[0]
    ['killed', 100]
    """
    own = DATA.parent / path
    found = own if str(path) != "-" and not Path(path).exists() and own.exists() else path
    article = load_article(found, published=published or None)
    chosen = pick_theatre(article.text, theatre)
    doc = parse(article, chosen)
    rows = extract_rows(doc)
    excluded = pd.DataFrame(
        excluded_figures(doc, doc.user_data["as_read"]["claims"]),
        columns=["sentence_id", "start_char", "end_char", "quote", "reason"],
    )
    return Reading(article, chosen, doc, frames(rows), excluded)


@cache
def example() -> Reading:
    """The default article, read once: what the examples in the help are about.

    >>> example().claims["best"].tolist()[:3]
    [155, 155, 105]
    """
    return read_article(min((DATA / "articles").glob("*.txt")))


def pick_theatre(text: str, theatre: str | None) -> Theatre | None:
    """The theatre asked for, or the one that the text is about."""
    if theatre == "none":
        return None
    return load_theatre(theatre) if theatre else choose_theatre(text)


def extract_rows(doc: Doc) -> Rows:
    """Rows of every table from one parsed article; of one that is not in English, its sentences."""
    known = {"articles": [_article_row(doc)], "sentences": sentence_rows(doc)}
    as_read: Rows = {"claims": [], "statements": [], "events": []}
    doc.user_data["as_read"] = as_read
    if doc.user_data["article"].language != ENGLISH:
        return {name: [] for name in schema.TABLES} | known
    dates = extract_dates(doc)
    actors, actor_mentions = extract_actors(doc)
    places, place_mentions = extract_places(doc, actor_mentions)
    actors, actor_mentions = without_places(actors, actor_mentions, place_mentions)
    mentions = _number_mentions(actor_mentions + place_mentions)
    statements = extract_statements(doc, mentions)
    claims = extract_claims(doc, mentions, statements, dates, actors, places)
    sentences, decisions = known["sentences"], doc.user_data["article"].decisions
    as_read |= {"claims": claims, "statements": statements}
    claims, on_claims = apply_decisions("claims", claims, sentences, decisions, actors)
    events = extract_events(doc, mentions, statements, dates, claims, actors)
    as_read["events"] = events
    events, on_events = apply_decisions("events", events, sentences, decisions)
    statements, on_others = apply_decisions("statements", statements, sentences, decisions, actors)
    outcomes = [*on_claims, *on_events, *on_others, *unknown_tables(decisions)]
    return known | {
        "mentions": mentions,
        "actors": with_parties(doc, actors, events),
        "places": places,
        "dates": dates,
        "statements": statements,
        "claims": claims,
        "events": events,
        "tolls": reconcile(claims, doc.user_data["theatre"]),
        "reviews": _review_rows(outcomes, doc.user_data["article"].article_id),
    }


def _review_rows(outcomes: list[dict], article_id: str) -> list[dict]:
    """Rows of ``reviews`` in the order of the file."""
    ordered = sorted(outcomes, key=lambda outcome: int(outcome["line"]))
    return [
        {name: value or None for name, value in outcome.items()}
        | {"article_id": article_id, "review_id": f"r{number}", "quote": outcome["quote"]}
        | {"decision": outcome["decision"], "sentence_id": outcome.get("sentence_id")}
        for number, outcome in enumerate(ordered)
    ]


@Language.factory("dateline_lines")
class LineReader:
    """First component of a spaCy pipeline: the lines, dateline and known names of a raw text."""

    def __init__(self, nlp: Language, name: str):
        self.nlp = nlp

    def __call__(self, doc: Doc) -> Doc:
        """The doc with the sentence starts and names that the model must respect."""
        if not any(map(str.isalnum, doc.text)):
            return doc
        article = make_article("text", doc.text, repair=False)
        return prepare(doc, self.nlp, article, choose_theatre(doc.text))


@Language.component("dateline_claims")
def mark_claims(doc: Doc) -> Doc:
    """Last component of a spaCy pipeline: all rows, and the claims as spans to show in displaCy.

    ``doc.user_data["rows"]`` holds the rows of every table; ``doc.spans["claims"]`` the figures,
    labelled with their harm, and ``span.id_`` their claim_id.
    """
    doc.spans["claims"] = []
    if "article" in doc.user_data:
        rows = doc.user_data["rows"] = extract_rows(finish(doc))
        doc.spans["claims"] = [
            doc.char_span(
                row["start_char"], row["end_char"], row["harm"],
                alignment_mode="expand", span_id=row["claim_id"],
            )
            for row in rows["claims"]
        ]  # fmt: skip
    return doc


def frames(rows: Rows) -> dict[str, pd.DataFrame]:
    """Validated tables from rows."""
    return {name: schema.frame(name, rows[name]) for name in schema.TABLES}


def extract_corpus(
    articles: Iterable[Article], *, theatre: str | None = None, timeout: float | None = None
) -> Iterator[Rows | ArticleError]:
    """Rows of each article, in their order, without notebooks or figures.

    An article on which an extractor fails, or that takes longer than `timeout` seconds, comes as
    an :class:`ArticleError` naming it and the fault, so that one article never stops the rest.
    """
    pairs = ((article, pick_theatre(article.text, theatre)) for article in articles)
    for doc in parse_many(pairs):
        name = doc.user_data["article"].article_id
        late = ArticleError(f"{name} took over {timeout} seconds. Give it longer with --timeout.")
        try:
            with time_limit(timeout, late):
                rows = extract_rows(doc)
            yield rows
        except ArticleError as error:
            yield error
        except Exception as error:  # a fault of ours in one article; reported, never hidden
            fault = f"{type(error).__name__}: {error}"
            yield ArticleError(f"{name} could not be read ({fault}). Please report the article.")


def _number_mentions(mentions: list[dict]) -> list[dict]:
    """Mentions in the order of the text, with their keys."""
    ordered = sorted(mentions, key=lambda row: (row["start_char"], -row["end_char"]))
    return [row | {"mention_id": f"m{number}"} for number, row in enumerate(ordered)]


def _article_row(doc: Doc) -> dict:
    """The row of ``articles``."""
    article, theatre = doc.user_data["article"], doc.user_data["theatre"]
    kinds = [row["kind"] for row in doc.user_data["sentences"]]
    repairs = "; ".join(f"{what}: {n}" for what, n in article.repairs.items())
    stated = (
        "article_id", "sha256", "title", "published_from", "publisher", "byline", "dateline_place",
        "url", "language",
    )  # fmt: skip
    return {name: getattr(article, name) for name in stated} | {
        "published": article.published.isoformat() if article.published else None,
        "theatre": theatre.theatre_id if theatre else None,
        "n_sentences": len(kinds),
        "repairs": repairs or None,
        "n_dropped": sum(k in ("caption", "contributor", "promo", "related") for k in kinds),
    }


def gather(readings: Iterable[Rows]) -> Rows:
    """Rows of many articles under one another."""
    parts = list(readings)
    return {name: list(chain.from_iterable(p[name] for p in parts)) for name in schema.TABLES}
