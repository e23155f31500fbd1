"""Who says what?  Every attributed utterance with its speaker, cue and content.

A cue is a verb of speech or "according to".  Its speaker is the subject of the nearest verb of
speech upwards in the parse; its content is the clause, the object or the quotation that it governs.
"""

from bisect import bisect_right
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from dateline.names import read_reference, roles
from dateline.nominals import nominal_span
from dateline.parse import evidence, sentence_kind, sentences
from dateline.quotations import is_closed, quotations

FINITE = ("VBD", "VBZ", "VBP", "MD")
RELATIVE = {"who", "which", "that", "whom"}
FIRST_PERSON = {"i", "we", "you", "me", "us"}
DOCUMENTS = frozenset(
    "statement report letter message tweet post commentary interview speech document communique"
    " article call remark address news dispatch data study survey figure broadcast book website page".split()
)
UNREAL = {"could", "may", "might", "would", "should", "must", "will", "can", "’ll", "'ll", "’d"}
CONTENT = {"ccomp", "xcomp", "oprd", "dobj", "prep", "attr", "acomp", "pcomp"}
ADDRESSED = frozenset("tell inform warn ask urge assure accuse blame order instruct remind".split())
CLOSING_CUES = frozenset("say add shout tell explain reply write tweet ask joke".split())
DEMANDING = frozenset("demand urge call appeal plead".split())
INFINITIVE = frozenset("promise vow pledge threaten claim offer".split())
CONDITIONS = {"provided", "unless", "if", "because", "although"}


class Speaker(NamedTuple):
    """Who speaks: the tokens that name the speaker and the actor, if it is known."""

    start: int
    end: int
    actor_id: str | None


class Index(NamedTuple):
    """Where actors are named and what is quoted, by token."""

    starts: list[int]
    mentions: list[dict]
    quotes: list[tuple[int, int]]

    def mention(self, token: Token) -> dict | None:
        """The shortest naming of an actor around a token."""
        at = bisect_right(self.starts, token.idx)
        inside = [m for m in self.mentions[max(0, at - 6) : at] if m["end_char"] > token.idx]
        return min(inside, key=lambda m: m["end_char"] - m["start_char"], default=None)


@cache
def speech_table() -> dict[str, dict[str, str]]:
    """Verbs of speech with their stance and the frame of their content."""
    return {row["lemma"]: row for row in read_reference("speech")}


def extract_statements(doc: Doc, mentions: list[dict]) -> list[dict]:
    """Rows of the table ``statements``: one row is one attributed utterance."""
    placed = sorted((m for m in mentions if m["actor_id"]), key=lambda m: m["start_char"])
    index = Index([m["start_char"] for m in placed], placed, quotations(doc))
    closed = [quote for quote in index.quotes if is_closed(doc, quote)]
    quoted = {i for start, end in closed for i in range(start, end)}
    rows: list[dict] = []
    for sent in sentences(doc):
        for token in sent:
            row = None
            if token.i in quoted:
                continue  # what a quoted person says of others is his own statement
            if token.pos_ in ("VERB", "AUX") and token.lemma_ in speech_table():
                row = _read_verb(index, token)
            elif token.lower_ == "according":
                row = _read_according(index, token)
            if row is not None:
                rows.append(row)
        if sentence_kind(sent[0]) == "headline":
            rows += _read_headline(index, sent)
    rows += _continued_quotations(doc, index, rows)
    rows.sort(key=lambda row: (row["start_char"], row["cue_start"]))
    for i, row in enumerate(rows):
        row["statement_id"] = f"s{i}"
    return rows


def _read_verb(index: Index, verb: Token) -> dict | None:
    """The statement that a verb of speech makes, if it has a speaker and a content."""
    if _is_unreal(verb):
        return None
    row, particle = _speech_row(verb)
    final = _final_attribution(index, verb) if row["frame"] in ("clause", "either") else None
    if final is not None:
        speaker, content = final
        return _row(index, speaker, verb.doc[verb.i : verb.i + 1], content, row["stance"], None)
    speaker_head = _speaker_head(verb)
    if row is None or speaker_head is None:
        return None
    content = _content(index, verb, row["frame"], speaker_head)
    speaker = _speaker(index, speaker_head, may_be_any=verb.lemma_ in ("say", "tell"))
    if content is None or speaker is None or content.start <= speaker_head.i < content.end:
        return None
    cue = verb.doc[verb.i : (particle.i if particle is not None else verb.i) + 1]
    return _row(index, speaker, cue, content, row["stance"], _addressee(index, verb, particle))


