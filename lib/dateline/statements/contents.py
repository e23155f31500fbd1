"""What is said?  The clause, the object or the quotation that a cue governs."""

from spacy.tokens import Doc, Span, Token

from dateline.lexicon import listed
from dateline.parse import sentence_at
from dateline.statements.speakers import Index, speech_table

CONTENT = {"ccomp", "xcomp", "oprd", "dobj", "prep", "attr", "acomp", "pcomp"}
JUDGED = {"oprd", "ccomp", "xcomp", "attr"}
WHEN = ("DATE", "TIME")
SAYS = {"say", "tell", "add", "report", "write", "state", "note", "claim", "announce"}
CONDITIONS = {"provided", "unless", "if", "because", "although"}


def content_of(index: Index, verb: Token, frame: str, speaker: Token) -> Span | None:
    """What is said: a clause, a quotation, or for some verbs their object."""
    asked = [c for c in verb.rights if c.dep_ == "xcomp"]
    clauses = [c for c in verb.children if c.dep_ == "ccomp" or c in asked]
    objects = [c for c in verb.rights if c.dep_ in ("dobj", "dative") and c.ent_type_ not in WHEN]
    if frame == "figure":  # "put the toll at 12"
        counts = any(c.lemma_.lower() in listed("counted object") for c in objects)
        return _objects(verb) if counts else None
    orders = objects and any(c.dep_ == "xcomp" for c in clauses)
    if frame == "closing":  # "…," he continued
        return _quotation_beside(index, verb, speaker)
    if frame == "opinion":
        return None if verb.dep_ in ("relcl", "pcomp") else _opinion(verb)
    if frame == "request" or (orders and verb.lemma_ in ("tell", "warn")):
        is_request = clauses or verb.lemma_ in listed("verb of demand")
        return _to_quotation_end(index, _objects(verb)) if is_request else None
    if verb.lemma_ == "claim" and objects and not clauses:
        return _objects(verb) if objects[0].lemma_.lower() in listed("claimed object") else None
    if frame == "either" and objects and all(c.i < verb.i for c in clauses):
        return _to_quotation_end(index, _objects(verb))
    if frame != "object":
        may_ask = verb.lemma_ in listed("verb with infinitive")
        clauses = [c for c in clauses if c.dep_ == "ccomp" or may_ask]
        if clauses:
            return _clause(index, verb, clauses, speaker)
    elif objects:
        return _to_quotation_end(index, _objects(verb))
    quote = _quotation_beside(index, verb, speaker)
    if quote is not None:
        return quote
    told = _in_a_document(verb)
    if told is not None:
        return _clause(index, verb, [told], speaker)
    if frame in ("object", "either"):
        return _objects(verb) or _passive_subject(verb)
    return _clause_around(verb, speaker) or _after_that(verb)


def _after_that(verb: Token) -> Span | None:
    """From "that" to the end of the sentence, where the parser lost the clause."""
    sent = sentence_at(verb)
    for token in verb.doc[verb.i + 1 : sent.end]:
        if token.lower_ == "that" and token.tag_ == "IN":
            return trimmed(verb.doc, token.i + 1, sent.end)
    return None


def _in_a_document(verb: Token) -> Token | None:
    """The clause of "said in a statement that …", which the parser hangs on the statement."""
    for prep in verb.rights:
        for noun in prep.children if prep.dep_ == "prep" else ():
            if noun.lemma_.lower() in listed("document"):
                clauses = [c for c in noun.rights if c.dep_ in ("acl", "ccomp", "relcl")]
                if clauses and any(t.lower_ == "that" for t in clauses[0].lefts):
                    return clauses[0]
    return None


