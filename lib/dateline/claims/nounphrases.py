"""How far does a noun phrase reach, and what is its head?  Read from left to right.

The small model's trees are often wrong around numbers: "1 UN national staff", "3 dead",
"105 of his country's soldiers".
"""

from spacy.tokens import Doc, Token

from dateline.claims.numerals import value
from dateline.claims.people import (
    NOMINAL,
    PAIRS,
    Group,
    is_aged,
    names_people,
    people,
    phrase_kind,
)
from dateline.lexicon import lexicon, listed, words
from dateline.parse import sentence_at

INSIDE = NOMINAL | words("JJ JJR JJS POS HYPH CD FW AFX VBG VBN VBD RB PRP$")  # fmt: skip
MODIFIERS = INSIDE - {"VBD"}
PARTICIPLES = listed("state of harm")
AN = {"a", "an"}
OWN = {"number", "ranks", "own"}
# Nouns in the singular that name many people: the number after "of" is their count.
BODIES = listed("body of people")
BESIDE = {"outside", "inside", "near", "amid"}  # the tagger takes them for adjectives
PARTICLES = words("de do da del la al")  # within the name of a place
PLACING = words("in at near outside of from")
OTHERS = {"other", "others", "more", "another", "further", "additional"}


def noun_run(doc: Doc, i: int, limit: int) -> tuple[int, int | None]:
    """End of the run of nouns and modifiers from token i, and its head noun (or ``None``)."""
    head, aged, j = None, None, i
    while j < limit:
        token = doc[j]
        word = token.lower_
        is_past = word in ("last", "this", "next")  # "killed nine last week"
        if (head is not None or is_past) and token.ent_type_ in ("DATE", "TIME"):
            break
        if word in BESIDE and not names_people(doc[min(j + 1, limit - 1)].lower_):
            break  # "bomber kills 14 outside court"
        if word == "-" and j and doc[j - 1].whitespace_:
            break  # "kills 10 - police"
        if token.like_num and (old := _age_end(doc, j, limit)):
            j, aged = old, old - 1
            continue
        if word in OTHERS and j <= i + 1:
            head = j
        elif token.tag_ in INSIDE or word in people():
            if _starts_predicate(doc, i, j, limit, head):
                break
            if token.tag_ in NOMINAL or names_people(word):
                head = j
            if word in ("passer", "passers") and j + 2 < limit:
                return j + 3, j  # "passers-by" is three tokens
        elif token.is_quote and j == i and j + 1 < limit and doc[j + 1].tag_ in NOMINAL | {"JJ"}:
            pass  # 40 "invaders"
        elif word == "(" and (closing := _closing(doc, j, limit)):
            j = closing
        elif not (word in ("/", "-", ",") and _continues_modifiers(doc, j, limit, head)):
            break
        j += 1
    if head is None and j > i and doc[j - 1].text[:1].isupper() and doc[j - 1].tag_ == "JJ":
        head = j - 1  # "a Palestinian", tagged as an adjective
    head = aged if head is None else head  # "a 12-year-old was killed"
    return (head + 1, head) if head is not None else (i, None)


def is_province(doc: Doc, name: Group, end: int) -> bool:
    """Whether a name before a comma says where a town lies ("in Natal, Para, two men died")."""
    i, commas = name.start, 0
    while i > 1 and (doc[i - 1].tag_ == "NNP" or doc[i - 1].lower_ in {",", *PARTICLES}):
        i -= 1
        commas += doc[i].text == ","
    is_listed = name.kind == "named" and doc[end].text == "," and commas == 1
    return is_listed and doc[i - 1].lower_ in PLACING


def _closing(doc: Doc, j: int, limit: int) -> int | None:
    """Index of the bracket that closes a short remark opened at token j."""
    return next((k for k in range(j + 2, min(j + 6, limit)) if doc[k].text == ")"), None)


def _age_end(doc: Doc, j: int, limit: int) -> int | None:
    """End of "15-year-old" that starts at token j, or ``None``."""
    words = [t.lower_ for t in doc[j + 1 : min(j + 5, limit)]]
    return j + 5 if words == ["-", "year", "-", "old"] else None


