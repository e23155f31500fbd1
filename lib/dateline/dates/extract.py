"""When?  Temporal expressions of an article, resolved against its publication and each other.

`expressions` finds the words, `moments` reads the calendar, `anchors` takes days from other
expressions; here the parse says whether the words are a date, and which date governs a clause.
"""

import re
from functools import partial
from itertools import takewhile

from spacy.tokens import Doc, Span, Token

from dateline.dates import anchors, moments
from dateline.dates.anchors import DAY_PRECISIONS, Row
from dateline.dates.expressions import find_expressions
from dateline.dates.tense import clause_root, looks_ahead
from dateline.lexicon import listed
from dateline.names import SPEECH
from dateline.parse import entity_at, evidence, sentence_id, sentence_kind

NOUNS = ("NOUN", "PROPN")
COUNTED = ("minute", "hour", "day", "week", "month", "year")
NOT_DATES = ("PERSON", "ORG", "WORK_OF_ART", "FAC", "PRODUCT")
STORY = ("headline", "body", "caption")


def extract_dates(doc: Doc) -> list[dict]:
    """Rows of the table ``dates``: one row is one temporal expression of the story."""
    published = doc.user_data["article"].published
    pairs: list[Row] = []
    for name, match in find_expressions(doc.user_data["article"].text):
        span = _span(doc, name, match)
        if span is None or not _is_date(name, match, span):
            continue
        is_headline = sentence_kind(span.root) == "headline"
        ahead = partial(looks_ahead, span.root, is_headline=is_headline)
        row = moments.resolve(name, match, published, ahead)
        if row is not None:
            pairs = anchors.add(pairs, {"rule": name, "words": match.groupdict(), **row}, span)
    pairs = anchors.extend_anchored(pairs)
    pairs = sorted(pairs + anchors.since_events(doc, pairs), key=lambda p: p[1].start_char)
    anchors.resolve_by_context(pairs)
    anchors.mark_open(pairs)
    for row, _ in pairs:
        del row["rule"], row["words"]  # what only this stage needs
    return [{"date_id": f"d{n}", **evidence(span), **row} for n, (row, span) in enumerate(pairs)]


def date_for(target: Token | Span, dates: list[dict]) -> dict | None:
    """The temporal expression that governs a clause: same clause, then sentence, then before it.

    A day on a reporting verb ("said Wednesday") dates the saying, not what is said, so it is taken
    for another clause only when nothing else is there.  Returns the row, or ``None``.
    """
    token = target.root if isinstance(target, Span) else target
    here, dated = sentence_id(token), [d for d in dates if d["date_start"]]
    spans = ((d, d["start_char"], d["end_char"]) for d in dated if d["sentence_id"] == here)
    told = [(d, token.doc.char_span(*at, alignment_mode="expand").root) for d, *at in spans]
    own = [p for p in told if not (_belongs_elsewhere(token, *p) or _is_apart(token, *p))]
    verb = clause_root(token)
    other = _counted_from(token)
    if other is not None:  # "killed two on Monday, a day after the raid": the raid was not then
        own = [(row, root) for row, root in own if other in (root, *root.ancestors)]
        if not own:
            return None
    above = [verb, *verb.ancestors]
    ranked = sorted(
        (_distance(token, verb, above, root), abs(root.i - token.i), n)
        for n, (_, root) in enumerate(own)
    )
    if ranked and ranked[0][0] < 8:
        return own[ranked[0][2]][0]
    before = _told_before(token, here, dated)
    return before or (own[ranked[0][2]][0] if ranked else None)


def _counted_from(token: Token) -> Token | None:
    """The event of another day that a token stands in: that of "a week after an ambush"."""
    for event in (token, *token.ancestors):
        link = event.head if event.dep_ in ("pobj", "pcomp") else None
        marks = [c for c in event.lefts if c.dep_ == "mark"]
        link = link or next((c for c in marks if c.lower_ in ("after", "before")), None)
        is_counted = link is not None and link.i and link.lower_ in ("after", "before", "following")
        if is_counted and link.nbor(-1).lemma_.lower() in COUNTED:
            return event
    return None


def _belongs_elsewhere(token: Token, row: dict, root: Token) -> bool:
    """Whether a date only names another thing: the year in "provisions of the 2020 deal"."""
    is_name = root.dep_ in ("nummod", "compound", "nmod", "amod") and root.head.pos_ in NOUNS
    is_coarse = row["time_precision"] in ("month", "year", "decade")
    phrase = takewhile(lambda t: t.pos_ not in ("VERB", "AUX"), root.ancestors)
    return is_name and is_coarse and token not in phrase and root.head.dep_ != "nsubj"


