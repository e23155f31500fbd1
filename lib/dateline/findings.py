"""What does the article come to?  Tables become sentences and rows ready to print.

Every number in a sentence is computed, and every row carries the ids of its sentences.
"""

from collections.abc import Iterable

from dateline.claims.ranges import span
from dateline.claims.reconcile import SUM
from dateline.events.happenings import long_day, when
from dateline.fields import HARMS, OWN_VOICE
from dateline.language import ENGLISH
from dateline.look import event_name, figure_text, side_colours, side_names
from dateline.prose import in_prose, in_words
from dateline.rows import number_of, pairs, records, without_repeats

MOST_PAST = 3  # figures of earlier events among the highlights
UNREAD = "No figure was read, for the article is not in English."
HARM_WORDS = {
    "killed": "killed", "wounded": "wounded", "missing": "missing", "captured": "taken captive",
    "displaced": "displaced", "casualties": "killed or wounded",
}  # fmt: skip


def item(text: str, sentence_ids: Iterable[int] = (), cards: Iterable[dict] = ()) -> dict:
    """A sentence to print, and the sentences of the article behind it or behind its cards."""
    behind = {n for card in cards for n in card["sentence_ids"]}
    return {"text": text, "sentence_ids": sorted(behind.union(sentence_ids))}


def past_cards(reading) -> list[dict]:
    """Figures of earlier events, each by itself, ready to print; the dead and the largest first."""
    told = [r for r in claim_rows(reading) if r["scope"] == "background" and r["counted"]]
    firsts = [r for r in told if not (r["same_as"] or r["subset_of"])]
    groups = [[r, *(o for o in told if o["same_as"] == r["claim_id"])] for r in firsts]
    groups.sort(key=lambda rows: (HARMS.index(rows[0]["harm"]), -max(map(number_of, rows))))
    return [
        rows[0] | {
            "figure": figure_text(*span(rows)), "harm": HARM_WORDS[rows[0]["harm"]],
            "incident": _past_event(rows[0]), "of": rows[0]["side_id"] and rows[0]["whose"],
            "who": in_words([r["who"] for r in rows], "and"), "colour": "#6b7683",
            "told_by": in_words([r["titled"] for r in rows], "and"),
            "sentence_ids": [r["sentence_id"] for r in rows],
        }
        for rows in groups
    ]  # fmt: skip


def _past_event(row: dict) -> str:
    """The earlier event of a figure: its year, or since when it counts."""
    if row["date_start"] and not row["date_end"]:
        return f"background, since {long_day(row['date_start'])}"
    return event_name(row["event_id"]).split(", e")[0]


def toll_cards(reading, scope: str) -> list[dict]:
    """Tolls of a scope, ready to print; the total over all sides first.

    >>> from dateline import example, findings
    >>> [(card["whose"], card["figure"]) for card in findings.toll_cards(example(), "current")]
    [('in all', '155'), ('Armenia', '105'), ('Azerbaijan', '50')]
    """
    names = side_names(reading.theatre, reading.claims)
    colours = side_colours(reading.claims["side_id"], reading.theatre)
    claims = {row["claim_id"]: row for row in claim_rows(reading)}
    full = {row["claimant_name"]: row["who"] for row in claims.values()}
    titled = {row["who"]: row["titled"] for row in claims.values()}
    cards = []
    for row in records(reading.tolls[reading.tolls["scope"] == scope]):
        behind = [claims[c] for c in row["claim_ids"].split() if c in claims]
        told = (row["claimants"] or OWN_VOICE).split("; ")
        who = list(dict.fromkeys(full.get(name, name) for name in told))
        card = {
            "figure": figure_text(row["low"], row["best"], row["high"]),
            "harm": HARM_WORDS[row["harm"]],
            "whose": names.get(row["side_id"], row["side_id"]),
            "incident": event_name(row["event_id"]),
            "who": in_words(who, "and"),
            "said_by": _told_by([in_prose(name) for name in who], row["note"]),
            "told_by": _told_by([in_prose(titled.get(n, n)) for n in who], row["note"]),
            "colour": colours.get(row["side_id"], "#222"),
            "sentence_ids": sorted({c["sentence_id"] for c in behind}),
        }
        cards.append(row | card)
    order = {harm: place for place, harm in enumerate(HARM_WORDS.values())}
    cards = without_repeats(cards)
    return sorted(cards, key=lambda c: (c["event_id"], order[c["harm"]], c["side_id"] != "all"))


