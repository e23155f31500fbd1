"""Who did what to whom, when and where?  Candidates for events, in PLOVER's terms.

A row is an interaction (with a PLOVER type) or a dated happening (without one).  Rows are
candidates, each with the words it was read from; what a party says happened is "claimed".
"""

from spacy.tokens import Doc, Token

from dateline.dates.extract import date_for
from dateline.dates.tense import clause_root, is_negated
from dateline.events.accusations import HOSTILE, accusations
from dateline.events.actor_index import ActorIndex, index_actors
from dateline.events.doers import agent, is_passive, subject
from dateline.events.factuality import factuality_of, statement_of
from dateline.events.participants import (
    is_both,
    is_each_other,
    is_other_named,
    participants,
    patients,
)
from dateline.events.summaries import clauses, summary, told, with_names
from dateline.events.timing import (
    is_date_of_plan,
    lies_ahead,
    place_of,
    place_tokens,
    scope,
    when,
)
from dateline.events.triggers import Trigger, find_trigger, lemma_of, trigger_span
from dateline.lexicon import listed
from dateline.names import SPEECH, known_actors
from dateline.parse import evidence, sentence_kind, sentences

TOWARDS = {"ACCUSE", "REQUEST", "SUPPORT", "AID", "SANCTION", "THREATEN", "CONCEDE"}
# Refused when negated; denied, it is the denial that happened ("denied that he had signed").
GIVEN = {"AGREE", "CONCEDE", "COOPERATE", "SUPPORT", "AID", "CONSULT"}
TRUCE_WORDS = {"ceasefire", "truce", "hostility", "fighting", "deal", "peace", "conflict", "calm"}
Rows = list[dict]


def extract_events(
    doc: Doc, mentions: Rows, statements: Rows, dates: Rows, claims: Rows, actors: Rows = (),
) -> Rows:  # fmt: skip
    """Rows of the table ``events``: one row is one dated interaction or happening.

    `actors` gives the sides of people that the theatre does not list; it may be left out.
    """
    index, sides = index_actors(doc, _parties(doc, mentions, actors)), _sides(doc, actors)
    rows = [
        _row(token, trigger, who, statements, dates, claims)
        for token, trigger, who in _find(doc, index)
    ]
    rows = [r for r in rows if not (r["factuality"] == "denied" and r["plover_type"] in GIVEN)]
    rows = [r for r in rows if not _is_implausible(r, known_actors(doc.user_data["theatre"]))]
    rows += accusations(doc, rows, statements, dates, sides)
    rows += _happenings(doc, rows, statements, dates)
    rows.sort(key=lambda r: r["start_char"])
    with_names(rows, mentions, list(actors))
    places_at = place_tokens(doc, mentions)
    for number, row in enumerate(rows):
        token = row.pop("token")
        row["event_id"] = f"e{number}"
        row["place_id"] = place_of(token, places_at)
        if _is_elsewhere(row, sides, doc):
            row["scope"] = "background"
    return rows


def _parties(doc: Doc, mentions: Rows, actors: Rows) -> Rows:
    """Mentions without names of an unknown kind that stand where a place does: "attacks on X"."""
    unknown = {a["actor_id"] for a in actors if a["actor_type"] == "unknown"}
    doubtful = [m for m in mentions if m["actor_id"] in unknown and m["form"] == "name"]
    spans = [doc.char_span(m["start_char"], m["end_char"]) for m in doubtful]
    placed = [
        m["mention_id"]
        for m, span in zip(doubtful, spans, strict=True)
        if span is not None and span.root.dep_ in ("pobj", "conj", "appos")
    ]
    return [m for m in mentions if m["mention_id"] not in placed]


def _is_elsewhere(row: dict, sides: dict[str, str | None], doc: Doc) -> bool:
    """Whether an attack has no party of this theatre in it: another conflict."""
    who = [a for a in f"{row['actor'] or ''};{row['recipient'] or ''}".split(";") if a]
    is_known = doc.user_data["theatre"] is not None and bool(who)
    is_attack = row["plover_type"] in HOSTILE and all(a in sides or a.isupper() for a in who)
    return is_known and is_attack and not any(sides.get(a) for a in who)


