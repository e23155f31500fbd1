"""Which conflict is this about?  A theatre is a folder of data about one conflict.

Nothing in the code knows a country of any conflict: names, sides, colours, boundaries and caveats
are read from ``data/theatres/<id>/``.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from dateline import DATA
from dateline.lexicon import read_reference
from dateline.limits import ExpectedError

OPENING = 1200  # characters: headline and the first paragraphs
LEAD = 500  # characters: the headline and what follows at once
VIEWPOINTS = ("recognised borders", "with lines of control", "historical oblast")  # of a map
TABLES = ("actors.csv", "aliases.csv", "places.csv")


class TheatreError(ExpectedError, ValueError):
    """There is no such theatre, or its files contradict each other."""


@dataclass(frozen=True)
class Side:
    """A party to the conflict; `colour` is the same in every figure."""

    side_id: str
    name: str
    iso3: str | None
    colour: str


@dataclass(frozen=True, eq=False)
class Theatre:
    """A conflict: its sides, the names of its actors and places, its map and its caveats."""

    theatre_id: str
    name: str
    sides: tuple[Side, ...]
    actors: pd.DataFrame
    aliases: pd.DataFrame
    places: pd.DataFrame
    map: dict
    naming: tuple[str, ...]
    caveats: tuple[str, ...]
    path: Path

    def side(self, side_id: str) -> Side | None:
        """The side with that id, or ``None``."""
        return next((s for s in self.sides if s.side_id == side_id), None)


def check_viewpoint(viewpoint: str) -> None:
    """Stop on a viewpoint that no map has, with those there are."""
    if viewpoint not in VIEWPOINTS:
        raise TheatreError(f"viewpoint is {viewpoint!r}, expected one of: {', '.join(VIEWPOINTS)}.")


def theatre_ids() -> list[str]:
    """Ids of the theatres that have a folder of data."""
    return sorted(p.parent.name for p in (DATA / "theatres").glob("*/theatre.toml"))


@cache
def load_theatre(theatre_id: str) -> Theatre:
    """The theatre with that id; raises :class:`TheatreError` with the ids that exist."""
    if theatre_id not in theatre_ids():
        known = ", ".join(theatre_ids())
        raise TheatreError(f"there is no theatre {theatre_id!r}. Choose one of: {known}.")
    folder = DATA / "theatres" / theatre_id
    if missing := [name for name in TABLES if not (folder / name).is_file()]:
        raise TheatreError(
            f"theatre {theatre_id!r} is not finished: {', '.join(missing)} missing. "
            f"See docs/new-theatre.md and 'dateline check --theatre {theatre_id}'."
        )
    spec = tomllib.loads((folder / "theatre.toml").read_text(encoding="utf-8"))
    facts = ((s["side_id"], s["name"], s.get("iso3"), s["colour"]) for s in spec["sides"])
    sides = tuple(Side(*values) for values in facts)
    return Theatre(
        theatre_id=theatre_id, name=spec["name"], sides=sides,
        actors=_read_csv(folder / "actors.csv"), aliases=_read_csv(folder / "aliases.csv"),
        places=_read_csv(folder / "places.csv"), map=spec.get("map", {}),
        naming=tuple(spec.get("naming", {}).get("rules", ())),
        caveats=tuple(spec.get("caveats", {}).get("notes", ())), path=folder,
    )  # fmt: skip


def choose_theatre(text: str) -> Theatre | None:
    """The theatre most of whose names stand in the text, or ``None``.

    A theatre is chosen when the opening of the text names two of its sides, one side and two of
    its places, or one of its armed groups and a place: a country can be in the news for much else.
    A side that is mentioned in passing further down is not enough, nor one in a lead that names
    another country more often.
    """
    scores = {theatre_id: _score(text, theatre_id) for theatre_id in theatre_ids()}
    best = max(scores, key=lambda theatre_id: scores[theatre_id], default=None)
    return load_theatre(best) if best and scores[best] > 0 else None


def _score(text: str, theatre_id: str) -> int:
    """Number of names found, or 0 when the opening has too few to mean this conflict."""
    names, pattern = _names(theatre_id)
    opening = {names[name][:2] for name in pattern.findall(text[:OPENING])}
    n_sides = len({key for kind, key in opening if kind in ("side", "group")})
    n_places = len({key for kind, key in opening if kind == "place"})
    has_group = any(kind == "group" for kind, _ in opening)
    if n_sides < 2 and not (n_sides and n_places >= (1 if has_group else 2)):
        return 0
    own, lead = _own_countries(load_theatre(theatre_id)), text[:LEAD]
    here = sum(names[name][2] in own for name in pattern.findall(lead))
    if here < _most_named_elsewhere(lead, own):
        return 0
    return len(set(pattern.findall(text)))


def _own_countries(theatre: Theatre) -> set[str | None]:
    """The countries of the sides, and that of most places; ``None`` for what has no country."""
    return {side.iso3 for side in theatre.sides} | {theatre.places["country_iso3"].mode()[0], None}


def _most_named_elsewhere(lead: str, own: set[str | None]) -> int:
    """How often a lead names the country that it names most, of those not its own."""
    names, pattern = _countries()
    named = Counter(names[name] for name in pattern.findall(lead) if names[name] not in own)
    return max(named.values(), default=0)


@cache
def _countries() -> tuple[dict[str, str], re.Pattern]:
    """The country of each name and adjective of a country, and a pattern of them all."""
    names = {
        name: row["iso3"]
        for row in read_reference("countries")
        for column in ("name", "aliases", "demonyms")
        for name in filter(None, row[column].split(";"))
    }
    return names, _any_of(names)


@cache
def _names(theatre_id: str) -> tuple[dict[str, tuple[str, str, str | None]], re.Pattern]:
    """What each name stands for (side, group or place; which; country), and a pattern of all."""
    theatre = load_theatre(theatre_id)
    actors = theatre.actors.set_index("actor_id")
    sides, groups = actors["side_id"].dropna(), actors["actor_type"] == "non-state armed group"
    own = {side.side_id for side in theatre.sides}
    local = theatre.places[theatre.places["kind"] != "country"]
    called = local["name"] + ";" + local["aliases"].fillna("")
    country = local["country_iso3"].where(local["country_iso3"].notna(), None)
    names = {
        name: ("place", place_id, iso3)
        for place_id, iso3, several in zip(local["place_id"], country, called, strict=True)
        for name in filter(None, several.split(";"))
    }
    for alias, actor_id in zip(theatre.aliases["alias"], theatre.aliases["actor_id"], strict=True):
        if sides.get(actor_id) in own:
            names[alias] = ("group" if groups[actor_id] else "side", sides[actor_id], None)
    return names, _any_of(names)


def _any_of(names: Iterable[str]) -> re.Pattern:
    """A pattern of names, the longest first; a look at the first letter spares most words."""
    longest = sorted(names, key=len, reverse=True)
    if not longest:
        return re.compile("$^")
    letters = "".join(sorted({re.escape(name[0]) for name in longest}))
    return re.compile(rf"(?=[{letters}])(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def _read_csv(path: Path) -> pd.DataFrame:
    """A hand-made table; empty cells are null and ids stay text."""
    ids = {"place_id": str, "actor_id": str}
    return pd.read_csv(path, dtype=ids, keep_default_na=False, na_values=[""])
