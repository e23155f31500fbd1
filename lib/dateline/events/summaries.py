"""What happened, in the words of the article?  The clause of an event, cut to be read alone."""

from spacy.tokens import Span, Token

from dateline.dates.tense import clause_root
from dateline.events.doers import PASSIVE, SUBJECTS, subject

SUMMARY_LENGTH = 150


def clauses(token: Token) -> list[Token]:
    """The verb of a clause and those it completes: "is set to meet" is one happening."""
    verbs = [clause_root(token)]
    while verbs[-1].dep_ == "xcomp":
        verbs.append(clause_root(verbs[-1].head))
    return verbs


def summary(token: Token) -> str:
    """The clause of an event in the words of the article, without what hangs on loosely.

    A clause without a subject takes the one above ("They … demanded his resignation"), and a
    clause on a noun brings the noun ("a cease-fire that Russia had brokered").
    """
    verb = clauses(token)[-1]
    if verb.dep_ in ("relcl", "acl"):
        noun = verb.doc[verb.head.left_edge.i : max(verb.right_edge.i, token.i) + 1]
        return _upper(_trim(noun))
    text = _trim(_clause_span(token, verb))
    has_subject = any(c.dep_ in (*SUBJECTS, *PASSIVE, "expl") for c in verb.children)
    giver = subject(verb) if not has_subject else None
    if verb.dep_ == "ccomp" and verb.head.dep_ == "relcl" and verb.head.i < verb.i:
        noun = verb.head.head  # "44 men who he said were killed"
        return _upper(f"{noun.doc[noun.left_edge.i : noun.i + 1].text} … {text}")
    if giver is None or giver.i > verb.i or verb in giver.ancestors:
        return _upper(text)
    name = giver.doc[giver.left_edge.i : giver.right_edge.i + 1].text.split(",")[0]
    return _upper(f"{name if len(name) < 60 else giver.text} … {text}")


def told(cue: Token, statements: list[dict]) -> str:
    """The clause of a verb of speech with what it tells: "Officials said: two men had died"."""
    own = summary(cue)
    said = next((s for s in statements if s["cue_start"] <= cue.idx < s["cue_end"]), None)
    if said is None or said["content"][:20] in own:
        return own  # "announced an amnesty"
    verb = "said" if said["cue"] == "told" else said["cue"]  # whom is left out
    words = " ".join(f"{said['speaker_name']} {verb}: {said['content']}".split())
    return _upper(_cut(words.strip(" ,;:—–-")))


def with_names(rows: list[dict], mentions: list[dict], actors: list[dict]) -> None:
    """Put names for the pronouns that summaries open with: "He was killed", "It said that"."""
    names = {row["actor_id"]: row["name"] for row in actors}
    said = {m["start_char"]: m for m in mentions if m.get("form") == "pronoun"}
    for row in rows:
        verb = clauses(row["token"])[-1]
        opener = next((c for c in verb.lefts if c.dep_ in (*SUBJECTS, *PASSIVE)), verb)
        mention, (word, _, rest) = said.get(opener.idx), row["summary"].partition(" ")
        if mention and word.lower() == opener.lower_ and mention["actor_id"] in names:
            row["summary"] = _cut(f"{_upper(names[mention['actor_id']])} {rest}")


def _clause_span(token: Token, verb: Token) -> Span:
    """The unbroken stretch of a clause around its verb."""
    kept = {verb.i}
    for child in verb.children:
        holds = token == child or child.is_ancestor(token)
        loose = child.dep_ in ("mark", "cc", "punct", "parataxis", "intj")
        loose |= child.dep_ in ("conj", "advcl") and not holds
        loose |= child.dep_ == "ccomp" and not holds and child.i < verb.i
        if not loose:
            kept |= {t.i for t in child.subtree}
    first = last = verb.i
    doc = verb.doc
    while first - 1 in kept or (first - 2 in kept and doc[first - 1].is_punct):
        first -= 1
    while last + 1 in kept or (last + 2 in kept and doc[last + 1].is_punct):
        last += 1
    return doc[min(first, token.i) : max(last, token.i) + 1]


def _trim(span: Span) -> str:
    """Words without loose punctuation at the ends, cut at a word when too long."""
    return _cut(" ".join(span.text.split()).strip(" ,;:—–-“”\"'"))


def _cut(text: str) -> str:
    """A text, cut at a word when too long."""
    if len(text) > SUMMARY_LENGTH:
        text = text[:SUMMARY_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:—–-“”") + " …"
    return text


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
