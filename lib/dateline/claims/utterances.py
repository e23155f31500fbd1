"""Whose word is a figure?  What states one, who issued a statement, who is cited or labelled.

A verb has a speaker (``cues``); reports, claims and counts have an owner or are nobody's.
"""

import re

from spacy.tokens import Doc, Span, Token

from dateline.claims.cues import subject_of
from dateline.claims.people import people
from dateline.claims.speakerwords import NAMING, SPEAKERS, is_body, trim
from dateline.lexicon import listed, words
from dateline.parse import sentence_at

SPEECH_FORMS = listed("verb form of telling")
HAS_IT = words("has have had made owned")
NEEDS_TOLL = listed("verb that needs a toll")
TOLL_NOUNS = listed("noun of a toll")
NEEDS_THAT = listed("verb that needs a clause")
HARMED = words("killed dead wounded injured hurt missing captured") | listed("the harmed")
SPEAKS_OF = words("speak speaks spoke spoken speaking")
TIMING = {"RB", "RBR", "IN"}
ATTACKED = re.compile(
    r"^(?:that\s+)?(?:it|they|he|she)\s+(?:was|were|had|has|have)\s+"
    r"(?:behind|responsible|carried\s+out)\b"
)
NO_SPEAKERS = listed("no speaker")
FINDERS = listed("noun that finds")
NOT_TOLD = {"responsibility", "credit", "lives", "life"}
CLAIMS = {"claim", "claims", "report", "reports", "allegation", "allegations", "assertion"}
DOUBTS = {"deny", "reject", "dismiss", "dispute", "refute", "doubt"}
OFFICIAL = {"official", "officials", "government"}
FIGURES = words("figures data records")
ISSUED = listed("document") | words("analysis investigation tally count") | FIGURES
SHOWING = words("read reads show shows showed shown")  # what a document does
OPENING_FIGURE = words("what how") | TOLL_NOUNS
OWN_PAPER = words("this our")  # "this newspaper" is the reporter
ISSUING = words("issue release publish post send make circulate give put")
SPEAKER_NOUNS = re.compile(
    r"\b(officials?|police|army|military|monitors?|observers?|observatory|ministry|ministers?|media|sources?|"
    r"activists?|group|report|reports|agency|government|u\.?n\.?|nato|authorities|governor|mayor|president|pm|"
    r"spokes(?:man|woman|person)|doctors?|medics?|rescuers?|watchdog|ngo|charity|residents?|witness(?:es)?|pentagon|office|prosecutors?|hospitals?|"
    r"court|cops?|commander|chief|envoy|militia|rebels?|state tv|rights groups?)$",
    re.IGNORECASE,
)
CLAUSE_OPENERS = words("where and but because whereas although though when which")


def has_it(token: Token) -> bool:
    """Whether a verb tells by the words after it: "has made known", "as the radio has it"."""
    after = token.doc[token.i + 1 : token.i + 3]
    if len(after) < 2 or token.lower_ in ("made", "owned"):
        return len(after) > 0 and after[0].lower_ in ("known", "public", "up")
    return after[0].lower_ == "it" and (after[1].lower_ in ("that", ",") or after[1].is_punct)