def _passive_subject(verb: Token) -> Span | None:
    """What is claimed or condemned "by …"."""
    is_passive = any(c.dep_ == "agent" for c in verb.children)
    subject = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)
    if subject is None and verb.dep_ == "conj":  # "the raid killed ten and was claimed by …"
        subject = next((c for c in verb.head.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    if verb.dep_ == "acl" and is_passive:  # "the raid, claimed by …"
        return trimmed(verb.doc, verb.head.left_edge.i, verb.head.i + 1)
    if not is_passive or subject is None or subject.pos_ == "PRON":
        return None
    return trimmed(verb.doc, subject.left_edge.i, subject.right_edge.i + 1)


def _clause(index: Index, verb: Token, clauses: list[Token], speaker: Token) -> Span | None:
    """The words of the complement clauses, without what another speaker says."""
    doc, last = verb.doc, clauses[-1]
    start, end = clauses[0].left_edge.i, last.right_edge.i + 1
    if clauses[0].i < verb.i < last.i:  # one before the cue and one after: keep the one after
        start = last.left_edge.i
    if start < verb.i < end:  # the cue stands inside: keep the longer side
        left = min(verb.left_edge.i, speaker.left_edge.i) if speaker.i < verb.i else verb.i
        start, end = (start, left) if left - start >= end - verb.i else (verb.i + 1, end)
    lost = doc[verb.i + 1] if start > verb.i + 1 else None
    has_subject = any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in last.lefts)
    if lost is not None and lost.lower_ in ("among", "inside") and not has_subject:
        start = lost.i  # "said among the dead was a reporter"
    for child in verb.rights:  # "…, provided that it leaves" hangs on the cue but is said
        marks = {c.lower_ for c in child.lefts if c.dep_ == "mark"} | {child.lower_}
        if child.i >= end and child.dep_ in ("advcl", "prep") and marks & CONDITIONS:
            end = child.right_edge.i + 1
    start = _after_time(doc, start, end) if start == verb.i + 1 else start
    for token in doc[start:end]:
        if token.dep_ == "advcl" and token.lemma_ in speech_table() and token.i > last.i:
            marks = [c for c in token.lefts if c.dep_ == "mark"]
            openers = [c for c in marks if c.lower_ in ("while", "as", "but")]
            if openers and start < openers[0].i < end:
                end = openers[0].i
                break
    return with_quotation(index, trimmed(doc, start, end))


def _after_time(doc: Doc, start: int, end: int) -> int:
    """The start of a clause after the day it was said: "said on Friday they had left"."""
    i = start
    while i < end:
        opens = doc[i].lower_ in ("on", "late", "early") and i + 1 < len(doc)
        if doc[i].ent_type_ not in WHEN and not (opens and doc[i + 1].ent_type_ == "DATE"):
            break
        i += 1
    return i if i < end and doc[i].text != "," else start


def trimmed(doc: Doc, start: int, end: int) -> Span | None:
    """Tokens without commas, spaces and "that" at the ends."""
    while start < end and (
        doc[start].text in ",:;—–" or doc[start].is_space
        or (doc[start].lower_ == "that" and doc[start].dep_ == "mark")
    ):  # fmt: skip
        start += 1
    while start < end and (doc[end - 1].text in ",:;—–." or doc[end - 1].is_space):
        end -= 1
    return doc[start:end] if start < end else None


def with_quotation(index: Index, span: Span | None) -> Span | None:
    """The clause, widened to the whole quotation that holds all of it."""
    if span is None:
        return None
    for start, end in index.quotes:
        is_around = start <= span.start + 1 and span.end <= end + 1
        if is_around and start < span.end and end > span.start:
            sent = sentence_at(span[-1])
            return span.doc[max(start, sent.start) : min(end, sent.end)]
    return span


def _to_quotation_end(index: Index, span: Span | None) -> Span | None:
    """A request with the quotation that completes it: "the army to “stop …”"."""
    if span is None:
        return None
    for start, end in index.quotes:
        if 0 <= start - span.end <= 3 and start < sentence_at(span[-1]).end:
            return span.doc[span.start : min(end, sentence_at(span[-1]).end)]
    return span


def _quotation_beside(index: Index, verb: Token, speaker: Token) -> Span | None:
    """The quotation that ends just before a cue and its speaker, or begins just after them."""
    sent, doc = sentence_at(verb), verb.doc
    first = min(verb.i, speaker.left_edge.i if sentence_at(speaker) == sent else verb.i)
    last = max(verb.i, speaker.right_edge.i if sentence_at(speaker) == sent else verb.i)
    near = []
    for start, end in index.quotes:
        if start <= verb.i < end or end - start < 2:
            continue
        if end < sent.start and not (len(sent) <= 8 and verb.lemma_ in listed("closing cue")):
            continue  # the quotation of the sentence before needs a bare "he said"
        gap = first - end if end <= first else start - last if start > last else 99
        if gap <= 4 and (start < sent.end or doc[start - 2].text == ":"):
            near.append((gap, start, end))
    if not near:
        return None
    _, start, end = min(near)
    if end <= first:  # only the sentence that the cue closes; earlier ones are continued
        start = max(start, min(sent.start, sentence_at(doc[end - 1]).start))
    return doc[start:end] if start < end else None


def _objects(verb: Token) -> Span | None:
    """From the first object of a verb to the end of its last complement."""
    parts = [c for c in verb.rights if c.dep_ in CONTENT]
    parts = [c for c in parts if c.i == verb.i + 1 or not _is_adjunct(c)]
    if not any(c.dep_ in ("dobj", "ccomp", "xcomp", "prep") for c in parts):
        return None
    is_cue = f"{verb.lemma_} {parts[0].lower_}" in speech_table()
    if all(c.dep_ == "prep" for c in parts) and not is_cue:
        return None
    if any(c.lemma_.lower() in ("life", "victim") for c in parts):  # "claimed 49 lives"
        return None
    start = parts[0].left_edge.i + (parts[0].dep_ == "prep" and parts[0].i == verb.i + 1)
    end = parts[-1].right_edge.i + 1
    for token in verb.doc[start:end]:
        is_cue = token.tag_ == "VBG" and token.lemma_ in speech_table()
        if is_cue and token.nbor(-1).text == ",":
            end = token.i
            break
    return trimmed(verb.doc, start, end)


def _is_adjunct(part: Token) -> bool:
    """Whether a prepositional phrase says when or where it was said."""
    if part.dep_ != "prep":
        return False
    return part.lower_ in ("in", "on", "at", "during", "after", "before", "since", "late", "early")


def _opinion(verb: Token) -> Span | None:
    """Object and judgement: "the fighting as an attempt", "the reports false"."""
    objects = [c for c in verb.rights if c.dep_ in JUDGED | {"dobj", "prep"}]
    if not objects:
        return None
    span = _objects(verb) or trimmed(verb.doc, objects[0].left_edge.i, objects[-1].right_edge.i + 1)
    if span is None:
        return None
    if verb.lemma_ in ("see", "describe", "regard", "view", "characterize", "characterise"):
        return span if any(t.lower_ == "as" and t.dep_ == "prep" for t in span) else None
    has_judgement = any(c.dep_ in JUDGED for c in objects)
    quoted = any(t.text in '“”"' for t in span)
    return span if has_judgement or quoted else None


def _clause_around(verb: Token, speaker: Token) -> Span | None:
    """The clause that a cue stands beside or in: "Three died, police said"."""
    if verb.lemma_ not in SAYS:
        return None
    sent, doc = sentence_at(verb), verb.doc
    first = min(verb.i, speaker.left_edge.i)
    last = max(verb.i, speaker.right_edge.i) + 1
    is_before = verb.head.i < first or verb.dep_ == "ROOT"  # not "On Friday, he says, ten died"
    if is_before and first - sent.start >= 3 and doc[first - 1].text in (",", "”", '"', "—", "–"):
        return trimmed(doc, sent.start, first)
    if verb.dep_ in ("parataxis", "ccomp", "dep") and last < sent.end - 3:
        return trimmed(doc, last, sent.end)
    return None