def _final_attribution(index: Index, verb: Token) -> tuple[Speaker, Span] | None:
    """Speaker and content of a sentence that ends with "…, the police said on Monday".

    Read from the surface, for long sentences lead the parser astray.
    """
    doc, sent = verb.doc, verb.sent
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or any(
        t.tag_ in FINITE for t in doc[verb.i + 1 : sent.end]
    ):
        return None
    start = verb.i
    while start > sent.start and doc[start - 1].text not in (",", "”", '"', "—", "–"):
        start -= 1
        if doc[start].tag_ in FINITE or doc[start].lower_ in RELATIVE:
            return None
    before = doc[sent.start : start]
    if start == verb.i or len(before) < 4 or not any(t.tag_ in FINITE for t in before):
        return None
    named = [m for m in (index.mention(t) for t in doc[start : verb.i]) if m is not None]
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and start <= c.i < verb.i), None)
    mention = (index.mention(subject) if subject is not None else None) or (
        named[-1] if named else None
    )
    content = _trimmed(doc, sent.start, start)
    if mention is None or content is None or mention["kind"] == "part_of_name":
        return None
    span = doc.char_span(mention["start_char"], mention["end_char"], alignment_mode="expand")
    return Speaker(span.start, span.end, mention["actor_id"]), _with_quotation(index, content)


def _speech_row(verb: Token) -> tuple[dict | None, Token | None]:
    """The row of the table for a verb, with the particle of "called on"."""
    for child in verb.rights:
        if child.dep_ in ("prep", "prt") and child.i == verb.i + 1:
            row = speech_table().get(f"{verb.lemma_} {child.lower_}")
            if row is not None:
                return row, child
    return speech_table()[verb.lemma_], None


def _is_unreal(verb: Token) -> bool:
    """Whether nothing was said: "did not say", "will announce", "refused to say"."""
    for child in verb.lefts:
        if child.dep_ == "neg" and verb.lemma_ not in ("deny", "rule"):
            return True
        if child.dep_ == "aux" and child.lower_ in UNREAL:
            return True
        if (
            child.dep_ == "aux"
            and child.lower_ == "to"
            and verb.head.lemma_ not in ("continue", "go")
        ):
            return True
    return False


def _speaker_head(verb: Token, depth: int = 0) -> Token | None:
    """The word that names who speaks, found at the verb or upwards from it."""
    passive = None
    for child in verb.children:
        if child.dep_ == "nsubj":
            if child.lower_ in RELATIVE:
                return verb.head if verb.dep_ == "relcl" else None
            return child
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
        if child.dep_ == "nsubjpass":
            passive = child
    if passive is not None:
        return passive if depth and verb.lemma_ in ("quote", "cite", "hear") else None
    if depth > 4:
        return None
    if verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl", "amod"):
        return None
    return _inverted(verb) or _speaker_above(verb, depth)


def _speaker_above(verb: Token, depth: int) -> Token | None:
    """The speaker of a participle or of the second of two verbs, from the verb above."""
    head = verb.head
    if verb.dep_ in ("conj", "advcl", "xcomp", "dep", "ccomp") and head.pos_ in ("VERB", "AUX"):
        return _subject(head) if verb.dep_ == "advcl" else _speaker_head(head, depth + 1)
    if verb.dep_ == "pcomp":
        while head.dep_ in ("prep", "pcomp"):
            head = head.head
        return _speaker_head(head, depth + 1) if head.pos_ in ("VERB", "AUX") else None
    if verb.dep_ == "acl":
        if head.lemma_.lower() not in DOCUMENTS:
            return head
        while head.pos_ not in ("VERB", "AUX") and head.head.i != head.i:
            head = head.head
        return _subject(head) if head.pos_ in ("VERB", "AUX") else None
    return None