def _is_apart(token: Token, row: dict, root: Token) -> bool:
    """Whether a clause only reports a date, or a year dates another thing in it.

    "announced it, saying it began at 8" · "criticised the group that was set up in 1992"
    """
    verb = clause_root(token)
    relative = next((t for t in (verb, *verb.ancestors) if t.dep_ in ("relcl", "acl")), None)
    if relative is not None and verb.tag_ in ("VBZ", "VBP") and not relative.head.is_ancestor(root):
        return True  # "X, which backs the rebels, said Tuesday"
    below = [a for a in (clause_root(root), *clause_root(root).ancestors) if verb in a.ancestors]
    is_coarse = row["time_precision"] in ("month", "year", "decade")
    return any(a.dep_ == "ccomp" or (is_coarse and a.dep_ in ("relcl", "acl")) for a in below)


def _told_before(token: Token, here: int, dated: list[dict]) -> dict | None:
    """The latest date before a sentence in its paragraph; a year only for the past tense."""
    told = token.doc.user_data["sentences"]
    is_past = clause_root(token).tag_ == "VBD"
    for row in reversed(dated):
        if row["sentence_id"] >= here:
            continue
        if told[row["sentence_id"]]["paragraph_id"] != told[here]["paragraph_id"]:
            return None
        if row["time_precision"] in DAY_PRECISIONS or is_past:
            return row
    return None


def _distance(token: Token, verb: Token, above: list[Token], date_root: Token) -> int:
    """0 for the phrase itself, 1 for the clause, more for clauses around; 8 and up for speech."""
    if token in (date_root, *date_root.ancestors) and token.pos_ not in ("VERB", "AUX"):
        return 0
    clause = clause_root(date_root)
    if clause == verb:
        return 1
    speech = 8 if clause.lemma_ in SPEECH else 0
    if verb in clause.ancestors:
        return 2 + speech
    return (3 if clause in above else 4) + speech


def _span(doc: Doc, name: str, match: re.Match) -> Span | None:
    """The expression without a leading "in" or "since"; ``None`` outside the story."""
    start = match.start()
    if name == "month" and (match["cue"] or "").lower().strip() not in ("", "last", "next", "this"):
        start = match.end("cue")
    if name == "dawn":
        start = match.start("part")
    if name == "duration" and match["number"].lower() in ("a", "an") and "-" in match.group():
        start = match.start("unit")
    span = doc.char_span(start, match.end(), alignment_mode="expand")
    while span is not None and len(span) > 1 and span[0].is_space:
        span = span[1:]
    if span is None or sentence_id(span[0]) < 0 or sentence_kind(span[0]) not in STORY:
        return None
    return span


def _is_date(name: str, match: re.Match, span: Span) -> bool:
    """Whether the words are a date here, and no name, number or verb."""
    first, last = span[0], span[-1]
    if name in ("month", "weekday") and span.start and not match.groupdict().get("cue"):
        entity = entity_at(first)
        longer = entity is not None and entity.label_ in NOT_DATES
        if longer and name == "month" and (entity.start < span.start or entity.end > span.end):
            return False
    is_verb = last.pos_ in ("AUX", "VERB") and span.text in ("May", "March")
    if is_verb and name in ("month", "month_day"):
        return False
    return name != "year" or _is_year(span)


def _is_year(span: Span) -> bool:
    """Whether four digits are a year: "in 2020", "the 2020 deal", not "killed 2020 people"."""
    doc, first, last = span.doc, span[0], span[-1]
    if len(span) > 1:
        return True
    previous = doc[first.i - 1] if first.i else None
    following = doc[last.i + 1] if last.i + 1 < len(doc) else None
    if following is not None and following.lower_ in listed("counted after a number, not a year"):
        return False
    if previous is None or first.is_sent_start:
        return following is None or following.tag_ != "NNS"
    if previous.lower_ in ("than", "least", "some", "nearly", "over", "almost", "roughly", "$"):
        return False
    if previous.lower_ in listed("word before a year"):
        return following is None or following.tag_ != "NNS" or last.ent_type_ == "DATE"
    is_modifier = previous.pos_ in ("DET", "PRON", "ADJ", "PART", "PROPN")
    return is_modifier or previous.text in "(’'s" or last.ent_type_ in ("DATE", "EVENT")
