"""Who acts and speaks?  Actors of the article and every naming of them.

Names come from the theatre and the reference tables, persons with their titles, unnamed groups
from the role table, and pronouns where the text makes them plain.
"""

from collections import Counter

from spacy.tokens import Doc, Span

from dateline.actors.cast import Cast
from dateline.actors.coreference import SUBJECTS, whole
from dateline.actors.namings import named_heads, read_token
from dateline.fields import ARMED_GROUP
from dateline.names import Name, countries, known_actors, name_table
from dateline.parse import sentence_kind, sentences
from dateline.quotations import quotations

# What a party is called that fights a state, whoever it is.
REBELS = {"rebels", "insurgents", "guerrillas", "separatists", "loyalists", "dissidents"}
FACTS = ("name", "actor_type", "role", "side_id", "country_iso3")
# The PLOVER sector of a kind of actor, where no table names a closer one.
SECTORS = {
    "government": "GOV", "military": "MIL", "police": "COP", ARMED_GROUP: "REB",
    "international organisation": "IGO", "civil society": "CVL", "political opposition": "OPP",
    "legislature": "LEG", "media": "JRN", "unknown": "UNK",
}  # fmt: skip


def extract_actors(doc: Doc) -> tuple[list[dict], list[dict]]:
    """Rows of the tables ``actors`` and ``mentions`` (of actors).

    One actor row is one actor of the article; one mention row is one naming of it, pronouns
    included where they are plain.
    """
    story = sentences(doc)
    if not story:
        return [], []
    owners = {span.start: name for span, name in doc.user_data["names"]}
    quoted = frozenset(i for start, end in quotations(doc) for i in range(start, end))
    ends = {span.start: span.end for span, _ in doc.user_data["names"]}
    cast = Cast(doc, owners, ends, quoted=quoted, home=_home_country(owners))
    heads = named_heads(cast, story)
    mentions: list[dict] = []
    for sent in story:
        for token in _without_publisher(sent):
            mention = read_token(cast, token, heads)
            if mention is not None:
                _demote_inner(mentions, mention)
                mentions.append(mention)
    _identify_lead_official(cast, mentions)
    _identify_rebels(cast, mentions)
    mentions = _without_faint(cast, mentions)
    for i, mention in enumerate(mentions):
        mention["mention_id"] = f"m{i}"
    return _actor_rows(cast, mentions), mentions


def with_parties(doc: Doc, actors: list[dict], events: list[dict]) -> list[dict]:
    """The actors, and those that only an event names: the state in "struck Malian towns"."""
    listed, known = {row["actor_id"] for row in actors}, known_actors(doc.user_data["theatre"])
    first: dict[str, dict] = {}
    for event in events:
        parties = f"{event['actor'] or ''};{event['recipient'] or ''}"
        for actor_id in parties.split(";"):
            if actor_id not in listed and actor_id in known:
                first.setdefault(actor_id, event)
    return actors + [
        {key: known[actor_id].get(key) for key in FACTS}
        | {"article_id": event["article_id"], "actor_id": actor_id, "n_mentions": 0}
        | {"sector": known[actor_id].get("sector"), "first_sentence_id": event["sentence_id"]}
        for actor_id, event in first.items()
    ]


def _without_publisher(sent: Span) -> Span:
    """A headline without the name of the paper after its last dash or bar."""
    if sentence_kind(sent[0]) == "headline":
        for token in reversed(list(sent)[-6:]):
            if token.text in ("–", "—", "|", "-") and token.whitespace_ and token.i > 4:
                return sent.doc[sent.start : token.i]
    return sent


def _identify_lead_official(cast: Cast, mentions: list[dict]) -> None:
    """Give "a senior Turkish official" of the lead the name that the next sentence gives.

    News agencies hold the name back: the lead has the office, the next sentence begins with the
    person who holds it.
    """
    body = [s for s in cast.doc.user_data["sentences"] if s["kind"] == "body"]
    if len(body) < 2:
        return
    lead, second = (cast.doc[row["start"] : row["end"]] for row in body[:2])
    unnamed = [
        m for m in mentions
        if m["form"] == "nominal" and lead.start_char <= m["start_char"] < lead.end_char
        and m["quote"].lower().startswith(("a ", "an "))
        and cast.kind(m["actor_id"]) == "person"
    ]  # fmt: skip
    named = next((m for m in mentions if m["start_char"] == second.start_char), None)
    if len(unnamed) != 1 or named is None:
        return
    first, person = cast.facts(unnamed[0]["actor_id"]), cast.facts(named["actor_id"])
    is_official = person["actor_type"] == "person" and person.get("role")
    same_country = first.get("country_iso3") and first["country_iso3"] == person.get("country_iso3")
    if is_official and same_country and "official" in unnamed[0]["quote"]:
        unnamed[0]["actor_id"] = named["actor_id"]