def _subject(verb: Token) -> Token | None:
    """The subject of a verb or of the verb that it is paired with."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            if child.lower_ in RELATIVE and verb.dep_ == "relcl":
                return verb.head
            return child
    return (
        _subject(verb.head)
        if verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.i != verb.i
        else None
    )


def _inverted(verb: Token) -> Token | None:
    """The speaker after the verb: "…," said the minister."""
    before = verb.nbor(-1) if verb.i and verb.tag_ in ("VBD", "VBZ", "VBP") else None
    if before is None or before.text not in (",", "”", '"', "?", "!"):
        return None
    for child in verb.rights:
        if child.dep_ in ("dobj", "attr", "oprd", "npadvmod", "dep") and child.pos_ in (
            "PROPN",
            "NOUN",
            "PRON",
        ):
            return (
                child
                if not child.ent_type_ or child.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
                else None
            )
    return None


def _speaker(index: Index, head: Token, may_be_any: bool = False) -> Speaker | None:
    """The speaker's naming and actor; ``None`` when the subject can say nothing."""
    if head.lower_ in FIRST_PERSON:
        return None
    doc, start, end = head.doc, *nominal_span(head)
    mention = index.mention(head)
    for child in head.rights:  # "The U.N. envoy to Iraq, Jan Kubis, called …"
        if child.dep_ == "appos" and child.ent_type_ == "PERSON" and index.mention(child):
            mention = index.mention(child)
    if mention is None:  # "Some in the opposition", "three of the officials"
        for prep in head.rights:
            if prep.dep_ == "prep" and prep.lower_ in ("in", "of", "among", "from", "for", "with"):
                target = next((c for c in prep.children if c.dep_ == "pobj"), None)
                found = index.mention(target) if target is not None else None
                if found is not None:
                    is_partitive = head.pos_ in ("DET", "PRON", "NUM", "ADJ")
                    return Speaker(start, target.i + 1, found["actor_id"] if is_partitive else None)
    if mention is not None and mention["kind"] != "part_of_name":
        span = doc.char_span(mention["start_char"], mention["end_char"], alignment_mode="expand")
        return Speaker(span.start, span.end, mention["actor_id"])
    lemma = head.lemma_.lower()
    is_speaker = (
        may_be_any or head.pos_ in ("PROPN", "PRON") or lemma in roles() or lemma in DOCUMENTS
    )
    if head.lower_ in ("it", "this", "that", "there", "what") or not is_speaker:
        return None
    if head.ent_type_ and head.ent_type_ in ("PERSON", "ORG"):
        ent = next(e for e in head.sent.ents if e.start <= head.i < e.end)
        start, end = min(start, ent.start), ent.end
    return Speaker(start, end, None)


def _content(index: Index, verb: Token, frame: str, speaker: Token) -> Span | None:
    """What is said: a clause, a quotation, or for some verbs their object."""
    clauses = [
        c for c in verb.children if c.dep_ == "ccomp" or (c.dep_ == "xcomp" and c.i > verb.i)
    ]
    objects = [c for c in verb.rights if c.dep_ in ("dobj", "dative")]
    orders = objects and any(c.dep_ == "xcomp" for c in clauses)
    if frame == "opinion":
        return None if verb.dep_ in ("relcl", "pcomp") else _opinion(verb)
    if frame == "request" or (orders and verb.lemma_ in ("tell", "warn")):
        is_request = clauses or verb.lemma_ in DEMANDING
        return _to_quotation_end(index, _objects(verb)) if is_request else None
    if frame == "either" and objects and all(c.i < verb.i for c in clauses):
        return _to_quotation_end(index, _objects(verb))
    if frame != "object":
        clauses = [c for c in clauses if c.dep_ == "ccomp" or verb.lemma_ in INFINITIVE]
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
    return _clause_around(verb, speaker)


