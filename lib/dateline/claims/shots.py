"""Who was shot or stabbed: is he dead, or wounded, or who killed himself?  By the words around."""

import re

from spacy.tokens import Doc

from dateline.claims.clauses import ORDINALS
from dateline.claims.likeness import Figure, compatible
from dateline.claims.timewords import NUMBER
from dateline.parse import text_of
from dateline.rows import same_event

LEAD = 2  # sentences after a headline that tell who of the shot is dead
REACH = 250  # characters after the shot in which a note tells that its victim lives
LIVES = re.compile(
    r"\b(?:surviv(?!or)|wound|injur|hospital|clinic|recover|treat|condition|medical|evacuat|unharmed"
    r"|alive|died|succumb|stable"
    r"|scuffle|dispute|quarrel|attempt"
    r"|in\s+(?:the|his|her|their|both|one)\s+(?:\w+\s+)?(?:legs?|knees?|foot|feet|arms?|hands?"
    r"|ankles?|thighs?|shoulders?|stomach|buttocks?|calf|groin|hip|elbow)\b)",
    re.IGNORECASE,
)
A_KILLING = re.compile(
    r"\b(?:the|this|his|her|their|double|triple)\s+(?:killing|murder|assassination|slaying|execution)"
    r"s?\b(?!\s+(?:attempt|of|threat))"
    r"|\b(?:the|his|her|their)\s+(?:\w+\s+)?(?:killer|murderer|assassin)s?\b",
    re.IGNORECASE,
)
EXECUTED = re.compile(  # what follows a shot that was no chance one
    rf"\s*(?:[^.;]{{0,40}}?\b)?(?:in\s+(?:his|her|their)\s+(?:sleep|beds?)\b|(?:while|as)\s+\w+\s+(?:slept|were\s+asleep|was\s+asleep)"
    rf"|(?:twice|{NUMBER}\s+times)\b|and\s+(?:then\s+)?(?:thrown|dumped|pushed|buried)"
    r"|execution\W*style|in\s+the\s+head\b|at\s+(?:close|point\W*blank)\s+range"
    r"|whom?\s+they\s+(?:accused|suspected|took)|(?:accused|suspected)\s+of\b)",
    re.IGNORECASE,
)
ALSO_KILLED = re.compile(r"\balso\s+(?:(?:shot\s+)?(?:dead|killed)|murdered|died)\b", re.IGNORECASE)
LINED_UP = re.compile(  # those whom gunmen have in their hands before they shoot
    r"\b(?:ordered|lin(?:ed|ing)\s+up|separat\w+|singl\w+|select\w+|picked|led|march\w+|dragged"
    r"|pulled|herded|forced|made|check\w+|rounded|abducted|kidnapped|captured)\b",
    re.IGNORECASE,
)


def tell_fates(doc: Doc, figures: list[Figure], *, is_note: bool) -> list[Figure]:
    """The figures, without the shot told dead by another; those executed in a note are dead."""
    for figure in figures:
        if figure.is_headline and _dies_below(figure, figures):
            figure.row["harm"] = "killed"
    kept = [f for f in figures if not _is_told_dead(f, figures)]
    kept = [f for f in kept if not (is_note and _is_told_apart(f, kept))]
    first = next((f for f in kept if f.row["harm"] == "killed"), None)
    is_killing = first is None and bool(A_KILLING.search(text_of(doc)))
    for figure in kept if is_note else ():
        if _is_shot_dead(doc, figure, is_killing=is_killing) or _dies_too(doc, figure, first):
            figure.row["harm"] = "killed"
    return kept


def _dies_too(doc: Doc, figure: Figure, dead: Figure | None) -> bool:
    """Whether "A judge was shot" is one of whom "his guard was also killed" tells."""
    row = figure.row
    is_shot = row["_weak"] and row["harm"] == "wounded" and doc[row["_i"]].lower_ == "shot"
    if dead is None or not is_shot or figure.group.figure > 1:
        return False
    is_next = dead.row["sentence_id"] - row["sentence_id"] == 1
    return is_next and bool(ALSO_KILLED.search(dead.sentence))


