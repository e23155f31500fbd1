"""Which place bears a name?  Places of a theatre first, then the gazetteer of the world.

The gazetteer is one SQLite file (``data/gazetteer/``): countries, provinces, regions, and towns
from 5,000 people up, from GeoNames (CC BY 4.0) and Natural Earth.
"""

import math
import os
import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from dateline.rows import records
from dateline.theatre import DATA, Theatre

GAZETTEER = DATA / "gazetteer" / "gazetteer.sqlite"
# Letters that Unicode does not take apart into a plain letter and a mark.
PLAIN = str.maketrans(
    {"ə": "a", "Ə": "a", "ı": "i", "ø": "o", "Ø": "o", "đ": "d", "ł": "l", "Ł": "l", "ß": "ss",
     "æ": "ae", "œ": "oe", "-": " ", "–": " ", "/": " "}
)  # fmt: skip
NOT_IN_NAMES = re.compile(r"[^\w ]|_|[\u0300-\u036f]")
# What a name says before the context is known; towns add their size.
PRIOR = {"country": 100.0, "region": 60.0, "province": 45.0, "capital": 40.0}
PER_DIGIT = 10.0  # points for each digit of the population
OTHER_SPELLING = -8.0
NAMED_COUNTRY = (0.0, 40.0, 50.0, 60.0)  # by how many other names of its country the article has
SMALL_TOWN = 50_000  # people; smaller ones are not meant by the name of a province
CLOSE_CALL = 9.0  # points within which another place of the name was as likely
ARTICLES = ("al ", "el ", "ad ", "an ", "ar ", "as ", "ash ", "at ", "az ")
QUERY = """
SELECT place_id, name, latitude, longitude, iso3, province, kind, geo_precision, population,
  spelling
FROM names JOIN places USING (id) WHERE folded = ?
"""
COUNTRY = """
SELECT place_id, name, latitude, longitude, iso3, province, kind, geo_precision FROM places
WHERE kind = 'country' AND place_id = ?
"""


class Place(NamedTuple):
    """One place of a gazetteer, in WGS 84."""

    place_id: str
    name: str
    latitude: float | None
    longitude: float | None
    country_iso3: str | None
    province: str | None
    kind: str
    geo_precision: int
    population: int
    source: str
    is_other_spelling: bool = False


def fold(name: str) -> str:
    """A name in plain small letters, without marks, apostrophes and punctuation.

    >>> fold("Xankəndi"), fold("Ağdam"), fold("Sana’a")
    ('xankandi', 'agdam', 'sanaa')
    """
    letters = name.translate(PLAIN)
    if not letters.isascii():
        letters = unicodedata.normalize("NFKD", letters)
    return " ".join(NOT_IN_NAMES.sub("", letters).lower().split())


@lru_cache(maxsize=20_000)
def find_places(name: str, theatre: Theatre | None = None) -> tuple[Place, ...]:
    """Every place of that name; those of the theatre alone if it has any.

    >>> [place.country_iso3 for place in find_places("Mogadishu")]
    ['SOM']
    """
    folded = fold(name)
    if theatre is not None and folded in _theatre_index(theatre):
        return _theatre_index(theatre)[folded]
    for spelling in _spellings(folded):
        rows = _connection(os.getpid()).execute(QUERY, (spelling,)).fetchall()
        if rows:
            return tuple(Place(*row[:9], _source(row[0]), bool(row[9])) for row in rows)
    return ()


def _spellings(folded: str) -> list[str]:
    """The name, then the forms that transliteration makes of it."""
    forms = [folded]
    article = next((a for a in ARTICLES if folded.startswith(a)), "")
    bare = folded.removeprefix(article)
    forms += [bare, f"al {bare}", f"el {bare}"]
    forms += [folded.replace("deir", "dayr"), folded.replace("deir el", "dayr al")]
    forms += [folded.replace("ya", "ia"), folded.replace("ia", "ya"), folded.replace("iy", "y")]
    return list(dict.fromkeys(forms))


@lru_cache(maxsize=2_000)
def find_country(iso3: str, theatre: Theatre | None = None) -> Place | None:
    """The country with that code.

    >>> find_country("UZB").name
    'Uzbekistan'
    """
    if theatre is not None:
        own = next((p for p, _ in _theatre_places(theatre) if p.place_id == iso3), None)
        if own is not None:
            return own
    row = _connection(os.getpid()).execute(COUNTRY, (iso3,)).fetchone()
    return Place(*row, 0, _source(iso3)) if row else None


