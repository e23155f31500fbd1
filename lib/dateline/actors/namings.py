"""Where is an actor named?  One token at a time, from names, persons, nouns and pronouns."""

from spacy.tokens import Span, Token

from dateline.actors.cast import Cast, Naming
from dateline.actors.coreference import (
    GROUP_NOUNS,
    NEUTER,
    PERSONAL,
    PLURAL,
    PLURAL_TAGS,
    SUBJECTS,
    is_subject,
    resolve_pronoun,
)
from dateline.actors.nominals import nominal_span, noun_parts, resolve_nominal
from dateline.actors.organisations import (
    defined_acronyms,
    fuller_name,
    is_organisation,
    organisation_facts,
    plain_name,
    short_forms,
)
from dateline.actors.outlets import find_outlets
from dateline.actors.owners import resolve_country, with_owner
from dateline.actors.persons import Person, find_persons, person_beside
from dateline.actors.senses import (
    acting_verbs,
    acts,
    is_location,
    is_misread_place,
    is_part_of_name,
    region_acts,
)
from dateline.lexicon import listed
from dateline.names import Name, actor_slug, known_actors, name_table
from dateline.parse import evidence, sentence_id

PLURAL_HEADS = {"police", "they", "them", "their", "military", "taliban"}


def named_heads(cast: Cast, story: list[Span]) -> dict[int, tuple[int, int, object]]:
    """For the first token of each known naming: its bounds and the person, name or entity."""
    doc = cast.doc
    told = {sentence_id(sent[0]) for sent in story}
    ents = [ent for ent in doc.ents if sentence_id(ent[0]) in told]
    heads: dict[int, tuple[int, int, object]] = {}
    short = short_forms(doc, ents) | defined_acronyms(doc, ents)
    for ent in ents:
        if ent.text in short:
            heads[ent.start] = (ent.start, ent.end, short[ent.text])
        elif ent.label_ == "ORG":
            ent = _without_tail(ent)
            heads[ent.start] = (ent.start, ent.end, ent)
    ents = [ent for ent in ents if ent.text not in short]
    cast.misread.update(actor_slug(ent.text) for ent in ents if ent.label_ in ("GPE", "LOC"))
    persons = find_persons(doc, ents, cast.home)
    of_persons = {i for person in persons for i in range(person.ent.start, person.ent.end)}
    for span, name in doc.user_data["names"]:
        is_shorter = heads.get(span.start, (0, 0))[1] > span.end
        name = short.get(span.text, name)
        if name.actor_id and not is_shorter and span.start not in of_persons:
            heads[span.start] = (span.start, span.end, name)
    for person in persons:
        heads[person.start] = (person.start, person.ent.end, person)
        heads.pop(person.ent.start, None) if person.start != person.ent.start else None
        cast.actors.setdefault(person.actor_id, person.facts)
    for start, (end, name) in find_outlets(cast).items():
        heads = {i: head for i, head in heads.items() if not start <= i < end}
        heads[start] = (start, end, name)
    return heads


def _without_tail(ent: Span) -> Span:
    """An organisation without "of the" behind it, where the model read on too far."""
    end = ent.end
    while end - ent.start > 1 and ent.doc[end - 1].lower_ in ("of", "the", "for", "in"):
        end -= 1
    return Span(ent.doc, ent.start, end, label=ent.label)


def read_token(cast: Cast, token: Token, heads: dict) -> dict | None:
    """The mention that begins at or is headed by a token, if it names an actor."""
    if token.i in cast.at and token.i not in heads:
        return None
    if token.i in heads:
        start, end, named = heads[token.i]
        if isinstance(named, Person):
            if is_misread_place(named.ent, named.facts):
                cast.misread.add(named.actor_id)
                return None
            root = named.ent.root
            kind = "actor" if root.dep_ not in ("compound", "nmod") else "part_of_name"
            return _add(cast, cast.doc[start:end], named.actor_id, root, kind=kind)
        if isinstance(named, Name):
            return _read_name(cast, cast.doc[start:end], named)
        return _read_organisation(cast, named)
    if token.pos_ == "PRON":
        return _read_pronoun(cast, token)
    if token.pos_ in ("NOUN", "PROPN"):
        return _read_nominal(cast, token, heads)
    return None


def _read_pronoun(cast: Cast, token: Token) -> dict | None:
    """The mention of a pronoun, if it is plain whom it means."""
    actor_id = resolve_pronoun(cast, token) if token.lower_ in PERSONAL | PLURAL | NEUTER else None
    if actor_id is None:
        return None
    return _add(cast, cast.doc[token.i : token.i + 1], actor_id, token, form="pronoun")


def _read_nominal(cast: Cast, token: Token, heads: dict) -> dict | None:
    """The mention of an unnamed group, body or office-holder."""
    lemma = token.lemma_.lower()
    is_in_place = token.ent_type_ in ("GPE", "LOC", "FAC")  # the "Prince" of Port-au-Prince
    if is_in_place or token.tag_ not in PLURAL_TAGS and _names_the_next(token, heads):
        return None
    if lemma in listed("country"):
        iso3 = resolve_country(cast, token)
        if iso3 is None or token.dep_ not in SUBJECTS | {"dobj"}:
            return None
        return _add(cast, nominal_span(token), iso3, token, form="nominal")
    if lemma in listed("region") and token.dep_ == "nsubj" and token.head.lemma_ in acting_verbs():
        return _read_region(cast, token)
    of_place = lemma in listed("kind of place") and token.i and token.nbor(-1).pos_ == "PROPN"
    parts = noun_parts(token)
    if of_place or parts is None:
        return None  # "the Lima department" is no department of a government
    is_predicate = token.dep_ == "attr" or (token.dep_ == "pobj" and token.head.lower_ == "as")
    is_said = token.dep_ == "appos" and lemma in GROUP_NOUNS and token.head.i in cast.at
    is_modifier = token.dep_ in ("compound", "amod")
    is_modifier |= token.ent_type_ == "ORG" and not token.is_lower
    if is_said or is_predicate or is_modifier or _is_beside_person(token):
        return None
    span = nominal_span(token)
    inner = {cast.at[t.i]: None for t in span if t.i in cast.at}
    media = [actor for actor in inner if cast.kind(actor) == "media"]
    if media and lemma in listed("word of an outlet"):
        return _add(cast, span, media[-1], token, form="nominal")  # "the group's Al Rasa channel"
    resolved = resolve_nominal(cast, token, span.start, parts)
    if resolved is None:
        return None
    return _add(cast, span, resolved[0], token, form="nominal", facts=resolved[1])


