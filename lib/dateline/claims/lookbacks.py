"""Is a report about a deed of the past?  A lead that dates its violence to another time."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from spacy.tokens import Span, Token

from dateline.claims import timewords
from dateline.dates.expressions import MONTHS, WEEKDAYS
from dateline.lexicon import listed, words

VIOLENT = re.compile(
    r"\b(?:attack|ambush|assassinat|assault|battl|blast|blew|bloodshed|bomb|casualt|captur|clash|crackdown"
    r"|dead\b|deadly|deaths?\b|die[sd]?\b|drones?\b|execution|exploded|explosion|fighting|fought\b|genocide"
    r"|grenade|gunf|gunm|hacked|hostage|kidnap|abduct|kill|lynch|massacr|mortar|murder|mutin|offensive|overr[au]n"
    r"|fire[ds]?\b|raid|recaptur|retak|retook|riot|rocket|seiz|shell|shoot|shot|siege|slain|slaughter|storm|strikes?\b|struck\b"
    r"|toll\b|tortur|unrest|uprising|violen|wounded|injur)",
    re.IGNORECASE,
)
# A headline on a court case, whose dead are those of the deed on trial.
CASE = re.compile(rf"\b{timewords.LAWSUIT}", re.IGNORECASE)
# A headline on a trial, whatever the charge.
TRIAL = re.compile(
    r"\b(?:(?:on|to|stands?|face[sd]?|awaits?)\s+trial|trial\s+(?:of|over|for|opens?|starts?|begins?"
    r"|resumes?)|(?:guilty|not\s+guilty)\s+(?:verdict|plea)|verdict\s+(?:on|in|against)|sentenced"
    r"|convicted|acquitted|extradited)\b",
    re.IGNORECASE,
)
# A headline on what goes on in court, where the lead tells of no fresh deed.
COURT = re.compile(
    r"\b(?:courts?|tribunal|judges?|jury|inquest|coroner|retrial|indict\w*|bail|bond"
    r"|prosecutors?\b[^.]{0,40}\b(?:charge|indict|link|accuse)\w*|reopen\w*\s+(?:the\s+)?case)\b",
    re.IGNORECASE,
)
# An article about a year gone by ("the report said of 2015") has that year as its event.
REVIEW = re.compile(
    r"\b(?:last\s+year|annual|yearly|year-end|in\s+the\s+past\s+year)\b", re.IGNORECASE
)
# An article that looks back, whose figures are old unless it dates them to these days.
ANNIVERSARY = re.compile(
    rf"\b(?:an?|one|{timewords.NUMBER})\s+(?:years?|decades?)\s+(?:on\b|later|after|since|to\s+the\s+day)"
    r"|\banniversar(?:y|ies)\b",
    re.IGNORECASE,
)
DAYS = {*WEEKDAYS, "today", "yesterday", "overnight"}
SINCE = words("since after before until unless ahead despite")
TELLING = listed("verb form of telling")
LONG_SPANS = words("years decades year decade century centuries")
OWN_CLAUSES = words("relcl acl advcl pcomp csubj")
REACH = 8  # words in which a day stands after what it dates
LAST = words("last previous")
SEASONS = words("month year summer winter spring autumn fall")


def is_violent(tokens: Iterable[Token]) -> bool:
    """Whether any of some words tells of violence."""
    return any(VIOLENT.match(t.lower_) for t in tokens)


def is_violent_news(lead: Span) -> bool:
    """Whether a lead tells of violence first: "a bomb went off", not "they met those hurt"."""
    news = [lead.root]
    for token in news:
        is_told = token.lower_ in TELLING
        deps = ("conj", "advcl", "ccomp") if is_told else ("conj", "advcl")
        news += [child for child in token.children if child.dep_ in deps]
    subjects = [c for token in news for c in token.children if "subj" in c.dep_]
    return is_violent(news + subjects)


def has_fresh_deed(lead: Span) -> bool:
    """Whether a lead dates violence to a day of the news ("charged over the raid on Friday")."""
    for day in (t for t in lead if t.lower_ in DAYS):
        before = reversed(lead[max(0, day.i - lead.start - REACH) : day.i - lead.start])
        near = takewhile(lambda t: t.tag_[:2] != "VB", before)
        if _deed_at(day, is_long=False) or is_violent(near):
            return True
    return False


def is_quiet(lead: Span, title: str) -> bool:
    """Whether neither headline nor lead tells of violence ("Parliament extends the mandate")."""
    return not is_violent(lead) and VIOLENT.search(title) is None


@dataclass(frozen=True)
class OldDeed:
    """What a lead tells of a deed long past: its words, and whether it was years ago."""

    words: frozenset[int]
    is_of_years: bool


def old_deed(lead: Span, published: date | None) -> OldDeed | None:
    """The deed of years or months ago that is all the violence of a lead, if it is.

    "A court jailed a man for a raid in 1988", "families of those shot last March marched".
    """
    for token in lead:
        if (is_long := _is_years_ago(token, published)) or _is_months_ago(token, published):
            deed = _deed_at(token, is_long=is_long)
            if deed and not is_violent(t for t in lead if t not in deed):
                return OldDeed(frozenset(t.i for t in deed), is_long)
    return None


def _deed_at(time: Token, *, is_long: bool) -> set[Token]:
    """The words of the clause or noun that some words of time date, if it tells of violence."""
    found: set[Token] = set()
    for token in time.ancestors:
        is_of_main = token.dep_ == "ROOT" or token.dep_ == "conj" and token.head.dep_ == "ROOT"
        is_told = token.dep_ == "ccomp" and token.head.lower_ in TELLING and not is_long
        if is_of_main or is_told or any(t.lower_ in SINCE for t in (token, *token.children)):
            break
        deed = set(token.subtree) if token.pos_ in ("VERB", "NOUN", "PROPN", "AUX") else set()
        found = deed if is_violent(deed) else found
        if found and token.dep_ in OWN_CLAUSES:
            return found | {token.head}
    return found


def _is_years_ago(token: Token, published: date | None) -> bool:
    """Whether a word ends or is a time of years ago: "ten years ago", "1988"."""
    if token.lower_ in ("ago", "earlier"):
        return token.i > 0 and token.nbor(-1).lower_ in LONG_SPANS
    year = timewords.YEAR.fullmatch(token.text)
    return bool(year) and published is not None and int(year[1]) < published.year - 1


def _is_months_ago(token: Token, published: date | None) -> bool:
    """Whether a word is a time of months ago: "last year", "in March" of a report of June."""
    if token.i == 0:
        return False
    before, name = token.nbor(-1).lower_, token.lower_[:3]
    if before in LAST and token.lower_ in SEASONS:
        return True
    if published is None or token.text == str(published.year - 1):
        return published is not None
    if name not in MONTHS or token.tag_ != "NNP":
        return False
    told = f"in {token.text}" if before in LAST else token.doc[token.i - 1 : token.i + 2].text
    return timewords.is_of_other_month(told, published)
