"""Which organisation is it?  Short forms, acronyms and the kind of bodies that no table knows."""

from spacy.tokens import Doc, Span

from dateline.actors.coreference import Cast
from dateline.names import Name, actor_slug, name_table, roles, words
from dateline.parse import sentence_kind


def short_forms(doc: Doc, ents: list[Span]) -> dict[str, Name]:
    """One word of an organisation named in full, or its initials: "the Observatory", "MSF"."""
    full = {
        ent.text.removeprefix("the ").removeprefix("The ")
        for ent in ents
        if ent.label_ == "ORG" and len(ent) > 2
    }
    full |= {
        span.text for span, name in doc.user_data["names"] if name.label == "ORG" and len(span) > 2
    }
    table = name_table(doc.user_data["theatre"])
    forms: dict[str, Name] = {}
    for text in sorted(full):
        parts_of_name = [w for w in text.split() if w[0].isupper()]
        known = table.get(text)
        name = Name(known.actor_id if known else actor_slug(text), "name", "ORG")
        forms["".join(w[0] for w in parts_of_name)] = name._replace(kind="acronym")
        for word in parts_of_name:
            if word.lower() in words("short form"):
                forms[word] = name
    return {form: name for form, name in forms.items() if len(form) > 2 and form not in table}


def defined_acronyms(doc: Doc, ents: list[Span]) -> dict[str, Name]:
    """Acronyms that the article gives itself: "Rapid Support Forces (RSF)"."""
    table = name_table(doc.user_data["theatre"])
    forms: dict[str, Name] = {}
    for ent in ents:
        bracket = doc[ent.end : ent.end + 3]
        if len(bracket) == 3 and bracket[0].text == "(" and bracket[2].text == ")":
            text, known = ent.text.removeprefix("the "), table.get(ent.text.removeprefix("the "))
            if bracket[1].is_upper and ent.label_ == "ORG":
                actor_id = known.actor_id if known else actor_slug(text)
                forms[bracket[1].text] = Name(actor_id, "acronym", "ORG")
    return forms


def fuller_name(cast: Cast, text: str) -> str | None:
    """The body named earlier whose name ends so: "the Ministry of Health" of a country."""
    if " " not in text:
        return None
    for naming in reversed(cast.namings):
        name = cast.facts(naming.actor_id)["name"]
        if name != text and name.endswith(f" {text}"):
            return naming.actor_id
    return None


def is_organisation(cast: Cast, ent: Span, text: str) -> bool:
    """Whether what the model calls an organisation reads like one."""
    if ent[-1].pos_ in ("ADP", "DET", "CCONJ", "PUNCT") or ent[0].pos_ == "VERB":
        return False
    if (
        sentence_kind(ent[0]) == "headline"
        and text not in cast.doc.user_data["article"].text[ent.end_char :]
    ):
        return False  # capitals of a headline
    if len(text) < 3 or text.islower() or ("-" in text and any(t.i in cast.owners for t in ent)):
        return False
    is_modifier = ent.root.dep_ in ("compound", "nummod", "amod")
    return not is_modifier or ent.root.head.lemma_.lower() in roles()


def organisation_facts(cast: Cast, ent: Span, text: str) -> dict:
    """Kind, country and side of an organisation, by the words of its name."""
    owner = next((cast.owners[t.i] for t in ent if t.i in cast.owners), None)
    iso3 = cast.facts(owner.actor_id).get("country_iso3") if owner and owner.actor_id else None
    actor_type = _organisation_type(text)
    is_official = actor_type in ("government", "military", "police")
    return {
        "name": text,
        "actor_type": actor_type,
        "country_iso3": iso3,
        "role": None,
        "side_id": cast.facts(iso3).get("side_id") if iso3 and is_official else None,
    }


def _organisation_type(name: str) -> str:
    """The kind of an organisation by the nouns in its name."""
    for word in reversed(name.lower().split()):
        parts = roles().get(word, {})
        for part in ("organ", "body", "member"):
            if part in parts and parts[part]["actor_type"] != "unknown":
                return parts[part]["actor_type"]
    return "unknown"