def _in_a_document(verb: Token) -> Token | None:
    """The clause of "said in a statement that …", which the parser hangs on the statement."""
    for prep in verb.rights:
        for noun in prep.children if prep.dep_ == "prep" else ():
            if noun.lemma_.lower() in DOCUMENTS:
                clauses = [c for c in noun.rights if c.dep_ in ("acl", "ccomp", "relcl")]
                if clauses and any(t.lower_ == "that" for t in clauses[0].lefts):
                    return clauses[0]
    return None


def _passive_subject(verb: Token) -> Span | None:
    """What is claimed or condemned "by …"."""
    is_passive = any(c.dep_ == "agent" for c in verb.children)
    subject = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)
    if not is_passive or subject is None or subject.pos_ == "PRON":
        return None
    return _trimmed(verb.doc, subject.left_edge.i, subject.right_edge.i + 1)


def _clause(index: Index, verb: Token, clauses: list[Token], speaker: Token) -> Span | None:
    """The words of the complement clauses, without what another speaker says."""
    doc, last = verb.doc, clauses[-1]
    start, end = clauses[0].left_edge.i, last.right_edge.i + 1
    if clauses[0].i < verb.i < last.i:  # one before the cue and one after: keep the one after
        start = last.left_edge.i
    if start < verb.i < end:  # the cue stands inside: keep the longer side
        left = min(verb.left_edge.i, speaker.left_edge.i) if speaker.i < verb.i else verb.i
        start, end = (start, left) if left - start >= end - verb.i else (verb.i + 1, end)
    for child in verb.rights:  # "…, provided that it leaves" hangs on the cue but is said
        marks = {c.lower_ for c in child.lefts if c.dep_ == "mark"} | {child.lower_}
        if child.i >= end and child.dep_ in ("advcl", "prep") and marks & CONDITIONS:
            end = child.right_edge.i + 1
    for token in doc[start:end]:
        if token.dep_ == "advcl" and token.lemma_ in speech_table() and token.i > last.i:
            marks = [
                c for c in token.lefts if c.dep_ == "mark" and c.lower_ in ("while", "as", "but")
            ]
            if marks and start < marks[0].i < end:
                end = marks[0].i
                break
    return _with_quotation(index, _trimmed(doc, start, end))


def _trimmed(doc: Doc, start: int, end: int) -> Span | None:
    """Tokens without commas, spaces and "that" at the ends."""
    while start < end and (
        doc[start].text in ",:;—–" or doc[start].is_space or doc[start].lower_ == "that"
    ):
        if doc[start].lower_ == "that" and doc[start].dep_ != "mark":
            break
        start += 1
    while start < end and (doc[end - 1].text in ",:;—–." or doc[end - 1].is_space):
        end -= 1
    return doc[start:end] if start < end else None


def _with_quotation(index: Index, span: Span | None) -> Span | None:
    """The clause, widened to the whole quotation that holds all of it."""
    if span is None:
        return None
    for start, end in index.quotes:
        if (
            start <= span.start + 1
            and span.end <= end + 1
            and start < span.end
            and end > span.start
        ):
            sent = span.sent
            return span.doc[max(start, sent.start) : min(end, sent.end)]
    return span


def _to_quotation_end(index: Index, span: Span | None) -> Span | None:
    """A request with the quotation that completes it: "the army to “stop …”"."""
    for start, end in index.quotes if span is not None else ():
        if 0 <= start - span.end <= 3 and start < span.sent.end:
            return span.doc[span.start : min(end, span.sent.end)]
    return span


def _quotation_beside(index: Index, verb: Token, speaker: Token) -> Span | None:
    """The quotation that ends just before a cue and its speaker, or begins just after them."""
    sent, doc = verb.sent, verb.doc
    first = min(verb.i, speaker.left_edge.i if speaker.sent == sent else verb.i)
    last = max(verb.i, speaker.right_edge.i if speaker.sent == sent else verb.i)
    near = []
    for start, end in index.quotes:
        if start <= verb.i < end or end - start < 2:
            continue
        if end < sent.start and not (len(sent) <= 8 and verb.lemma_ in CLOSING_CUES):
            continue  # the quotation of the sentence before needs a bare "he said"
        gap = first - end if end <= first else start - last if start > last else 99
        if gap <= 4 and (start < sent.end or doc[start - 2].text == ":"):
            near.append((gap, start, end))
    if not near:
        return None
    _, start, end = min(near)
    if end <= first:  # only the sentence that the cue closes; earlier ones are continued
        start = max(start, min(sent.start, doc[end - 1].sent.start))
    return doc[start:end] if start < end else None