def _is_implausible(row: dict, known: dict[str, dict]) -> bool:
    """Whether an attack is laid to a newspaper or an aid organisation: a slip of the parser."""
    kinds = {known[a]["actor_type"] for a in (row["actor"] or "").split(";") if a in known}
    return row["plover_type"] in HOSTILE and bool(kinds & {"civil society", "media"})


def _find(doc: Doc, index: ActorIndex) -> list[tuple[Token, Trigger, tuple[list[str], list[str]]]]:
    """Triggers of the story with their actors and recipients; what has nobody is left out."""
    kinds = (
        ("body",) if any(r["kind"] == "body" for r in doc.user_data["sentences"]) else ("headline",)
    )
    found, told = [], set()
    parties: tuple[str, str] | None = None
    for sentence in sentences(doc, kinds):
        for token in sentence:
            trigger = find_trigger(token)
            if trigger is None:
                continue
            actors, recipients = participants(token, trigger, index)
            if "symmetric" in trigger.frame and len(actors) == len(recipients) == 1:
                parties = parties or (actors[0], recipients[0])
            actors, recipients = _fill(token, trigger, actors, recipients, parties)
            key = (trigger.plover_type, tuple(actors), tuple(recipients))
            if not _is_event(token, trigger, actors, recipients, key in told):
                continue
            told.add(key)
            found.append((token, trigger, (actors, recipients)))
    return found


def _fill(
    token: Token, trigger: Trigger, actors: list[str], recipients: list[str], parties
) -> tuple[list[str], list[str]]:
    """The parties of the story where "the fighting" or a mediator leaves them unsaid."""
    others = [noun for _, found in patients(token, trigger) for noun in found]
    if any(is_each_other(noun) for noun in others):
        both = actors if len(actors) == 2 else parties if is_both(subject(token)) else None
        return ([both[0]], [both[1]]) if both else (actors, recipients)
    if parties is None or any(c.lower_ in ("a", "an") for c in token.children):
        return actors, recipients
    if not recipients and any(is_both(noun) for noun in others) and not set(actors) & set(parties):
        return actors, list(parties)
    if trigger.frame == "nominal-symmetric" and not actors and not recipients:
        return [parties[0]], [parties[1]]
    of_truce = any(lemma_of(t) in TRUCE_WORDS for t in token.subtree)
    wants_parties = trigger.frame == "mediation" or (trigger.frame == "request" and of_truce)
    if actors and not recipients and wants_parties and not set(actors) & set(parties):
        return actors, list(parties)
    return actors, recipients


def _is_event(
    token: Token, trigger: Trigger, actors: list[str], recipients: list[str], is_told: bool
) -> bool:
    """Conservative: nouns only once for the same actors, harm only with who did it."""
    if _is_undone(token):
        return False
    if trigger.frame.startswith("nominal"):
        above = clause_root(token)
        is_object = above != token and find_trigger(above) is not None
        if trigger.frame == "nominal-symmetric" and len({*actors, *recipients}) < 2:
            return False
        is_deal = trigger.plover_type in ("AGREE", "CONSULT")  # "will not agree to a truce"
        if is_deal and (is_object or _is_ended(token, above)):
            return False
        return bool(actors) and not is_told
    is_towards = trigger.plover_type in TOWARDS or trigger.frame == "symmetric"
    if not recipients and is_other_named(token, trigger, only_pronouns=not is_towards):
        return False  # "accused both sides", "shot him": who that is is told, and not known
    if not actors and agent(token) is not None:
        return False  # "was demanded by the West"
    needs_other = trigger.frame == "targeted"  # no "investigate" without whom
    if trigger.plover_type == "CONSULT" and trigger.plover_mode != "multilateral":
        needs_other |= trigger.frame in ("symmetric", "object")
    if not recipients and (not actors or needs_other):
        return False
    is_clause = any(c.dep_ in ("nsubjpass", "auxpass") for c in token.children)
    is_clause |= token.dep_ == "conj" and is_passive(token)  # "were beaten and abducted"
    return bool(actors) or (
        is_clause and token.lemma_ not in listed("verb of harm")
    )  # no harm without who did it