def _is_told_apart(figure: Figure, figures: list[Figure]) -> bool:
    """Whether the next sentence tells who of the shot died and who lives ("one died, two …")."""
    row, fates = figure.row, ("killed", "wounded")
    told = [f for f in figures if f.row["sentence_id"] - row["sentence_id"] == 1]
    fate = {f.row["harm"]: f.group.figure for f in told if f.row["harm"] in fates}
    is_shot = row["_weak"] and row["harm"] == "wounded" and len(told) == len(fate) == len(fates)
    return is_shot and sum(fate.values()) == figure.group.figure


def _is_shot_dead(doc: Doc, figure: Figure, *, is_killing: bool) -> bool:
    """Whether the words after a shot in a note tell of an execution, or nothing of a life."""
    row, trigger = figure.row, doc[figure.row["_i"]]
    if not row["_weak"] or row["harm"] != "wounded":
        return False
    is_before = row["_i"] < figure.group.start
    first = max(trigger.idx + len(trigger), row["end_char"] if is_before else 0)
    told = text_of(doc)[first : first + REACH]
    is_held, executed = _is_held(doc, figure), EXECUTED.match(told)
    is_sure = executed and not executed[0].endswith(("twice", "times", "range", "head"))
    if is_sure or is_held and (figure.is_partitive or doc[row["_i"] - 1].lower_ == "found"):
        told = told.split(". ")[0]  # who of the others lives
    is_executed = trigger.lower_ == "shot" and (is_held or bool(executed))
    return (is_executed or is_killing) and not LIVES.search(told)


def _dies_below(figure: Figure, figures: list[Figure]) -> bool:
    """Whether "Two shot in Bor" is a headline on two men of whom the lead says "shot dead"."""
    row = figure.row
    is_shot = row["_weak"] and row["harm"] == "wounded"
    told = (f for f in figures if 0 < f.row["sentence_id"] - row["sentence_id"] <= LEAD)
    alike = (f for f in told if f.group.figure == figure.group.figure and compatible(figure, f))
    lead = next(alike, None) if is_shot else None
    return lead is not None and lead.row["harm"] == "killed"


def _is_held(doc: Doc, figure: Figure) -> bool:
    """Whether gunmen "led the men away and shot six of them", or one was "found shot"."""
    i, start = figure.row["_i"], doc[figure.row["_i"]].sent.start
    if doc[i - 1].lower_ == "found":
        return True
    is_theirs = figure.is_partitive or figure.group.kind == "pronoun"
    is_theirs = is_theirs and figure.group.start > i or doc[i - 1].lower_ == "and"
    return is_theirs and bool(LINED_UP.search(doc[start:i].text))


def _is_told_dead(figure: Figure, figures: list[Figure]) -> bool:
    """Whether "shot the two" speaks of victims whose death another of the figures tells."""
    group = figure.group
    number = figure.row["sentence_id"]
    dead = [f for f in figures if f.row["harm"] == "killed" and number - f.row["sentence_id"] == 1]
    if figure.row["_weak"] and group.is_bare and any(f.group.figure > group.figure for f in dead):
        return True  # "Two guards were killed. One was shot at the gate"
    is_known = figure.is_definite if group.quantity else group.kind not in ("singular", "bare")
    if not (figure.row["_weak"] and is_known):
        return False
    alike = [f for f in figures if f.group.figure == group.figure]
    is_any = group.quantity or group.kind == "pronoun"
    return any(f.row["harm"] == "killed" and (is_any or figure.words & f.words) for f in alike)


def is_attacker_again(figure: Figure, other: Figure) -> bool:
    """Whether "the woman" or "the gunman" is who blew herself up, or shot himself, before."""
    a, b = figure.row, other.row
    is_self = other.group.kind == "reflexive" or b["_trigger"].lower() == "blew"
    is_self = is_self and a["is_perpetrator"] or figure.head == other.head
    is_one = figure.group.kind == "definite" and figure.group.figure == other.group.figure == 1
    is_later = a["sentence_id"] > b["sentence_id"] and not figure.words & ORDINALS
    return is_one and is_self and is_later and b["is_perpetrator"] and same_event(a, b)