def _objects(verb: Token) -> Span | None:
    """From the first object of a verb to the end of its last complement."""
    parts = [
        c for c in verb.rights if c.dep_ in CONTENT and (c.i == verb.i + 1 or not _is_adjunct(c))
    ]
    if not any(c.dep_ in ("dobj", "ccomp", "xcomp", "prep") for c in parts):
        return None
    if all(c.dep_ == "prep" for c in parts) and verb.lemma_ != "call":
        return None
    if any(c.lemma_.lower() in ("life", "victim") for c in parts):  # "claimed 49 lives"
        return None
    start = parts[0].left_edge.i + (parts[0].dep_ == "prep" and parts[0].i == verb.i + 1)
    end = parts[-1].right_edge.i + 1
    for token in verb.doc[start:end]:
        nested = (
            token.tag_ == "VBG" and token.lemma_ in speech_table() and token.nbor(-1).text == ","
        )
        if nested:
            end = token.i
            break
    return _trimmed(verb.doc, start, end)


def _is_adjunct(part: Token) -> bool:
    """Whether a prepositional phrase says when or where it was said."""
    if part.dep_ != "prep":
        return False
    return part.lower_ in ("in", "on", "at", "during", "after", "before", "since", "late", "early")


def _opinion(verb: Token) -> Span | None:
    """Object and judgement: "the fighting as an attempt", "the reports false"."""
    objects = [
        c for c in verb.rights if c.dep_ in ("dobj", "ccomp", "oprd", "prep", "xcomp", "attr")
    ]
    if not objects:
        return None
    span = _objects(verb) or _trimmed(
        verb.doc, objects[0].left_edge.i, objects[-1].right_edge.i + 1
    )
    if span is None:
        return None
    if verb.lemma_ in ("see", "describe", "regard", "view", "characterize", "characterise"):
        return span if any(t.lower_ == "as" and t.dep_ == "prep" for t in span) else None
    has_judgement = any(c.dep_ in ("oprd", "ccomp", "xcomp", "attr") for c in objects)
    quoted = any(t.text in '“”"' for t in span)
    return span if has_judgement or quoted else None


def _clause_around(verb: Token, speaker: Token) -> Span | None:
    """The clause that a cue stands beside or in: "Three died, police said"."""
    if verb.lemma_ not in (
        "say",
        "tell",
        "add",
        "report",
        "write",
        "state",
        "note",
        "claim",
        "announce",
    ):
        return None
    sent, doc = verb.sent, verb.doc
    first = min(verb.i, speaker.left_edge.i)
    last = max(verb.i, speaker.right_edge.i) + 1
    if first - sent.start >= 3 and doc[first - 1].text in (",", "”", '"', "—", "–"):
        return _trimmed(doc, sent.start, first)
    if verb.dep_ in ("parataxis", "ccomp", "dep") and last < sent.end - 3:
        return _trimmed(doc, last, sent.end)
    return None


def _read_according(index: Index, token: Token) -> dict | None:
    """The statement of "according to …": the rest of its sentence."""
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        to = token.nbor()
    target = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    if target is None:
        return None
    speaker = _speaker(index, target) or Speaker(*nominal_span(target), None)
    sent, doc = token.sent, token.doc
    before = _trimmed(doc, sent.start, token.i)
    after = _trimmed(doc, max(to.right_edge.i, target.right_edge.i) + 1, sent.end)
    content = before if before is not None and len(before) >= 3 else after
    if content is None:
        return None
    return _row(index, speaker, doc[token.i : to.i + 1], content, "asserts", None)


