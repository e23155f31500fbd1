"""Where?  Places that the article names, resolved to coordinates, with the part each plays.

Names of a theatre come first, then the gazetteer of the world.  A name that stands for an actor
("Baku accused Yerevan") is left to :mod:`actors`, but the place is counted.
"""

from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

from dateline.actors.senses import acts
from dateline.parse import evidence, sentence_id
from dateline.places.gazetteer import Place, fold
from dateline.places.placenames import CLASS_WORDS, capital_of, known_names, resolve_spans
from dateline.places.settings import is_water, place_kind
from dateline.places.spotting import candidate_spans, tokens_written
from dateline.places.wording import must_be_a_place

# Kinds of mention from the strongest part a place plays to the weakest, as in the places table.
STRENGTH = ("event", "planned", "dateline", "background", "actor")
PLACE_KIND = {kind: kind for kind in STRENGTH} | {"metonym": "actor"}
WIDE = 6  # the precision of a country, or of a region of many
DESCRIBED = {"prep", "compound", "amod", "relcl"}  # "the Tigray region", "the city of Homs"
DO_NOT_ACT = ("town", "village", "city", "province", "unknown")  # as capitals and countries do
ACTS = {"agree", "say", "want", "vow", "refuse", "reject", "accept", "demand", "declare", "seek"}
NOMINALS = {"region": "region", "enclave": "region", "territory": "region", "province": "province",
            "city": "town", "town": "town", "village": "town"}  # fmt: skip
KIND_OF_NOMINAL = {"capital": "town", "city": "town", "village": "town", "corridor": "region"}


def extract_places(doc: Doc, actor_mentions: list[dict]) -> tuple[list[dict], list[dict]]:
    """Rows of ``places``, and those rows of ``mentions`` that name a place.

    >>> from dateline.article import make_article
    >>> from dateline.parse import parse
    >>> places, _ = extract_places(parse(make_article("a", "Shells fell in Khartoum.")), [])
    >>> [(row["name"], row["country_iso3"], row["kind"]) for row in places]
    [('Khartoum', 'SDN', 'event')]
    """
    spans = candidate_spans(doc)
    resolved = resolve_spans(doc, spans)
    taken = {(m["start_char"], m["end_char"]): m for m in actor_mentions}
    names = known_names(doc)  # of countries, capitals and seats, which can act
    states = {i: name.kind for i, name in names.items() if name.kind in ("name", "metonym")}
    mentions, found = [], []
    for span in spans:
        place, is_ambiguous = resolved[span.start]
        if place.latitude is None and not must_be_a_place(span, span.root.ent_type_):
            continue
        actor_mention = taken.get((span.start_char, span.end_char))
        is_actor = actor_mention is not None and actor_mention["kind"] == "actor"
        is_mistaken = is_actor and place.kind in DO_NOT_ACT  # a town taken for a person
        if actor_mention is not None and not is_mistaken:
            kind = actor_mention["kind"]
        else:
            kind = _kind(span, place, states.get(span.start))
            mentions.append(_mention(span, place, kind, "name"))
        found.append((_as_spelled(place, span), kind, is_ambiguous))
    _set_back_wide(mentions, found)
    nominal = list(_nominal_places(doc, spans, resolved, taken))
    mentions += [_mention(span, place, kind, "nominal") for span, place, kind in nominal]
    found += [(place, kind, False) for _, place, kind in nominal]
    return _place_rows(doc, found), mentions


def _set_back_wide(mentions: list[dict], found: list[tuple[Place, str, bool]]) -> None:
    """Let a region of many countries be background where the article has a closer scene."""
    scenes = {place.place_id for place, kind, _ in found if kind == "event"}
    places = {place for place, _, _ in found if place.geo_precision == WIDE}
    wide = {p.place_id for p in places if not p.country_iso3 and not is_water(p.name)}
    if not scenes - wide:
        return
    for row in mentions:
        if row["place_id"] in wide and row["kind"] in ("event", "planned"):
            row["kind"] = "background"
    for n, (place, kind, is_open) in enumerate(found):
        if place.place_id in wide and kind in ("event", "planned"):
            found[n] = (place, "background", is_open)


def without_places(
    actors: list[dict], actor_mentions: list[dict], place_mentions: list[dict]
) -> tuple[list[dict], list[dict]]:
    """Actors and their mentions, less the towns that were taken for a person or a body."""
    spans = {(m["start_char"], m["end_char"]) for m in place_mentions}
    towns = [m for m in actor_mentions if (m["start_char"], m["end_char"]) in spans]
    kept = [m for m in actor_mentions if m not in towns]
    named = {m["actor_id"] for m in kept if m["form"] != "pronoun"}
    gone = {m["actor_id"] for m in towns} - named
    lost = Counter(m["actor_id"] for m in towns)
    left = [row for row in actors if row["actor_id"] not in gone]
    rows = [row | {"n_mentions": row["n_mentions"] - lost[row["actor_id"]]} for row in left]
    return rows, [m for m in kept if m["actor_id"] not in gone]


