"""Who says what?  Every attributed utterance with its speaker, cue and content.

A cue is a verb of speech, "according to", or the colon of a headline.
"""

from spacy.tokens import Doc, Span, Token

from dateline.actors.nominals import nominal_span
from dateline.actors.persons import is_role
from dateline.dates.tense import FINITE, MODALS, RELATIVES
from dateline.lexicon import listed
from dateline.names import name_table, roles
from dateline.parse import evidence, sentence_at, sentence_kind, sentences
from dateline.quotations import is_closed, quotations
from dateline.statements.contents import content_of, trimmed, with_quotation
from dateline.statements.continued import continued_quotations, name_issuers
from dateline.statements.speakers import (
    Index,
    Speaker,
    name_speaker,
    speaker_head,
    speech_lemmas,
    speech_table,
)
from dateline.statements.stances import stance_of


def extract_statements(doc: Doc, mentions: list[dict]) -> list[dict]:
    """Rows of the table ``statements``: one row is one attributed utterance."""
    placed = sorted((m for m in mentions if m["actor_id"]), key=lambda m: m["start_char"])
    index = Index([m["start_char"] for m in placed], placed, quotations(doc))
    quoted = {i for quote in index.quotes if is_closed(doc, quote) for i in range(*quote)}
    rows: list[dict] = []
    for sent in sentences(doc):
        for token in (t for t in sent if t.i not in quoted):  # the quoted speak for themselves
            if token.pos_ in ("VERB", "AUX") and token.lemma_ in speech_lemmas():
                rows += filter(None, [_read_verb(index, token)])
            elif token.lower_ == "according":
                rows += filter(None, [_read_according(index, token)])
        if sentence_kind(sent[0]) == "headline":
            rows += _read_headline(index, sent)
    name_issuers(doc, rows)
    rows += continued_quotations(doc, index, rows)
    rows.sort(key=lambda row: (row["start_char"], row["cue_start"]))
    return [row | {"statement_id": f"s{i}"} for i, row in enumerate(rows)]


def _read_verb(index: Index, verb: Token) -> dict | None:
    """The statement that a verb of speech makes, if it has a speaker and a content."""
    row, particle = _speech_row(verb)
    if row is None or _is_unreal(verb) or row["frame"] == "request" and _is_no_request(verb):
        return None
    last = _final_attribution(index, verb) if row["frame"] in ("clause", "either") else None
    told = last or _plain_attribution(index, verb, row["frame"])
    if told is None:
        return None
    if not last and row["stance"] == "denies" and _is_of_people(verb):
        return None  # "dismissed two officers" is no denial
    speaker, content = told
    cue = verb.doc[verb.i : (verb if particle is None else particle).i + 1]
    stance = stance_of(row["stance"], verb, content, speaker=speaker.named[-1])
    return _row(index, speaker, cue, content, stance, _addressee(index, verb, particle))


def _plain_attribution(index: Index, verb: Token, frame: str) -> tuple[Speaker, Span] | None:
    """Subject and content of a verb of speech: "the police said on Monday that …"."""
    head = speaker_head(verb)
    if head is None or (head.i > 0 and head.nbor(-1).lower_ == "what"):
        return None  # "what it said was a video"
    content = content_of(index, verb, frame, head)
    is_party = head.lemma_.lower() in listed("party noun") and frame != "object"
    is_plain = verb.lemma_ in ("say", "tell", "add") or head.lower_ == "it" or is_party
    speaker = name_speaker(index, head, may_be_any=is_plain)
    if content is None or speaker is None or content.start <= head.i < content.end:
        return None
    return speaker, content


def _final_attribution(index: Index, verb: Token) -> tuple[Speaker, Span] | None:
    """Speaker and content of a sentence that ends with "…, the police said on Monday".

    Read from the surface, for long sentences lead the parser astray.
    """
    doc, sent = verb.doc, sentence_at(verb)
    goes_on = any(t.tag_ in FINITE for t in doc[verb.i + 1 : sent.end])
    goes_on |= any(c.dep_ in ("xcomp", "ccomp") for c in verb.rights)  # "claimed to have fired"
    marks = [t.i for t in doc[sent.start : verb.i] if t.text in (",", "”", '"', "—", "–")]
    start = marks[-1] + 1 if marks else sent.start
    breaks = (*RELATIVES, "what")
    is_clause = any(t.tag_ in FINITE or t.lower_ in breaks for t in doc[start : verb.i])
    is_said = any(t.tag_ in FINITE for t in doc[sent.start : start])
    if verb.tag_ not in FINITE or goes_on or is_clause or not is_said:
        return None
    named = [m for m in map(index.mention, doc[start : verb.i]) if m is not None]
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and start <= c.i < verb.i), None)
    mention = index.mention(subject) or (named[-1] if named else None)
    content = trimmed(doc, sent.start, start)
    if mention is None or content is None or mention["kind"] == "part_of_name":
        return None
    return index.speaker(doc, mention), with_quotation(index, content)


