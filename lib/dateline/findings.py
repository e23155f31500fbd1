"""What does the article come to?  Tables become sentences and rows ready to print.

Every number in a sentence is computed, and every row carries the ids of its sentences.
"""

import textwrap
from collections.abc import Iterable

from dateline.claims.reconcile import SUM
from dateline.events.happenings import when
from dateline.fields import HARMS, OWN_VOICE
from dateline.look import event_name, figure_text, side_colours, side_names
from dateline.rows import number_of, pairs, records

HARM_WORDS = {
    "killed": "killed", "wounded": "wounded", "missing": "missing", "captured": "taken captive",
    "displaced": "displaced", "casualties": "killed or wounded",
}  # fmt: skip
MOST_PAST = 3  # figures of earlier events among the highlights
CHANGES = ("RETREAT", "AGREE", "ASSAULT", "COERCE", "CONCEDE", "MOBILIZE", "PROTEST")


def highlight_items(reading) -> list[dict]:
    """The highlights as rows: `text` and the `sentence_ids` behind it."""
    makers = [_opening_item, _toll_item, _other_harm_item, _change_item, _planned_item]
    # Without a toll, the figures of earlier events come before what happened.
    makers.insert(2 if silence(reading) else len(makers), _background_item)
    return [told for make in makers if (told := make(reading))]


def item(text: str, sentence_ids: Iterable[int] = (), cards: Iterable[dict] = ()) -> dict:
    """A sentence to print, and the sentences of the article behind it or behind its cards."""
    behind = {n for card in cards for n in card["sentence_ids"]}
    return {"text": text, "sentence_ids": sorted(behind.union(sentence_ids))}


def _opening_item(reading) -> dict | None:
    """The first line of an article that has no headline; a headline is the title of the page."""
    lines = records(reading.sentences[reading.sentences["kind"].isin(["headline", "body"])])
    if not lines or lines[0]["kind"] == "headline":
        return None
    return item(f"The article opens: “{lines[0]['quote']}”", [lines[0]["sentence_id"]])


def _toll_item(reading) -> dict | None:
    """How many are said to have died in the event reported, on whose word, and the check."""
    cards = [c for c in toll_cards(reading, "current") if c["harm"] == "killed"]
    if not cards:
        return item("The article gives no figure of people killed in the event it reports.")
    cards = [c for c in cards if c["event_id"] == cards[0]["event_id"]]
    parts = [
        f"{c['figure']} killed, according to {c['who']}"
        if c["side_id"] == "all"
        else f"{c['whose']}: {c['figure']} ({c['who']})"
        for c in cards
    ]
    check = next((f" Check: {c['check']}." for c in cards if c["check"]), "")
    text = f"{'. '.join(parts)}.{check}"
    return item(text[0].upper() + text[1:], cards=cards)


def _other_harm_item(reading) -> dict | None:
    """Wounded, missing, captured and displaced, where the article gives them."""
    cards = [c for c in toll_cards(reading, "current") if c["side_id"] == "all"]
    cards = [c for c in cards if c["harm"] != "killed"]
    parts = "; ".join(f"{c['figure']} {c['harm']}, according to {c['who']}" for c in cards)
    return item(f"Also {parts}.", cards=cards) if cards else None


def _change_item(reading) -> dict | None:
    """The latest dated change in the conflict, not after the day of the article."""
    rows = [
        row
        for row in _dated_events(reading)
        if row["scope"] == "current" and row["factuality"] in ("asserted", "claimed")
        if row["plover_type"] in CHANGES and row["date_start"] <= _last_moment(reading)
    ]
    return _event_item(reading, rows[-1], "Latest") if rows else None


def _planned_item(reading) -> dict | None:
    """The next thing that is planned and dated, after the day of the article."""
    planned = [row for row in _dated_events(reading) if row["factuality"] == "planned"]
    ahead = [row for row in planned if row["date_start"][:10] > _last_moment(reading)[:10]]
    return _event_item(reading, ahead[0], "Ahead") if ahead else None


def _dated_events(reading) -> list[dict]:
    """Events with a day, in its order."""
    dated = (row for row in event_rows(reading) if row["date_start"])
    return sorted(dated, key=lambda row: row["date_start"])


def _last_moment(reading) -> str:
    """The end of the day of publication; the end of time when it is unknown."""
    return f"{records(reading.articles)[0]['published'] or '9999-12-31'}T24"


def _event_item(reading, row: dict, label: str) -> dict:
    """A highlight from one event, in the whole sentence of the article."""
    sentence = reading.sentences.set_index("sentence_id").loc[row["sentence_id"], "quote"]
    words = textwrap.shorten(sentence, 240, placeholder=" …")
    return item(f"{label}, {row['when']}: “{words}”", [row["sentence_id"]])


def _background_item(reading) -> dict | None:
    """What is kept apart from the toll."""
    cards = past_cards(reading)
    told = [
        f"{c['figure']} {c['harm']} ({'; '.join(filter(None, (c['incident'], c['of'], c['who'])))})"
        for c in cards[:MOST_PAST]
    ]
    told += [f"{len(cards) - MOST_PAST} more below"][: len(cards) > MOST_PAST]
    words = f"Kept apart from the toll: {', '.join(told)}."
    return item(words, cards=cards[:MOST_PAST]) if cards else None


def past_cards(reading) -> list[dict]:
    """Figures of earlier events, each by itself, ready to print; the dead and the largest first."""
    rows = [r for r in claim_rows(reading) if r["scope"] == "background" and r["counted"]]
    rows = [r for r in rows if not (r["same_as"] or r["subset_of"])]
    rows.sort(key=lambda r: (HARMS.index(r["harm"]), -number_of(r)))
    return [
        row
        | {"harm": HARM_WORDS[row["harm"]], "incident": event_name(row["event_id"]).split(", e")[0]}
        | {"of": row["side_id"] and row["whose"], "told_by": row["titled"]}
        | {"colour": "#6b7683", "sentence_ids": [row["sentence_id"]]}
        for row in rows
    ]


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
            "who": _told_by(who, row["note"]),
            "told_by": _told_by([titled.get(name, name) for name in who], row["note"]),
            "colour": colours.get(row["side_id"], "#222"),
            "sentence_ids": sorted({c["sentence_id"] for c in behind}),
        }
        cards.append(row | card)
    order = {harm: place for place, harm in enumerate(HARM_WORDS.values())}
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
    words = "The article gives no figure of harm for the event it reports"
    return f"{words}; these are of earlier events." if past_cards(reading) else f"{words}."


def tolls_alt_text(reading) -> str:
    """The chart of tolls in words."""
    cards = toll_cards(reading, "current")
    told = (f"{c['whose']}: {c['figure']} {c['harm']}, according to {c['who']}" for c in cards)
    marks = "; ".join(told) or "no figure is given"
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


def in_words(words: list[str], joint: str) -> str:
    """Words as a list in prose.

    >>> in_words(["a", "b", "c"], "or")
    'a, b or c'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joint} {words[-1]}"