def _is_undone(token: Token) -> bool:
    """Whether a deal or an attack is told not to be: "without reaching agreement", "no talks"."""
    if token.dep_ == "pcomp" and token.head.lower_ == "without":
        return True
    ends = token.head.head.lemma_.lower() if token.dep_ == "pobj" else ""
    if ends in listed("noun of ending"):  # "a cessation of hostilities"
        return True
    objects = [word for word in (token, *token.children) if word.dep_ == "dobj"]
    return any(word.lower_ == "no" for noun in objects for word in noun.lefts)


def _is_ended(noun: Token, verb: Token) -> bool:
    """Whether a noun is what a verb does not do, or ends: "broke off talks"."""
    is_object = noun.dep_ == "dobj" and noun.head == verb
    return is_object and (is_negated(verb) or verb.lemma_ in listed("verb of ending"))


def _row(token: Token, trigger: Trigger, who, statements: Rows, dates: Rows, claims: Rows) -> dict:
    """One event without its number and place."""
    statement, day = statement_of(token, statements), date_for(token, dates)
    factuality = factuality_of(token, statement, lies_ahead(token, day))
    plover_type, mode = trigger.plover_type, trigger.plover_mode
    if factuality == "negated" and plover_type in GIVEN:
        plover_type, mode = "REJECT", "meet" if plover_type == "CONSULT" else None
        factuality = "claimed" if statement else "asserted"
    if day is not None and factuality == "planned" and not is_date_of_plan(token, day):
        day = None
    return {
        **evidence(trigger_span(token)),
        **when(day, token),
        "plover_type": plover_type,
        "plover_mode": mode,
        "actor": ";".join(who[0]) or None,
        "recipient": ";".join(who[1]) or None,
        "factuality": factuality,
        "claimant": statement["speaker"] if statement else None,
        "scope": scope(token, day, claims),
        "summary": summary(token),
        "token": token,
    }


def _sides(doc: Doc, actors: Rows) -> dict[str, str | None]:
    """Side of each actor: as the article's actors say, else as the theatre knows."""
    known = {k: v.get("side_id") for k, v in known_actors(doc.user_data["theatre"]).items()}
    return known | {a["actor_id"]: a["side_id"] for a in actors}


def _happenings(doc: Doc, rows: Rows, statements: Rows, dates: Rows) -> Rows:
    """Dated clauses that no interaction has used: "the truce took effect at 8 p.m."."""
    used = {verb.i for row in rows for verb in clauses(row["token"])}
    dated = {(row["sentence_id"], row["date_start"]) for row in rows}
    found = []
    for day in dates:
        is_derived = (day["note"] or "").startswith("open interval from")
        if not day["date_start"] or day["kind"] == "set" or is_derived:
            continue
        root = doc.char_span(day["start_char"], day["end_char"], alignment_mode="expand").root
        verb = clause_root(root)
        is_story = sentence_kind(verb) == "body" and verb.pos_ in ("VERB", "AUX")
        if verb.i in used or not is_story or verb.lemma_ == "be" and root.dep_ == "nsubj":
            continue  # "Today is a new beginning" tells of no happening
        used.add(verb.i)
        if verb.lemma_ in SPEECH and (day["sentence_id"], day["date_start"]) in dated:
            continue  # "said Wednesday": what was said on that day is a row already
        statement = statement_of(verb, statements)
        words = told(verb, statements) if verb.lemma_ in SPEECH else summary(verb)
        found.append(
            {**evidence(doc[verb.i : verb.i + 1]), **when(day, verb)}
            | {"plover_type": None, "plover_mode": None, "actor": None, "recipient": None}
            | {"factuality": factuality_of(verb, statement, lies_ahead(verb, day))}
            | {"claimant": statement["speaker"] if statement else None}
            | {"scope": scope(verb, day, []), "summary": words, "token": verb}
        )
    return found
