"""Which names are known before the article is read?

Countries, their demonyms and seats of government, organisations of the world, and the actors and
places of a theatre, all from hand-made tables.  :func:`name_table` is what the parser matches.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from dateline.lexicon import listed, read_reference
from dateline.theatre import Theatre

LOCATIONS = ("region", "corridor", "area", "lake", "river", "mountain", "road", "border")
ENTITY_LABELS = {"person": "PERSON", "state": "GPE"}
ORGAN_SUFFIXES = {"government": "GOV", "military": "MIL", "police": "POL", "legislature": "LEG"}
ORGAN_TYPES = {suffix: actor_type for actor_type, suffix in ORGAN_SUFFIXES.items()}
ORGAN_WORDS = {"GOV": "government", "MIL": "armed forces", "POL": "police", "LEG": "parliament"}
SMALL_WORDS = {"of", "the", "and", "for", "in", "on", "to", "de", "la", "al", "’s", "'s", "e", "s"}
SPEECH = frozenset(row["lemma"] for row in read_reference("speech"))  # verbs, by their lemma


class Name(NamedTuple):
    """A known name: the actor it names (or ``None`` for a place), how, and its entity label."""

    actor_id: str | None
    kind: str
    label: str | None


@cache
def countries() -> dict[str, dict[str, str]]:
    """Countries by ISO 3166-1 alpha-3 code.

    >>> countries()["FRA"]["capital"]
    'Paris'
    """
    return {row["iso3"]: row for row in read_reference("countries")}


@cache
def roles() -> dict[str, dict[str, dict[str, str]]]:
    """Nouns for people who act in the news: noun to part (office, member, body) to its row.

    >>> roles()["soldier"]["member"]["actor_type"]
    'military'
    """
    table: dict[str, dict[str, dict[str, str]]] = {}
    for row in read_reference("roles"):
        table.setdefault(row["noun"], {})[row["part"]] = row
    return table


@cache
def name_table(theatre: Theatre | None) -> dict[str, Name]:
    """Every known name with what it stands for; a theatre's own names come first."""
    table: dict[str, Name] = {}
    for row in read_reference("organisations"):
        for kind, column in (("name", "name"), ("name", "aliases"), ("acronym", "acronyms")):
            for text in filter(None, row[column].split(";")):
                table[text] = Name(row["actor_id"], kind, "ORG")
    for row in read_reference("peoples"):
        for text in _variants(f"{row['adjective']};{row['people']}"):
            table[text] = Name(actor_slug(row["adjective"]), "people", "NORP")
    for iso3, row in countries().items():
        for text in _variants(row["metonyms"]):
            is_capital = text == row["capital"] or text in row["capital"]
            table[text] = Name(f"{iso3}-GOV", "metonym", None if is_capital else "ORG")
        for text in _variants(row["demonyms"]):
            table[text] = Name(iso3, "demonym", "NORP")
        for text in _variants(f"{row['name']};{row['aliases']}"):
            table[text] = Name(iso3, "name", "GPE")
    if theatre is not None:
        table.update(_theatre_names(theatre))
    shouted = {text.upper(): name for text, name in table.items() if len(text) > 4}
    return shouted | table


@cache
def short_names() -> dict[str, Name]:
    """Names that stand for a body only where the article also has a longer one: "the Tigers"."""
    return {
        text: Name(row["actor_id"], "name", "ORG")
        for row in read_reference("organisations")
        for text in filter(None, row["short"].split(";"))
    }


def _variants(cell: str) -> list[str]:
    """Names in a cell, with straight and typographic apostrophes."""
    names = [text for text in cell.split(";") if text]
    return names + [text.replace("'", "’") for text in names if "'" in text]


def _theatre_names(theatre: Theatre) -> dict[str, Name]:
    """Names of the places and actors of a theatre."""
    table: dict[str, Name] = {}
    places: dict[str, str] = {}
    label: str | None
    for row in theatre.places[["name", "aliases", "kind"]].astype(str).to_dict("records"):
        label = "LOC" if row["kind"] in LOCATIONS else "GPE"
        aliases = "" if row["aliases"] == "nan" else row["aliases"]
        for text in _variants(f"{row['name']};{aliases}"):
            places[text] = label
            table[text] = Name(None, "place", label)
    capitals = {row["capital"] for row in countries().values()}
    types = dict(zip(theatre.actors["actor_id"], theatre.actors["actor_type"], strict=True))
    for row in theatre.aliases.to_dict("records"):
        label = ENTITY_LABELS.get(types[row["actor_id"]], "ORG")
        if row["kind"] == "demonym":
            label = "NORP"
        elif row["kind"] == "metonym" and row["alias"] in capitals:
            label = "GPE"
        elif any(word.islower() and word not in SMALL_WORDS for word in row["alias"].split()):
            label = None  # "ethnic Armenian forces" names an actor but is no named entity
        for text in _variants(row["alias"]):
            table[text] = Name(row["actor_id"], row["kind"], places.get(text, label))
            if label == "ORG" and " " in text:
                table.setdefault(_uncapitalised(text), Name(row["actor_id"], row["kind"], label))
    return table


def _uncapitalised(text: str) -> str:
    """A body's name as some papers write it: "Turkish foreign ministry"."""
    first, *rest = text.split(" ")
    body = listed("word of a body")
    return " ".join([first, *(w.lower() if w.lower() in body else w for w in rest)])


@cache
def known_actors(theatre: Theatre | None) -> Mapping[str, dict]:
    """Facts about the actors known by id: name, type, role, side, country and years of office."""
    actors: dict[str, dict] = {
        row["actor_id"]: {**row} | {"role": None, "country_iso3": row["country_iso3"] or None}
        for row in read_reference("organisations")
    }
    for row in read_reference("peoples"):
        actor_id, name = actor_slug(row["adjective"]), row["people"].split(";")[0]
        name = name or row["adjective"]
        actors[actor_id] = _facts(actor_id, name, "civil society", None)
    for iso3, row in countries().items():
        actors[iso3] = _facts(iso3, row["name"], "state", iso3)
        adjective = row["demonyms"].split(";")[0] or row["name"]
        for suffix, actor_type in ORGAN_TYPES.items():
            actor_id = f"{iso3}-{suffix}"
            name = f"{adjective} {ORGAN_WORDS[suffix]}"
            actors[actor_id] = _facts(actor_id, name, actor_type, iso3)
    if theatre is not None:
        sides = {side.iso3: side.side_id for side in theatre.sides if side.iso3}
        for actor_id, facts in actors.items():
            own = actor_id == facts["country_iso3"] or actor_id[3:] in ("-GOV", "-MIL", "-POL")
            if own or actor_id[3:] == "-LEG":
                facts["side_id"] = sides.get(facts["country_iso3"])
        for row in theatre.actors.to_dict("records"):
            clean = {key: None if value != value else value for key, value in row.items()}
            actors[row["actor_id"]] = clean
    return actors


def _facts(actor_id: str, name: str, actor_type: str, iso3: str | None) -> dict:
    """The columns of a known actor."""
    own = {"actor_id": actor_id, "name": name, "actor_type": actor_type}
    return own | {"country_iso3": iso3, "role": None}


@lru_cache(4096)
def actor_slug(name: str) -> str:
    """An id made of a name.

    >>> actor_slug("Olaf Scholz")
    'olaf-scholz'
    """
    return re.sub(r"\W+", "-", name.lower()).strip("-") or "unnamed"