def _read_headline(index: Index, sent: Span) -> list[dict]:
    """The statement of a headline with a colon: "Official: 5 dead" or "5 dead: monitor"."""
    doc = sent.doc
    for token in sent:
        if token.text != ":":
            continue
        left, right = doc[sent.start : token.i], doc[token.i + 1 : sent.end]
        for side, content in ((left, right), (right, left)):
            if not 0 < len(side) <= 6 or len(content) < 3:
                continue
            mention = index.mention(side.root)
            if mention is not None or side.root.lemma_.lower() in roles():
                actor_id = mention["actor_id"] if mention else None
                speaker = Speaker(side.start, side.end, actor_id)
                return [_row(index, speaker, doc[token.i : token.i + 1], content, "asserts", None)]
    return []


def _addressee(index: Index, verb: Token, particle: Token | None) -> str | None:
    """The actor spoken to, or accused."""
    targets = [
        c for c in verb.children if c.dep_ in ("dobj", "dative") and verb.lemma_ in ADDRESSED
    ]
    if particle is not None:
        targets = [c for c in particle.children if c.dep_ == "pobj"]
    mention = index.mention(targets[0]) if targets else None
    return mention["actor_id"] if mention else None


def _continued_quotations(doc: Doc, index: Index, rows: list[dict]) -> list[dict]:
    """Statements for whole quoted sentences beside an attributed one, which keep its speaker."""
    kept = doc.user_data["sentences"]
    found: list[dict] = []
    by_sentence: dict[int, list[dict]] = {}
    starts = [doc[sentence["start"]].idx for sentence in kept]
    for row in rows:
        cue_sentence = bisect_right(starts, row["cue_start"]) - 1
        for number in {row["sentence_id"], cue_sentence}:
            by_sentence.setdefault(number, []).append(row)
    for start, end in index.quotes:
        first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
        covered = [r for r in rows if r["start_char"] < last and first < r["end_char"]]
        numbers = sorted({doc.user_data["sentence_of"][i] for i in range(start, end)} - {-1})
        free = [n for n in numbers if not any(r["sentence_id"] == n for r in covered)]
        if not free or end - start < 4 or kept[free[0]]["kind"] not in ("body", "caption"):
            continue
        paragraph = kept[free[0]]["paragraph_id"]
        near = covered or [
            row
            for n in (free[0] - 1, free[-1] + 1, free[0])
            for row in by_sentence.get(n, ())
            if kept[n]["paragraph_id"] == paragraph or _is_whole_paragraph(kept, numbers, n)
        ]
        if not near:
            continue
        low, high = max(start, kept[free[0]]["start"]), min(end, kept[free[-1]]["end"])
        model = near[-1] if near[-1]["sentence_id"] <= free[0] else near[0]
        if low < high:
            span = doc[low:high]
            found.append(model | evidence(span) | {"content": span.text, "directness": "direct"})
    return found


def _is_whole_paragraph(kept: list[dict], numbers: list[int], before: int) -> bool:
    """Whether a quotation fills its paragraph and so goes on from the one before."""
    first, last = kept[numbers[0]]["paragraph_id"], kept[numbers[-1]]["paragraph_id"]
    own = [n for n, row in enumerate(kept) if row["paragraph_id"] == first]
    return before < numbers[0] and first == last and own == numbers


def _row(
    index: Index, speaker: Speaker, cue: Span, content: Span, stance: str, addressee: str | None
) -> dict:
    """A row of the table ``statements``."""
    named = content.doc[speaker.start : speaker.end]
    return evidence(content) | {
        "speaker": speaker.actor_id,
        "speaker_name": named.text,
        "speaker_start": named.start_char,
        "speaker_end": named.end_char,
        "cue": cue.text,
        "cue_start": cue.start_char,
        "cue_end": cue.end_char,
        "directness": _directness(index, content),
        "stance": stance,
        "content": content.text,
        "addressee": addressee,
    }


def _directness(index: Index, content: Span) -> str:
    """Whether the content is quoted as a whole, in part or not at all."""
    quoted = 0
    for start, end in index.quotes:
        quoted += max(0, min(end, content.end) - max(start, content.start))
    if not quoted:
        return "indirect"
    marked = content.start > 0 and any(
        content.doc[i].lower_ == "that" for i in range(max(0, content.start - 2), content.start)
    )
    return "direct" if quoted >= len(content) - 2 and not marked else "mixed"