def _starts_predicate(doc: Doc, i: int, j: int, limit: int, head: int | None) -> bool:
    """Whether the word at j is no modifier but says what happened to the group."""
    token = doc[j]
    word = token.lower_
    is_verb = word in ("was", "were", "is", "are", "had", "has", "have")
    if token.pos_ == "AUX" or is_verb and token.tag_ != "NNP":  # "12 IS militants"
        return True
    if j > i + 1 and doc[j - 1].text in "-–" and not doc[j - 1].whitespace_:
        return False  # "two Russian-backed separatists"
    following = doc[j + 1] if j + 1 < limit else None
    has_noun_next = following is not None and (
        following.lower_ in people()
        or following.tag_ in NOMINAL | {"JJ"}
        and following.lower_ not in lexicon()
    )
    is_modifier = token.tag_ == "NN" and following is not None and following.lower_ != "dead"
    if is_modifier and names_people(following.lower_):
        return False  # "a suicide bomber", "the hostage takers", but "three shot dead"
    _, harm, frame = lexicon().get(word, ("", "", ""))
    is_place = token.tag_ in ("NN", "NNS") and harm == "displaced" and frame != "flee"
    if word in lexicon() and not names_people(word) and not is_place or word in PARTICIPLES:
        opens = word in PARTICIPLES and head is None and has_noun_next
        noun = doc[j + 1 + (following.tag_ == "JJ" and j + 2 < limit)] if opens else token
        return not (opens and noun.tag_ in NOMINAL)  # "an abducted special constable"
    if token.tag_ in ("VBD", "VBN", "VBG", "RB"):
        is_adverb = token.tag_ == "RB" and following is not None
        modifies = is_adverb and following.tag_ in ("JJ", "VBN")
        return head is not None or not (has_noun_next or modifies)
    if token.tag_ == "PRP$":
        return True
    if token.tag_ == "CD" and token.like_num:
        return not (has_noun_next and j > i)
    if token.tag_ in ("JJ", "JJR", "JJS") and head is not None:
        return not has_noun_next
    return False


def _continues_modifiers(doc: Doc, j: int, limit: int, head: int | None) -> bool:
    """Whether a slash, hyphen or comma joins modifiers ("police/army men")."""
    if doc[j].text == ",":
        return (
            head is None and j + 1 < limit and doc[j + 1].tag_ == "JJ" and doc[j - 1].tag_ == "JJ"
        )
    is_dash = doc[j].text == "-" and doc[j - 1].whitespace_  # "five people - three women"
    is_joined = j + 1 < limit and doc[j + 1].tag_ in INSIDE and doc[j - 1].tag_ in INSIDE
    return is_joined and not is_dash


def partitive(doc: Doc, of: int, limit: int, head: int | None) -> tuple[int, int | None]:
    """End and head of "of his country's soldiers" after a number."""
    j = of + 1 + doc[min(of + 1, limit - 1)].is_quote  # dozens of "martyrs"
    if doc[min(j, limit - 1)].lower_ == "which":
        return j + 1, j
    while j < limit and (
        doc[j].tag_ in ("DT", "PRP$", "PDT", "WDT", "CD") or doc[j].lower_ in ("all", "some")
    ):
        j += 1
    if j < limit and doc[j].lower_ in ("whom", "them", "those", "these", "which", "us"):
        return j + 1, j
    if j > of + 1 and j < limit and doc[j - 1].lower_ in ("those", "these", "them"):
        return j, j - 1
    is_own = j < limit and doc[j].lower_ in OWN and doc[j - 1].tag_ == "PRP$"
    is_own &= doc[min(j + 1, limit - 1)].tag_ not in NOMINAL | {"JJ"}  # "of its own soldiers"
    is_harmed = j < limit and doc[j].lower_ in PARTICIPLES
    if is_harmed and j + 1 < limit and doc[j + 1].tag_ == "NNS" and names_people(doc[j + 1].lower_):
        return j + 2, j + 1  # "five of the slain militants"
    if is_own or is_harmed:
        return j + 1, j  # "four of their number", "two of the wounded"
    stop, inner = noun_run(doc, j, limit)
    return (stop, inner) if inner is not None else (of, head)


