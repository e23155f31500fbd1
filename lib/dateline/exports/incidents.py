"""What is known of each incident?  One row of facts, from which every format takes its columns.

An incident is an ``event_id`` of the tolls of the events reported.  Totals of a war or a year are
no events in the sense of UCDP and ACLED, and would count the dead twice: they are left out.
"""

from collections import Counter
from datetime import date
from functools import cache
from math import floor

import pandas as pd

from dateline.dates.reckoning import first_day, last_day
from dateline.fields import OWN_VOICE
from dateline.lexicon import read_reference
from dateline.look import figure_text, side_names
from dateline.names import countries
from dateline.rows import main_figure, records
from dateline.theatre import Theatre, load_theatre

Tables = dict[str, pd.DataFrame]
Row = dict
CIVILIANS, COMBATANTS = ("civilian", "child", "journalist"), ("combatant", "police")
OTHER_HARMS = ("wounded", "missing", "captured", "displaced")
SPANS = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))  # days, and the precision UCDP gives them
ACLED_TIMES = {1: 1, 2: 2, 3: 2, 4: 3}
ACLED_PLACES = {1: 1, 2: 2, 3: 3, 4: 3}
ACLED_WORDS = {24: 12, 200: 100}  # "dozens" and "hundreds", as ACLED counts them
COUNTRY = 6
# Mentions that say where something is, not whose name holds a place or where the reporter sits.
WHERE = ("event", "background", "actor")


def incidents(tables: Tables) -> list[Row]:
    """Facts of each incident with a toll; those that the article does not give are ``None``."""
    rows = []
    for article in records(tables["articles"]):
        own = {
            name: records(table[table["article_id"] == article["article_id"]])
            for name, table in tables.items()
        }
        theatre = load_theatre(article["theatre"]) if article["theatre"] else None
        names = side_names(theatre, tables["claims"])
        tolls = [toll for toll in own["tolls"] if toll["scope"] == "current"]
        for event_id in dict.fromkeys(toll["event_id"] for toll in tolls):
            whole = [t for t in tolls if t["event_id"] == event_id and t["side_id"] == "all"]
            mine = {toll["harm"]: toll for toll in whole}
            claims = [c for c in own["claims"] if c["event_id"] == event_id and c["counted"]]
            near = {c["sentence_id"] for c in claims}
            parties = _parties(claims, near, own, theatre)
            harmed = _toll_facts(mine, claims, parties)
            rows.append(
                _source_facts(article, event_id)
                | _date_facts(claims, article["published"])
                | _place_facts(near, own)
                | _party_facts(parties, names, theatre)
                | harmed
                | _type_facts(near, own, is_battle=bool(harmed["deaths_a"] and harmed["deaths_b"]))
            )
    return rows


def _source_facts(article: Row, event_id: str) -> Row:
    """Where it was read."""
    shown = ("publisher", "published", "title", "url")
    return {
        "key": f"{article['article_id']}:{event_id}",
        "n_sources": 1,
        "citation": ", ".join(article[k] for k in shown if article[k]) or None,
        **{name: article[name] for name in shown},
    }


def _date_facts(claims: list[Row], published: str | None) -> Row:
    """First and last day, and how exact they are; losses still counted end with the article."""
    empty = dict.fromkeys(("date_start", "date_end", "year", "date_prec", "acled_time_precision"))
    dated = [c for c in claims if c["date_start"]]
    ends = [c["date_end"] or published or c["date_start"] for c in dated]
    try:
        first = min((first_day(c["date_start"][:10]) for c in dated), default=date.max)
        last = max((last_day(end[:10]) for end in ends), default=date.min)
    except ValueError:  # an analyst wrote a day that no calendar has
        return empty
    n_days = (last - first).days + 1
    if n_days < 1:
        return empty
    precision = next((code for most, code in SPANS if n_days <= most), None)
    return {
        "date_start": first.isoformat(), "date_end": last.isoformat(),
        "year": first.year if first.year == last.year else None, "date_prec": precision,
        "acled_time_precision": ACLED_TIMES.get(precision) if precision else None,
    }  # fmt: skip