def resolve_place(candidates: Iterable[Place], countries: Counter) -> tuple[Place, bool] | None:
    """The likeliest place, and whether another was as likely; ``None`` without candidates.

    `countries` counts the other names of each country in the article.

    >>> places = find_places("Tripoli")
    >>> resolve_place(places, Counter())[0].country_iso3
    'LBY'
    >>> resolve_place(places, Counter(LBN=3))[0].country_iso3
    'LBN'
    """
    found = list(candidates)
    # The town is meant by "Idlib" unless the article says province; a country by its own name.
    held = [(p, q) for p in found for q in found if p != q and _holds(p, q)]
    weaker = [q if p.kind == "country" else p for p, q in held]
    found = [p for p in found if p not in weaker]
    # "Sydney" is no Sidney while a larger place bears the very name.
    largest = max((p.population for p in found if not p.is_other_spelling), default=0)
    found = [p for p in found if not (p.is_other_spelling and p.population < largest)]
    scored = sorted(((_score(p, countries), p) for p in found), key=lambda pair: -pair[0])
    if not scored:
        return None
    best_score, best = scored[0]
    near = (place for score, place in scored[1:] if best_score - score < CLOSE_CALL)
    return best, any(_is_rival(place, best) for place in near)


def resolve_pair(inner: Iterable[Place], outer: Iterable[Place]) -> tuple[Place, Place] | None:
    """The two places of "Paris, Texas", where the second holds the first; ``None`` if it cannot.

    >>> [p.name for p in resolve_pair(find_places("Paris"), find_places("Texas"))]
    ['Paris', 'Texas']
    """
    pairs = [(a, b) for a in inner for b in outer if _holds(b, a)]
    if not pairs:
        return None
    return max(pairs, key=lambda p: sum(_score(place, Counter()) for place in p))


def distance_km(a: Place, b: Place) -> float:
    """Great-circle distance; infinite when a position is unknown."""
    if None in (a.latitude, b.latitude):
        return math.inf
    x, y = math.radians(a.latitude), math.radians(b.latitude)
    turn = math.radians(a.longitude - b.longitude)
    cosine = math.sin(x) * math.sin(y) + math.cos(x) * math.cos(y) * math.cos(turn)
    return 6371 * math.acos(max(-1.0, min(1.0, cosine)))


@cache
def capitals() -> tuple[dict, ...]:
    """Capitals of the world, for the background of a map."""
    query = "SELECT place_id, name, latitude, longitude, iso3 FROM places WHERE kind = 'capital'"
    columns = ("place_id", "name", "latitude", "longitude", "country_iso3")
    rows = _connection(os.getpid()).execute(query)
    return tuple(dict(zip(columns, row, strict=True)) for row in rows)


def _is_rival(place: Place, best: Place) -> bool:
    """Whether another place of the name would put the story elsewhere."""
    is_small_namesake = best.kind in ("country", "province") and 0 < place.population < SMALL_TOWN
    return not is_small_namesake and distance_km(best, place) > 50


def _holds(outer: Place, inner: Place) -> bool:
    """Whether a country or province contains a place."""
    if outer.kind not in ("country", "province") or outer.country_iso3 != inner.country_iso3:
        return False
    if outer.kind == "country":
        return inner.kind != "country"
    return inner.kind != "country" and inner.province == outer.province and inner != outer


def _score(place: Place, countries: Counter) -> float:
    """Likelihood in points: kind and size, then the countries that the article names."""
    points = PRIOR.get(place.kind, 0.0)
    if place.kind != "country":
        points += PER_DIGIT * math.log10(place.population + 1)
    points += OTHER_SPELLING if place.is_other_spelling else 0
    return points + NAMED_COUNTRY[min(countries[place.country_iso3], len(NAMED_COUNTRY) - 1)]


@cache
def _theatre_index(theatre: Theatre) -> dict[str, tuple[Place, ...]]:
    """Places of a theatre by folded name and alias."""
    index: dict[str, list[Place]] = {}
    for place, names in _theatre_places(theatre):
        for name in names:
            index.setdefault(fold(name), []).append(place)
    return {name: tuple(places) for name, places in index.items()}


@cache
def _theatre_places(theatre: Theatre) -> list[tuple[Place, list[str]]]:
    """Places of a theatre with all their names."""
    found = []
    own = {"province": None, "population": 0, "source": f"theatre {theatre.theatre_id}"}
    for row in records(theatre.places):
        facts = {name: row[name] for name in Place._fields if name in row}
        names = [row["name"], *(row["aliases"] or "").split(";")]
        found.append((Place(**facts | own), names))
    return found


def _source(place_id: str) -> str:
    """Who gives the coordinates."""
    if place_id.startswith("gn:"):
        return "GeoNames"
    return "Dateline" if place_id.startswith("rg:") else "Natural Earth"


@cache
def _connection(process_id: int) -> sqlite3.Connection:
    """The gazetteer, read only; one connection for each process, as SQLite asks of forks."""
    if not GAZETTEER.exists():
        raise FileNotFoundError(f"{GAZETTEER} is missing; build it with data/gazetteer/build.py")
    address = f"{GAZETTEER.as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=False)
