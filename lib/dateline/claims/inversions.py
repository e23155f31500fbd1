"""Whom does a verb or noun of harm strike that opens its clause?  "Killed were two nurses".

So do "among the dead were two nurses" and "on the list of the missing are two boys".
"""

from spacy.tokens import Doc

from dateline.claims.clauses import BE, LEFT_SKIP, SAYING, Sentence, is_among_them, is_on_list
from dateline.claims.people import Group
from dateline.lexicon import Trigger, first_of, listed, words

# Words that may open a clause before an inverted participle ("among those killed were").
OPENING = LEFT_SKIP | words(
    "among those of the people civilians children women soldiers in on list lists"
)
LINKS = words("was were are is became included include includes")
COUNTING = words("counts counted count lists")
LISTED = {"listed", "numbered", "reported", "registered", "recorded", "counted"}
NAMING = listed("naming the dead")


def inverted_victims(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """ "Among the dead were two children", "also killed was his brother"."""
    doc = s.doc
    j = t.end
    first = _clause_start(s, t.i)
    is_first = s.at_opening(t.i - (doc[t.i - 1].lower_ in ("also", "and", "but")))
    limit = min(s.end, t.end + (20 if is_first or t.frame == "adjective" else 8))
    before = {doc[k].lower_ for k in range(max(s.start, t.i - 3), t.i)}
    is_opening = all(w.lower_ in OPENING or w.tag_ in ("RB", "JJ", "JJS") for w in doc[first : t.i])
    is_include = doc[t.i].dep_ == "nsubj" and doc[t.i].head.lemma_ == "include"
    is_opening |= is_include and doc[t.i - 1].lower_ == "the"  # "told us the dead included"
    if before & {"of", "among"} and (counted := _counted_among(s, t)):
        return [(counted, "part")]
    links = LINKS | {":"} if is_first else LINKS  # "Killed near Sirte: two brothers"
    while j < limit and doc[j].lower_ not in links:
        if doc[j].text in (".", ";") or j in s.at_trigger:
            return []
        j += 1
    is_inverted = bool(before & {"those", "the", "among"}) or j == t.end
    is_inverted |= is_first and (doc[j : j + 1].text == ":" or _has_no_subject(doc, t.end, j))
    if j >= limit or not (is_opening and is_inverted):
        return []
    is_naming = doc[j + 1 : j + 2].text.lower() in NAMING
    group = s.group_from(j + 1 + 2 * is_naming)  # "the dead were named as Ana Ruiz, 34, and"
    if group is None and doc[j + 1 : j + 2].text == "in" and t.end == j:
        group = s.opening.get(j + 2)  # "the dead are in the thousands"
        return [(group, "inverted")] if group and group.kind == "vague" else []
    if not group:
        return []
    is_part = bool(before & {"among", "those", "of"}) or doc[j].lower_.startswith("includ")
    return [(group, "part" if is_part else "inverted")]


def among_victims(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """The subject of "was among those killed" and "was among the dead"."""
    near = (j for j in range(max(s.start, t.i - 5), t.i) if not is_among_them(s.doc, j, s.end))
    j = next((j for j in near if s.doc[j].lower_ == "among" or is_on_list(s.doc, j)), s.start)
    counted = s.ending.get(t.i)
    if counted and counted.start == j + 1:  # "was among the 14 dead", who are counted first
        return []
    if j in s.ending:  # a headline: "13 peacekeepers among the dead"
        return [(s.ending[j], "part")]
    verb = j - 1 - (s.doc[j - 1].lower_ in LISTED | {"also"})  # "was counted among"
    if j == s.start or s.doc[verb].lower_ not in BE and s.doc[verb].lemma_ != "remain":
        return []
    parts = (*s.doc[verb].children, *s.doc[j - 1].children)
    subject = next((c for c in parts if c.dep_ in ("nsubj", "nsubjpass")), None)
    group = s.of_token(subject) if subject is not None else s.group_before(verb)
    return [(group, "part")] if group else []


def _has_no_subject(doc: Doc, i: int, verb: int) -> bool:
    """Whether nothing but a remark between commas stands from token i to the verb."""
    commas = [j for j in range(i, verb) if doc[j].text == ","]
    return not commas or commas[-1] == verb - 1


def _counted_among(s: Sentence, t: Trigger) -> Group | None:
    """ "Of the dead, the mayor counts 40", "it counts among the dead 12 guards"."""
    near = s.doc[max(s.start, t.i - 3) : min(t.end + 10, s.end - 1)]
    verb = first_of(near, COUNTING)
    return s.opening.get(max(verb.i + 1, t.end)) if verb is not None else None


def _clause_start(s: Sentence, i: int) -> int:
    """Start of the clause of token i, after the last comma, conjunction or verb of telling."""
    for j in range(i - 1, s.start - 1, -1):
        is_told = s.doc[j].lemma_ in SAYING and s.doc[j].pos_ == "VERB"
        if s.doc[j].text in (",", ";", ":", "—", "-") or is_told:
            return j + 1
    return s.start