def _place_facts(near: set[int], own: dict[str, list[Row]]) -> Row:
    """Where it happened: the one place of finest precision named with the figures."""
    named = _named(near, own) or _named(_beside(near, own), own)
    codes = {place["country_iso3"] for place in named}
    iso3 = codes.pop() if len(codes) == 1 else None
    facts = {
        "places": "; ".join(place["name"] for place in named) or None,
        "iso3": iso3,
        "country": countries().get(iso3 or "", {}).get("name"),
    }
    finest = min((place["geo_precision"] for place in named), default=None)
    chosen = [place for place in named if place["geo_precision"] == finest]
    return facts | _point_facts(chosen[0] if len(chosen) == 1 else None)


def _named(near: set[int], own: dict[str, list[Row]]) -> list[Row]:
    """Places that these sentences name as such, and those of the events told in them."""
    known = {place["place_id"]: place for place in own["places"]}
    ids = [
        m["place_id"] for m in own["mentions"]
        if m["sentence_id"] in near and m["sense"] == "place" and m["kind"] in WHERE
    ]  # fmt: skip
    ids += [e["place_id"] for e in own["events"] if e["sentence_id"] in near]
    return [known[place_id] for place_id in dict.fromkeys(ids) if place_id in known]


def _beside(near: set[int], own: dict[str, list[Row]]) -> set[int]:
    """The sentences that share a paragraph with these."""
    paragraphs = {s["paragraph_id"] for s in own["sentences"] if s["sentence_id"] in near}
    return {s["sentence_id"] for s in own["sentences"] if s["paragraph_id"] in paragraphs}


def _point_facts(place: Row | None) -> Row:
    """The point and precision of a place; nothing where there is none."""
    if place is None or place["latitude"] is None:
        keys = ("place", "where_prec", "acled_geo_precision", "latitude", "longitude", "wkt")
        return dict.fromkeys((*keys, "priogrid"))
    latitude, longitude, precision = (place[k] for k in ("latitude", "longitude", "geo_precision"))
    return {
        "place": place["name"],
        "where_prec": precision,
        "acled_geo_precision": ACLED_PLACES.get(precision),
        "latitude": latitude,
        "longitude": longitude,
        "wkt": f"POINT ({longitude} {latitude})",
        "priogrid": grid_cell(latitude, longitude) if precision < COUNTRY else None,
    }


def grid_cell(latitude: float, longitude: float) -> int:
    """The PRIO-GRID cell (half a degree, counted from the south-west) that holds a point.

    >>> grid_cell(10.51, 2.29)
    145085
    """
    return floor((latitude + 90) * 2) * 720 + floor((longitude + 180) * 2) + 1


def _parties(claims: list[Row], near: set[int], own: dict, theatre: Theatre | None) -> list[str]:
    """Sides whose losses are told or who attack in the same sentences, in the theatre's order."""
    sides = {actor["actor_id"]: actor["side_id"] for actor in own["actors"]}
    found = [claim["side_id"] for claim in claims]
    for event in own["events"]:
        if event["sentence_id"] in near and event["plover_type"] == "ASSAULT":
            actors = f"{event['actor'] or ''};{event['recipient'] or ''}".split(";")
            found += [sides.get(actor) for actor in actors]
    order = [side.side_id for side in theatre.sides] if theatre else []
    named = [side for side in dict.fromkeys(found) if side not in (None, "all")]
    return sorted(named, key=lambda side: order.index(side) if side in order else len(order))


def _party_facts(parties: list[str], names: dict[str, str], theatre: Theatre | None) -> Row:
    """The two parties; none where there are more, since a row is one dyad."""
    shown = [names.get(side, side) for side in parties] if len(parties) <= 2 else []
    side_a, side_b = (*shown, None, None)[:2]
    known = [theatre.side(side) for side in parties] if theatre else []
    are_states = len(known) == 2 and all(side and side.iso3 for side in known)
    dyad = f"{side_a} - {side_b}" if side_b else None
    told = {"side_a": side_a, "side_b": side_b, "dyad": dyad}
    return told | {"type_of_violence": 1 if are_states else None}