def group_at(doc: Doc, i: int) -> Group | None:
    """The uncounted group around token i."""
    token = doc[i]
    if token.pos_ == "PRON" or token.tag_ in ("WP", "WDT", "PRP", "DT"):
        return None
    if token.tag_ not in NOMINAL and token.lower_ not in people() and not is_aged(doc, i):
        return None
    return _phrase(doc, token)


def antecedent(doc: Doc, group: Group) -> Group | None:
    """Who "three of them" are: "fired at protesters, killing three of them", "of whom died"."""
    word = doc[group.head].lower_
    if word not in ("them", "whom") or doc[min(group.end, len(doc) - 1)].tag_ in NOMINAL:
        return None
    before = reversed(doc[sentence_at(doc[group.head]).start : group.start])
    last = next((t for t in before if t.tag_ in ("NNS", "CD")), None)
    is_struck = last is not None and (last.dep_ in ("dobj", "pobj") or word == "whom")
    is_struck = is_struck and names_people(last.lower_)
    return group_at(doc, last.i) if is_struck else None


def apposition(doc: Doc, group: Group) -> Group | None:
    """Who one person is: "one of the guards, a Nepali father of two, died", not in a list."""
    j, is_named = group.end, group.kind == "named"
    while j + 3 < len(doc) and doc[j].text == "," and doc[j + 1].like_num:
        j += 2  # "Ana Ruiz, 41, a nurse"
    opens = AN | {"the"} if is_named else AN
    is_apart = group.figure == 1 and j + 3 <= len(doc) and doc[j].text == ","
    if not is_apart or doc[j + 1].lower_ not in opens:
        return None
    stop, limit = j + 2, sentence_at(doc[group.head]).end
    while stop < limit and doc[stop].tag_ in NOMINAL | {"JJ", "CD", "HYPH", "VBN"}:
        stop += 1
    close = next((k for k in range(stop, min(stop + 8, limit)) if doc[k].text in ",.;"), limit)
    is_clause = any(t.pos_ in ("VERB", "AUX") or t.lower_ == "and" for t in doc[stop:close])
    after = doc[min(close + 1, limit - 1)]
    goes_on = after.pos_ in ("VERB", "AUX", "ADV") or after.tag_ in ("WP", "IN", "TO")
    is_last = close >= limit - 1 and group.kind != "singular"  # "killed a guard, a passer-by."
    is_one = stop > j + 2 and (is_named or not is_clause and (goes_on or is_last))
    return Group(j + 1, stop, stop - 1, "named") if is_one else None


def _phrase(doc: Doc, token: Token) -> Group | None:
    """The uncounted noun phrase around a noun."""
    sentence, harm = sentence_at(token), lexicon()
    start, first = token.i, sentence.start
    while start > first and doc[start - 1].tag_ in MODIFIERS and doc[start - 1].lower_ not in harm:
        start -= 1
        if doc[start].tag_ == "PRP$":
            break
    while doc[start].tag_ != "PRP$" and start > first and doc[start - 1].tag_ in ("DT", "PRP$"):
        start -= 1
    stop, head = noun_run(doc, token.i, sentence.end)
    head = token.i if head is None or doc[head].tag_ not in NOMINAL else head
    stop, size = max(stop, token.i + 1), size_of(doc, head)
    return Group(start, stop, head, phrase_kind(doc, start, head), size=size)


def size_of(doc: Doc, head: int) -> int:
    """How many people a noun in the singular names: "a couple", "a crew of seven"."""
    is_counted = doc[head].lower_ in BODIES and doc[head + 1 : head + 2].text == "of"
    number = value(doc[head + 2].text) if is_counted and doc[head + 2].like_num else None
    return number or PAIRS.get(doc[head].lower_, 1)


def appositive_end(doc: Doc, stop: int, end: int) -> int:
    """End of a name after the age in ", 22," that belongs to it."""
    if stop + 1 < end and doc[stop].text == "," and doc[stop + 1].text.isdigit():
        return stop + 2
    return stop