def _told_by(who: list[str], note: str | None) -> str:
    """Who states a toll; a sum that nobody states is Dateline's own and says so."""
    names = in_words(who, "and")
    return f"a sum by Dateline of figures by {names}" if (note or "").startswith(SUM) else names


def claim_rows(reading) -> list[dict]:
    """Claims, ready to print."""
    actors = actor_names(reading)
    names = side_names(reading.theatre, reading.claims)
    people = pairs(reading.actors, "actor_id", "actor_type", "role", "name")
    offices = {key: role for key, kind, role, name in people if kind == "person" and role != name}
    rows = []
    for row in records(reading.claims):
        who = actors.get(row["claimant"]) or row["claimant_name"] or OWN_VOICE
        office = offices.get(row["claimant"])
        told = {
            "figure": figure_text(row["low"], row["best"], row["high"]),
            "whose": names.get(row["side_id"]) or row["side"] or "not stated",
            "titled": f"{who}, {office}" if office else who,
        }
        rows.append(row | told | {"who": who, "office": office})
    return rows


def event_rows(reading) -> list[dict]:
    """Events, ready to print: `who` does it, to `whom`, by whose word, and `when`."""
    names = actor_names(reading)

    def called(actors: str | None) -> str:
        return ", ".join(names.get(actor, actor) for actor in (actors or "").split(";") if actor)

    return [
        row | {"who": called(row["actor"]), "whom": called(row["recipient"])}
        | {"by": names.get(row["claimant"]), "when": row["date_start"] and when(row["date_start"])}
        for row in records(reading.events)
    ]  # fmt: skip


def claimants(reading) -> dict[str, str]:
    """Full name and office for each claimant, by the name that the tables carry."""
    return {c["claimant_name"]: c["titled"] for c in claim_rows(reading) if c["claimant_name"]}


def silence(reading) -> str | None:
    """What the strip of key figures says when there is none."""
    if (reading.tolls["scope"] == "current").any():
        return None
    if reading.article.language != ENGLISH:
        return UNREAD
    words = "No figure of harm was read for the event reported"
    return f"{words}; these are of earlier events." if past_cards(reading) else f"{words}."


def tolls_alt_text(reading) -> str:
    """The chart of tolls in words."""
    cards = toll_cards(reading, "current")
    told = (f"{c['whose']}: {c['figure']} {c['harm']}, according to {c['who']}" for c in cards)
    is_read = reading.article.language == ENGLISH
    marks = "; ".join(told) or ("no figure is given" if is_read else "not read")
    return f"Bar chart of people harmed by side: {marks}."


def claims_alt_text(reading) -> str:
    """The chart of claims in words."""
    rows = [r for r in claim_rows(reading) if r["scope"] == "current"]
    told = "; ".join(f"{r['who']} says {r['figure']} {r['harm']} ({r['whose']})" for r in rows)
    return f"Dot chart of each figure by who states it: {told or 'no claim'}."


def actors_alt_text(reading) -> str:
    """The chart of actors in words."""
    spoken = reading.statements["speaker"].value_counts().head(5)
    names = actor_names(reading)
    parts = ", ".join(f"{names.get(actor, actor)} ({n})" for actor, n in spoken.items())
    return f"Bar chart of mentions and statements by actor. Most statements: {parts or 'none'}."


def actor_names(reading) -> dict[str, str]:
    """A name to print for each actor_id."""
    return dict(pairs(reading.actors, "actor_id", "name"))