def _identify_rebels(cast: Cast, mentions: list[dict]) -> None:
    """Let "the rebels" be the one group that the article, or its alias, calls so: "M23 rebels"."""
    bare = REBELS & {m["actor_id"] for m in mentions}
    named = {m["actor_id"] for m in mentions if _is_named(cast, m)} - bare
    armed = {actor_id for actor_id in named if cast.kind(actor_id) == ARMED_GROUP}
    if not bare or not armed:
        return
    table = name_table(cast.doc.user_data["theatre"])
    words = [(m["quote"].lower(), m["actor_id"]) for m in mentions if m["actor_id"] in armed]
    words += [(text.lower(), n.actor_id) for text, n in table.items() if n.actor_id in armed]
    called = {noun: {who for text, who in words if text.endswith(f" {noun}")} for noun in bare}
    for mention in mentions:
        groups = called.get(mention["actor_id"], ())
        if len(groups) == 1:
            (mention["actor_id"],) = groups


def _is_named(cast: Cast, mention: dict) -> bool:
    """Whether a naming has a name, or a noun with one: "Maoist rebels"."""
    words = cast.facts(mention["actor_id"])["name"].split()
    is_with_name = len(words) == 2 and words[0][:1].isupper() and words[1].lower() in REBELS
    return mention["form"] in ("name", "acronym") or is_with_name


def _without_faint(cast: Cast, mentions: list[dict]) -> list[dict]:
    """Mentions without unknown bodies that are named once and never act, and without places."""
    counts = Counter(m["actor_id"] for m in mentions)
    acting = {naming.actor_id for naming in cast.namings if naming.is_subject}
    doing = {n.actor_id for n in cast.namings if whole(cast.doc[n.index]).dep_ in SUBJECTS}

    def is_faint(actor_id: str) -> bool:
        facts = cast.facts(actor_id)
        is_unknown = facts["actor_type"] == "unknown"
        may_be_place = is_unknown or facts["actor_type"] == "person" and not facts["role"]
        if may_be_place and actor_id in cast.misread:
            return actor_id not in doing
        return is_unknown and counts[actor_id] == 1 and actor_id not in acting

    return [m for m in mentions if not is_faint(m["actor_id"])]


def _home_country(owners: dict[int, Name]) -> str | None:
    """The country that at least six of ten country names of the story belong to."""
    counts = Counter(
        name.actor_id[:3]
        for i, name in owners.items()
        if name.actor_id and name.actor_id[:3] in countries() and name.actor_id[3:] in ("", "-GOV")
    )
    top = counts.most_common(1)
    return top[0][0] if top and top[0][1] >= 0.6 * counts.total() and top[0][1] > 1 else None


def _demote_inner(mentions: list[dict], mention: dict) -> None:
    """Make the names inside a longer naming part of it: "Assad" in "Assad's forces"."""
    for inner in reversed(mentions[-3:]):
        if inner["start_char"] >= mention["start_char"] and inner["form"] in ("name", "acronym"):
            inner["kind"] = "part_of_name" if inner["kind"] == "actor" else inner["kind"]


def _actor_rows(cast: Cast, mentions: list[dict]) -> list[dict]:
    """One row per actor that the article names."""
    counts = Counter(m["actor_id"] for m in mentions)
    first: dict[str, int] = {}
    for mention in mentions:
        first.setdefault(mention["actor_id"], mention["sentence_id"])
    article_id = cast.doc.user_data["article"].article_id
    rows = []
    for actor_id, sentence in first.items():
        facts = cast.actors[actor_id]
        row = {"article_id": article_id, "actor_id": actor_id} | {k: facts.get(k) for k in FACTS}
        row["sector"] = facts.get("sector") or SECTORS.get(facts["actor_type"])
        rows.append(row | {"n_mentions": counts[actor_id], "first_sentence_id": sentence})
    return rows