def _names_the_next(token: Token, heads: dict) -> bool:
    """Whether a noun only says what the organisation named behind it is: "the group Hamas"."""
    named = heads.get(token.i + 1, (0, 0, None))[2]
    label = named.label if isinstance(named, Name) else getattr(named, "label_", None)
    return label == "ORG" and noun_parts(token) is not None


def _read_region(cast: Cast, token: Token) -> dict | None:
    """The mention of "the region" when it acts and the region named last has authorities."""
    here = sentence_id(token)
    for span, name in reversed(cast.doc.user_data["names"]):
        is_near = here - 2 <= sentence_id(span[0]) and span.start < token.i
        if is_near and name.kind == "metonym" and name.label == "LOC":
            span = nominal_span(token)
            return _add(cast, span, name.actor_id, token, form="nominal", kind="metonym")
    return None


def _is_beside_person(token: Token) -> bool:
    """Whether a noun is the title or the apposition of a person."""
    if token.dep_ in ("appos", "compound", "nmod") and token.head.ent_type_ == "PERSON":
        return True
    return person_beside(token) is not None


def _read_name(cast: Cast, span: Span, name: Name) -> dict | None:
    """The mention of a country, demonym, seat of government or known organisation."""
    head = span.root
    known = known_actors(cast.doc.user_data["theatre"])
    if name.actor_id not in cast.actors and name.actor_id not in known:
        return _read_organisation(cast, span, name.actor_id)
    facts = cast.facts(name.actor_id)
    if name.kind in ("demonym", "people"):
        return _read_demonym(cast, span, name, facts)
    if name.kind == "metonym":
        if not (region_acts(head) if name.label == "LOC" else acts(head)):
            return None
        return _add(cast, span, name.actor_id, head, kind="metonym")
    if facts["actor_type"] == "state":
        if is_part_of_name(span):
            return _add(cast, span, name.actor_id, head, kind="part_of_name")
        if is_location(head) or head.ent_type_ in ("ORG", "PERSON", "LOC", "FAC", "EVENT"):
            return None
    form = "acronym" if name.kind == "acronym" else "name"
    return _add(cast, span, name.actor_id, head, form=form)


def _read_demonym(cast: Cast, span: Span, name: Name, facts: dict) -> dict | None:
    """The mention of a people, or of a state by what its forces do ("Russian shelling")."""
    head = span.root
    is_act = head.head.lemma_.lower() in listed("act of war")
    if head.dep_ in ("amod", "compound", "nmod") and is_act:
        return _add(cast, span, name.actor_id, head, form="demonym")
    if head.tag_ in PLURAL_TAGS and head.dep_ not in ("amod", "compound"):
        people = {"name": span.text, "actor_type": "civil society", "side_id": None, "role": None}
        actor_id = actor_slug(span.text)
        return _add(cast, span, actor_id, head, form="demonym", facts=facts | people)
    return None


def _read_organisation(cast: Cast, ent: Span, actor_id: str | None = None) -> dict | None:
    """The mention of an organisation that no table knows, or knows without its article."""
    table = name_table(cast.doc.user_data["theatre"])
    text = plain_name(ent.text, table)
    name = table.get(text)
    if name is not None and name.actor_id:
        return _add(cast, ent, name.actor_id, ent.root)
    if not is_organisation(cast, ent, text):
        return None
    facts = with_owner(cast, ent.root, organisation_facts(cast, ent, text))
    owned = actor_slug(facts["name"]) if facts["name"] != text else None
    actor_id = actor_id or owned or fuller_name(cast, text) or actor_slug(text)
    if facts["actor_type"] == "unknown" and is_misread_place(ent, facts):
        cast.misread.add(actor_id)
        return None
    return _add(cast, ent, actor_id, ent.root, facts=facts)


def _add(
    cast: Cast, span: Span, actor_id: str, head: Token, *, form: str = "name", kind: str = "actor",
    facts: dict | None = None,
) -> dict:  # fmt: skip
    """Note an actor, with `facts` where it is new, and its naming; give back the mention row."""
    cast.actors.setdefault(actor_id, facts or cast.facts(actor_id))
    for token in span:
        cast.at.setdefault(token.i, actor_id)
    if kind != "part_of_name":
        is_plural = head.tag_ in PLURAL_TAGS or head.lower_ in PLURAL_HEADS
        noun, here = head.lemma_.lower(), sentence_id(head)
        cast.namings.append(Naming(span.start, actor_id, here, is_subject(head), is_plural, noun))
    sense = "metonym" if kind == "metonym" else "actor"
    return evidence(span) | {
        "actor_id": actor_id, "place_id": None, "sense": sense, "kind": kind, "form": form,
    }  # fmt: skip