def tells_figure(verb: Token, subject: Span, end: int) -> bool:
    """Whether a cue states something: no claim of responsibility, no counting of lives."""
    window = [t.lower_ for t in verb.doc[verb.i + 1 : min(end, verb.i + 6)]]
    if is_nobody(subject):
        return False
    if set(window) & NOT_TOLD and verb.lower_.startswith("claim"):
        return False
    if verb.lower_ in SHOWING:
        return not ISSUED.isdisjoint(t.lower_ for t in subject)
    if verb.lower_ in NEEDS_TOLL:
        first = verb.doc[max(0, subject.start - 3) : subject.start]  # "12 is what the army gives"
        is_what = verb.dep_ in ("relcl", "ccomp") and any(t.lower_ in OPENING_FIGURE for t in first)
        # "put it at 70", "put at 70 the dead"
        at = window[1:3] if window[1:2] == ["at"] else window
        is_at = at[:1] == ["at"] and any(t.like_num for t in verb.doc[verb.i + 2 : verb.i + 7])
        is_post = verb.lower_ == "posted" and "that" in window
        is_told = is_what or is_at or is_post or bool(set(window) & TOLL_NOUNS)
        is_told = is_told or _counts_harmed(verb, end)
        return is_told and (is_body(subject[-1]) or not _is_thing(subject[-1]))
    if verb.lower_ in NEEDS_THAT:  # no "charged two men", no "maintained control"
        before = {t.text for t in verb.doc[max(0, subject.start - 2) : subject.start]}
        tells = window[:1] in (["it"], ["they"]) or verb.nbor().like_num or "that" in window[:3]
        closes = verb.nbor().is_punct or verb.nbor(2).ent_type_ == "DATE"
        return tells or bool(before & {",", "”", '"'}) and closes
    if verb.lower_ in SPEAKS_OF:
        of = next((k for k, word in enumerate(window[:4]) if word in ("of", "about")), None)
        told = verb.doc[verb.i + 1 : verb.i + 1 + (of or 0)]  # "had spoken earlier of 41 killed"
        is_of = of is not None and all(t.tag_ in TIMING or t.ent_type_ == "DATE" for t in told)
        return is_of and any(t.like_num for t in verb.doc[told.end + 1 : told.end + 5])
    if verb.lemma_ == "admit" and verb.dep_ == "ccomp" and verb.nbor().like_num:
        return False  # "a nurse said it had admitted 46 wounded people"
    if ATTACKED.match(verb.doc[verb.i + 1 : min(end, verb.i + 7)].text):
        return False
    if verb.lower_ in ("find", "finds", "found"):
        return subject[-1].lower_ in FINDERS
    if subject[0].tag_ == "PRP$" and _is_thing(subject[-1]):
        return False  # "his village alone had counted 58 dead"
    return subject[-1].lower_ != "there" and (
        subject[-1].lower_ != "it" or not verb.lower_.startswith(("claim", "believ"))
    )


def _is_thing(noun: Token) -> bool:
    """Whether a noun is of no people and no document: "the blast", "his village"."""
    is_document = noun.lower_ in NO_SPEAKERS or noun.lemma_ in ISSUED
    return people().get(noun.lower_) == "not_people" and not is_document


def _counts_harmed(verb: Token, end: int) -> bool:
    """Whether "gave 31 soldiers killed" or "raised that to seven dead" counts people harmed."""
    after = verb.doc[verb.i + 1 : min(end, verb.i + 11)]
    number = next((t.i for t in after if t.like_num), None)
    is_near = number is not None and (number <= verb.i + 2 or verb.lower_.startswith(("r", "b")))
    return is_near and any(t.lower_ in HARMED for t in verb.doc[number : min(end, number + 6)])


def is_nobody(subject: Span) -> bool:
    """Whether reports or figures speak that are nobody's ("initial reports", not "UN data")."""
    if subject[0].lower_ in OWN_PAPER and subject[-1].tag_ == "NN":
        return len(subject) == 2
    named = any(t.ent_type_ or t.is_upper or t.lower_ in SPEAKERS | OFFICIAL for t in subject)
    return subject[-1].lower_ in NO_SPEAKERS and not named


def issued_by(subject: Span) -> Span | None:
    """Who issued a statement, a post or a count that is the subject of a verb of speech."""
    paper = next((t for t in subject if t.lower_ in ISSUED), None)
    if paper is None:
        return None
    held = next((c for c in paper.children if c.dep_ == "poss" and c in subject), None)
    if held is not None and held.tag_ != "PRP$":  # "the hospital's statement"
        return trim(subject.doc[max(subject.start, held.left_edge.i) : held.i + 1])
    parts = (c for c in paper.lefts if c.dep_ == "compound" or c.lower_ in SPEAKERS)
    parts = (c for c in parts if c.lower_ not in ("press", "news"))
    body = next((c for c in parts if is_body(c)), None)
    if body is not None and body in subject:  # "the ministry statement"
        return trim(subject.doc[body.left_edge.i : body.i + 1])
    if paper.lower_ in FIGURES and subject.doc[paper.i + 1].lower_ not in ("of", "from", "by"):
        return None
    named = issuer(subject.doc, paper.i + 1)
    if named is None and paper.dep_ == "dobj" and paper.head.lemma_ in ISSUING:
        named = subject_of(paper.head, paper.sent.start, paper.i)  # "he issued a statement"
    return named


def issuing(verb: Token, start: int, end: int) -> Span | None:
    """Who gives out a document: "the army issued a statement"."""
    papers = (c for c in verb.rights if c.dep_ == "dobj" and c.lower_ in ISSUED)
    return None if next(papers, None) is None else subject_of(verb, start, end)