def _kind(span: Span, place: Place, acts_as: str | None) -> str:
    """Kind of a mention that no actor has taken."""
    theatre = span.doc.user_data["theatre"]
    sides = {side.iso3 for side in theatre.sides} if theatre else set()
    is_seat = acts_as is not None or place.kind == "capital"
    kind = place_kind(
        span,
        is_state=acts_as == "name" or place.kind == "country" or is_seat and acts(span.root),
        is_elsewhere=bool(sides) and place.country_iso3 not in sides,
    )
    return "metonym" if kind == "actor" and place.kind != "country" else kind


def _mention(span: Span, place: Place, kind: str, form: str) -> dict:
    """A row of ``mentions``."""
    sense = kind if kind in ("actor", "metonym") else "place"
    told = {"place_id": place.place_id, "sense": sense, "kind": kind, "form": form}
    return evidence(span) | {"mention_id": None, "actor_id": None} | told


def _nominal_places(doc: Doc, spans, resolved, taken) -> Iterable[tuple[Span, Place, str]]:
    """Places named by a noun: "Peru's capital", "the capital of Peru", "the city"."""
    starts = {span.start: resolved[span.start][0] for span in spans}
    demonyms = {s.start: n.actor_id for s, n in doc.user_data["names"] if n.kind == "demonym"}
    last: dict[str, tuple[int, Place]] = {}
    nouns = {token.i for token in tokens_written(doc, "LOWER", ("capital", *NOMINALS))}
    for token in (doc[i] for i in sorted(nouns | starts.keys())):
        if token.i in starts:
            place = starts[token.i]
            last[KIND_OF_NOMINAL.get(place.kind, place.kind)] = (sentence_id(token), place)
        elif token.lower_ == "capital" and token.pos_ == "NOUN":
            found = _capital(token, starts, demonyms)
            if found is not None:
                yield found[0], found[1], _kind(found[0], found[1], None)
        elif token.lower_ in NOMINALS and token.i and doc[token.i - 1].lower_ == "the":
            seen, place = last.get(NOMINALS[token.lower_], (-9, None))
            span = doc[token.i - 1 : token.i + 1]
            is_new = (span.start_char, span.end_char) not in taken
            is_new &= DESCRIBED.isdisjoint(child.dep_ for child in token.children)
            if is_new and sentence_id(token) - seen <= 2:
                does = token.dep_ == "nsubj" and token.head.lemma_ in ACTS
                yield span, place, "metonym" if does else _kind(span, place, None)


def _capital(token: Token, starts: dict[int, Place], demonyms: dict) -> tuple[Span, Place] | None:
    """The span of "Peru's capital" or "the Peruvian capital", and the city."""
    doc = token.doc
    for other in doc[max(0, token.i - 3) : token.i + 4]:
        place = starts.get(other.i)
        is_country = place is not None and place.kind == "country"
        code = place.place_id if is_country else demonyms.get(other.i)
        is_after = other.i > token.i and doc[token.i + 1].lower_ == "of"
        is_tied = is_after or token in (other.head, other.head.head)
        found = capital_of(code, doc.user_data["theatre"]) if code and is_tied else ()
        if found:
            start = min(other.left_edge.i, token.left_edge.i)
            return doc[start : max(other.i, token.i) + 1], found[0]
    return None


def _as_spelled(place: Place, span: Span) -> Place:
    """A town of the world gazetteer under the spelling of the article, which readers know."""
    name = CLASS_WORDS.match(span.text)["name"] if place.kind == "province" else span.text
    is_named = place.kind == "town" or place.kind == "province" and fold(name) == fold(place.name)
    known = is_named and place.source == "GeoNames" and name[0].isupper() and not name.isupper()
    return place._replace(name=name) if known else place


def _place_rows(doc: Doc, found: list[tuple[Place, str, bool]]) -> list[dict]:
    """One row for each place, with the strongest part it plays."""
    article_id = doc.user_data["article"].article_id
    rows: dict[str, dict] = {}
    for place, kind, is_ambiguous in found:
        part = PLACE_KIND.get(kind, "other")
        own = {"article_id": article_id, "kind": part, "n_mentions": 0, "ambiguous": False}
        row = rows.setdefault(place.place_id, place._asdict() | own)
        row["n_mentions"] += 1
        row["ambiguous"] |= is_ambiguous
        row["kind"] = min(part, row["kind"], key=lambda k: (*STRENGTH, "other").index(k))
    return list(rows.values())