def _speech_row(verb: Token) -> tuple[dict | None, Token | None]:
    """The row of the table for a verb, with the particle of "called on"."""
    for particle in (child for child in verb.rights if child.i == verb.i + 1):
        if row := speech_table().get(f"{verb.lemma_} {particle.lower_}"):
            return row, particle
    return speech_table().get(verb.lemma_), None


def _is_unreal(verb: Token) -> bool:
    """Whether nothing was said: "did not say", "will announce", "refused to say"."""
    goes_on = verb.head.lemma_ in ("continue", "go")
    for child in verb.lefts:
        if child.dep_ == "neg" and verb.lemma_ not in ("deny", "rule"):
            return True
        if child.dep_ == "aux" and (child.lower_ in MODALS or child.lower_ == "to" and not goes_on):
            return True
    is_second = verb.dep_ == "conj" and verb.tag_ == "VB" and verb.head.pos_ in ("VERB", "AUX")
    return is_second and _is_unreal(verb.head)  # "did not name a motive or reveal …"


def _is_of_people(verb: Token) -> bool:
    """Whether what a verb is done to is people with a post."""
    objects = [c for c in verb.rights if c.dep_ == "dobj"]
    return any(c.ent_type_ == "PERSON" or (c.is_lower and is_role(c)) for c in objects)


def _is_no_request(verb: Token) -> bool:
    """Whether nobody is asked: "asked not to be named", or a headline's "Residents urged to go"."""
    asked = [c for c in verb.rights if c.dep_ in ("xcomp", "ccomp")]
    if any(c.lemma_ in ("name", "identify", "quote") for c in asked):
        return True
    has_object = any(c.dep_ in ("dobj", "dative", "prep", "prt") for c in verb.rights)
    is_order = verb.lemma_ in ("urge", "order", "advise", "instruct", "exhort", "encourage")
    is_to = any(child.dep_ == "aux" for clause in asked for child in clause.lefts)
    return is_order and verb.tag_ in ("VBD", "VBN") and not has_object and is_to


def _read_according(index: Index, token: Token) -> dict | None:
    """The statement of "according to …": the rest of its sentence."""
    target = next((c for to in token.children for c in to.children if c.dep_ == "pobj"), None)
    if target is None:
        return None
    speaker = name_speaker(index, target) or Speaker(nominal_span(target), None)
    doc, sent, to = token.doc, sentence_at(token), target.head
    content = trimmed(doc, sent.start, token.i) or trimmed(doc, to.right_edge.i + 1, sent.end)
    cue = doc[token.i : to.i + 1]
    return _row(index, speaker, cue, content, "asserts") if content is not None else None


def _read_headline(index: Index, sent: Span) -> list[dict]:
    """The statement of a headline with a colon: "Official: 5 dead" or "5 dead: monitor"."""
    doc = sent.doc
    for token in (t for t in sent if t.text == ":"):
        left, right = doc[sent.start : token.i], doc[token.i + 1 : sent.end]
        for side, content in ((left, right), (right, left)):
            is_topic = side is left and side.root.ent_type_ in ("GPE", "LOC")  # "Kenya: two die"
            is_pair = len(side) > 2 and side[1].text in (
                "-",
                "–",
                "/",
            )  # "Israel-Hamas: 12 die"
            is_topic |= is_pair and name_table(None).get(side[0].text) is not None
            if not 0 < len(side) <= 6 or len(content) < 3 or is_topic:
                continue
            actor = index.actor(side.root)
            if actor or side.root.lemma_.lower() in roles():
                cue = doc[token.i : token.i + 1]
                return [_row(index, Speaker(side, actor), cue, content, "asserts")]
    return []


def _addressee(index: Index, verb: Token, particle: Token | None) -> str | None:
    """The actor spoken to, or accused."""
    if particle is not None:
        told = [c for c in particle.children if c.dep_ == "pobj"]
    else:
        may_tell = verb.lemma_ in listed("verb with addressee")
        told = [c for c in verb.children if may_tell and c.dep_ in ("dobj", "dative")]
    return index.actor(told[0]) if told else None


def _row(
    index: Index, speaker: Speaker, cue: Span, content: Span, stance: str,
    addressee: str | None = None,
) -> dict:  # fmt: skip
    """A row of the table ``statements``."""
    row = evidence(content) | {"speaker": speaker.actor_id, "speaker_name": speaker.named.text}
    for name, span in (("speaker", speaker.named), ("cue", cue)):
        row |= {f"{name}_start": span.start_char, f"{name}_end": span.end_char}
    row |= {"cue": cue.text, "content": content.text, "directness": _directness(index, content)}
    return row | {"stance": stance, "addressee": addressee}


def _directness(index: Index, content: Span) -> str:
    """Whether the content is quoted as a whole, in part or not at all."""
    first, last = content.start, content.end
    quoted = sum(max(0, min(end, last) - max(start, first)) for start, end in index.quotes)
    if not quoted:
        return "indirect"
    marked = any(token.lower_ == "that" for token in content.doc[max(0, first - 2) : first])
    return "direct" if quoted >= len(content) - 2 and not marked else "mixed"