def told_version(be: Token, start: int, end: int) -> Span | None:
    """Whose version it is in "the government's version is that five died"."""
    paper = next((c for c in be.lefts if c.dep_ == "nsubj" and c.lower_ in ISSUED), None)
    tells = paper is not None and any(
        c.dep_ in ("ccomp", "attr", "acomp") or c.lower_ == "of" for c in be.rights
    )
    return issued_by(be.doc[paper.left_edge.i : paper.right_edge.i + 1]) if tells else None


def issuer(doc: Doc, i: int) -> Span | None:
    """Who stands behind words before token i: "on a Front website", "by the rebels"."""
    if i < len(doc) and doc[i].lower_ == "published":  # "a study published this month in"
        i = next((j for j in range(i, min(i + 5, len(doc))) if doc[j].lower_ in ("in", "by")), i)
    if i >= len(doc) or doc[i].lower_ not in ("on", "from", "by", "in", "of"):
        return None
    last = first = i + 1 + (doc[min(i + 1, len(doc) - 1)].tag_ == "DT")
    while last < len(doc) and doc[last].tag_ in NAMING:
        last += 1
    named = trim(doc[first:last]) if first < last else doc[:0]
    if any(is_body(t) or t.lower_ in SPEAKERS for t in named[-1:]) and doc[i].lower_ in (
        "by",
        "from",
        "of",
    ):
        return named
    proper = [t.i for t in named if t.tag_ in ("NNP", "NNPS")]
    return doc[proper[0] : proper[-1] + 1] if proper else None


def claim_of(claim: Token, start: int) -> list[tuple[Token, Span]]:
    """The noun and who is behind "the army's claim of 80 militants killed"."""
    if claim.lower_ not in CLAIMS or claim.i + 3 >= len(claim.doc) or claim.nbor().lower_ != "of":
        return []
    counts = any(t.like_num for t in claim.doc[claim.i + 2 : claim.i + 5])
    owner = trim(claim.doc[max(start, claim.left_edge.i) : claim.i])
    is_owned = claim.nbor(-1).tag_ == "POS" or len(owner) and is_body(owner[-1])
    return [(claim, owner)] if counts and is_owned else []


def asserter(that: Token, start: int) -> tuple[Span | None, Span | None] | None:
    """Whose words are told of before "that", if anybody's, and who doubts them.

    The rebels and the army in "the army denied claims by the rebels that 40 had died".
    """
    near = range(that.i - 1, max(start, that.i - 8) - 1, -1)
    noun = next((that.doc[j] for j in near if that.doc[j].lower_ in CLAIMS), None)
    if noun is None or noun.head.lemma_ not in DOUBTS and noun.i + 1 == that.i:
        return None
    first = noun.left_edge.i
    owner = trim(that.doc[first : noun.i]) if first < noun.i else that.doc[noun.i : noun.i]
    is_owned = len(owner) and owner[-1].tag_ in NAMING - {"DT", "JJ"}
    by = issuer(that.doc, noun.i + 1) if noun.i + 1 < that.i else owner if is_owned else None
    doubter = subject_of(noun.head, start, noun.i) if noun.head.lemma_ in DOUBTS else None
    return (by, doubter) if by is not None or doubter is not None else None


def subject_before(pronoun: Token) -> Span | None:
    """The body that is the subject before a clause: "the Commission had a count; it said"."""
    doc = pronoun.doc
    verb = pronoun.head
    if verb.dep_ == "relcl" and verb.head.i < pronoun.i:  # "a list of those it said were killed"
        main = next((t for t in pronoun.sent.root.lefts if t.dep_ == "nsubj"), pronoun)
        if main.i < verb.head.i and (SPEAKER_NOUNS.search(main.text) or _is_body(main)):
            return trim(doc[main.left_edge.i : main.i + 1])
    opener = pronoun.i - 1 - (pronoun.i > 1 and doc[pronoun.i - 1].text == ",")  # "which, it says,"
    if opener < 0 or doc[opener].lower_ not in CLAUSE_OPENERS:
        return None
    before = doc[sentence_at(pronoun).start : opener]
    head = next((t for t in before if t.dep_ == "nsubj"), None)
    are_many = pronoun.lower_ == "they" and head is not None and head.tag_ in ("NNS", "NNPS")
    if head is None or not (are_many or SPEAKER_NOUNS.search(head.text) or _is_body(head)):
        return None
    return trim(doc[head.left_edge.i : head.i + 1])


def _is_body(token: Token) -> bool:
    """Whether a subject is an organisation by name."""
    is_org = token.ent_type_ == "ORG" or not token.ent_type_ and token.left_edge.tag_ == "DT"
    return is_org and token.tag_ == "NNP"