def _toll_facts(tolls: dict[str, Row], claims: list[Row], parties: list[str]) -> Row:
    """How many, of whom, on whose word; other harms as their one number."""
    killed = tolls.get("killed") or dict.fromkeys(("low", "best", "high"))
    voices = [c["claimant_name"] or OWN_VOICE for c in claims]
    return {
        **{name: killed[name] for name in ("low", "best", "high")},
        **{harm: main_figure(tolls.get(harm, {})) for harm in OTHER_HARMS},
        **_deaths(claims, parties, killed["best"]),
        "fatalities": _fatalities(killed),
        "claimants": "; ".join(dict.fromkeys(voices)) or None,
        "notes": ". ".join(map(_note, tolls.values())) or None,
    }


def _fatalities(killed: Row) -> int | None:
    """The one number that ACLED asks for: the figure to quote, else the lowest claimed.

    >>> _fatalities({"low": 24, "best": None, "high": None})
    12
    """
    if killed["best"] is None and killed["high"] is None:
        return ACLED_WORDS.get(killed["low"], killed["low"])
    return main_figure(killed)


def _note(toll: Row) -> str:
    """A toll in one line: figure, harm, claimants, and what is open."""
    figure = figure_text(toll["low"], toll["best"], toll["high"])
    parts = [f"{figure} {toll['harm']} ({toll['claimants']})", toll["check"], toll["note"]]
    return "; ".join(filter(None, parts))


def _deaths(claims: list[Row], parties: list[str], best: int | None) -> Row:
    """The killed by kind: combatants of each party, civilians, and the rest of the total."""
    columns = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    killed = [c for c in claims if c["harm"] == "killed" and not c["same_as"]]
    of_all = {c["victim_type"] for c in killed if c["side_id"] == "all"} - {"unknown"}
    shared = of_all.pop() if len(of_all) == 1 else "unknown"  # "155 soldiers": so are their parts
    by_side = dict(zip(parties, columns, strict=False)) if len(parties) <= 2 else {}
    kinds = {}
    for claim in killed:
        victims = shared if claim["victim_type"] == "unknown" else claim["victim_type"]
        is_side = victims in COMBATANTS and claim["side_id"] in by_side
        kind = by_side[claim["side_id"]] if is_side else None
        kinds[claim["claim_id"]] = "deaths_civilians" if victims in CIVILIANS else kind
    sums: Counter[str] = Counter()
    for claim in killed:
        kind = kinds[claim["claim_id"]]
        if kind and kind != kinds.get(claim["subset_of"]):
            if claim["best"] is None:  # a part without a number leaves all parts open
                return dict.fromkeys(columns)
            sums[kind] += claim["best"]
    rest = None if best is None or best < sum(sums.values()) else best - sum(sums.values())
    return {column: sums.get(column) for column in columns[:3]} | {"deaths_unknown": rest}


def _type_facts(near: set[int], own: dict[str, list[Row]], *, is_battle: bool) -> Row:
    """The ACLED type: the one way of attack told with the figures, or a battle."""
    columns = ("disorder_type", "event_type", "sub_event_type")
    attacks = [event for event in own["events"] if event["plover_type"] == "ASSAULT"]
    modes = {event["plover_mode"] for event in attacks if event["sentence_id"] in near}
    found = [acled_types()[mode] for mode in modes if mode in acled_types()]
    if not found and is_battle:
        found = [acled_types()["battle"]]
    return {column: found[0][column] if len(found) == 1 else None for column in columns}


@cache
def acled_types() -> dict[str, Row]:
    """The ACLED types by PLOVER mode, where one stands for one."""
    return {row["plover_mode"]: row for row in read_reference("acled")}
