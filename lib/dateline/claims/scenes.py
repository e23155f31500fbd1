"""Where, and by which attack, do sentences tell of harm, and what is a total told in parts?"""

import re
from collections import Counter, defaultdict

from spacy.tokens import Doc

from dateline.claims.likeness import Figure, can_be_of, compatible
from dateline.lexicon import words
from dateline.parse import text_of
from dateline.rows import number_of

WIDE = 5  # the precision of a place that is no town or province
_ACT = (
    r"attack|bombing|bomb|blast|explosion|strike|airstrike|raid|ambush|clash|shooting|operation|"
    r"missile|rocket|drone|incident|battle|shell|assault|offensive|massacre"
)
SINGULAR = re.compile(rf"\b(?:{_ACT})\b", re.IGNORECASE)
PLURAL = re.compile(
    rf"\b(?:(?:{_ACT})e?s|violence|fighting|unrest|protests|protesters|killings|gunfire)\b",
    re.IGNORECASE,
)
SPREAD = re.compile(
    r"\b(?:across|throughout|nationwide|countrywide|all\s+over|around|separate|several|various|"
    r"(?:two|three|four|five|six|other|all\s+parts\s+of)\s+(?:[\w-]+\s+)?"
    r"(?:cities|towns|provinces|regions|districts|places)|(?:wave|series|string|spate)\s+of)\b",
    re.IGNORECASE,
)
AN_ATTACK = re.compile(  # one attack of several
    rf"\b(?:[Aa]n?|[Aa]nother|[Oo]ne|(?:[Tt]he\s+)?(?:first|second|third|fourth|other))\s+"
    rf"(?:[\w-]+\s+){{0,3}}?(?:{_ACT}|bomber|mine|device|grenade|gun\s+battle)\b"
    r"|\b(?:[Gg]unmen|[Mm]ilitants|[Rr]ebels|[Ii]nsurgents)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:shot|fired|attacked|opened\s+fire|raided|ambushed)\b"
)
ANOTHER = re.compile(
    r"\b(?:an?other|separate\w*|elsewhere|meanwhile|also|second|third|fourth)\b", re.IGNORECASE
)
ELSEWHERE = re.compile(r"\b(?:separate\w*|elsewhere|meanwhile)\b", re.IGNORECASE)
OPENS_WITH_PLACE = re.compile(
    r"^\W*(?:In|Near|Outside|Around)\s+(?:[a-z’'-]+\s+){0,5}?[A-Z][\w’'-]+"
)
SUPERLATIVE = re.compile(r"\b(?:one of the|worst|deadliest|bloodiest)\b[^,.;]*")
AT_ANOTHER_TIME = re.compile(  # "Later in the day, a bomb …", "Hours earlier, two died when a …"
    r"^\W*(?:(?:just\s+|a\s+few\s+)?hours\s+(?:earlier|later|before|after)|(?:earlier|later)\s+"
    r"(?:in|on|that|the|\w+day)\b|(?:on\s+)?the\s+same\s+day|also\s+on\s+\w+day)\b",
    re.IGNORECASE,
)
AT = words("in at near outside inside around across on from over")
NAMES = ("NNP", "NNPS")
NO_PLACE = ("DATE", "TIME", "PERSON", "NORP", "CARDINAL")
OVERSHOOT = 1.25  # what the parts of an "at least" may come to
DAY = re.compile(r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday)\b")
REST_LEFT_OUT = re.compile(
    r"(?i)\b(?:the (?:others?|rest)|(?:the )?(?:remaining|other) \w+)\b[^.;]*?"
    r"\bnot (?:being )?(?:counted|included)\b"
)
SAYING = re.compile(r"\b(?:said|says|according|officials|authorities|told|reported)\b")


class Scenes:
    """Where and by which attack the sentences of a report tell of harm."""

    def __init__(self, doc: Doc, sentences: list[dict], mentions: list[dict], places: list[dict]):
        self.doc, self.sentences = doc, sentences
        narrow = {p["place_id"]: p for p in places if p["geo_precision"] < WIDE}
        self.towns = {p["name"] for p in narrow.values()}
        self.named: dict[int, set[str]] = defaultdict(set)
        self.provinces: dict[int, set[tuple]] = defaultdict(set)
        self.ids: dict[int, set[str]] = defaultdict(set)
        wide = {p["place_id"]: p["name"] for p in places if p["geo_precision"] > WIDE}
        self.countries = {name for key, name in wide.items() if not key.startswith("text:")}
        for m in mentions:
            if m["quote"][:1].islower():
                continue  # "the province" is wherever the sentence before was
            if m["place_id"] not in wide or m["place_id"].startswith("text:"):
                self.named[m["sentence_id"]].add(m["quote"])
                self.ids[m["sentence_id"]].add(m["place_id"])
                if m["place_id"] in narrow:
                    place = narrow[m["place_id"]]
                    province = place["country_iso3"], place["province"]
                    self.provinces[m["sentence_id"]].add(province)

    def text(self, number: int) -> str:
        """The words of a sentence."""
        row = self.sentences[number]
        return self.doc[row["start"] : row["end"]].text

    def acts(self, numbers: list[int]) -> str:
        """The words of sentences without verbs, so that "raids a village" is no raids."""
        rows = (self.sentences[n] for n in numbers)
        told = ((t for t in self.doc[row["start"] : row["end"]] if t.tag_ != "VBZ") for row in rows)
        return " . ".join(" ".join(t.text for t in tokens) for tokens in told)

    def names(self, number: int) -> set[str]:
        """What a sentence names as a place: mentions, and what stands after "in" or "near"."""
        row = self.sentences[number]
        found = set(self.named[number])
        for i in range(row["start"], row["end"] - 1):
            if self.doc[i].lower_ not in AT:
                continue
            j = i + 1
            while j < row["end"] and self.doc[j].tag_ in ("DT", "JJ", "NN", "IN", "HYPH"):
                j += 1
            start = j
            while j < row["end"] and self.doc[j].tag_ in NAMES:
                j += 1
            name = self.doc[start:j]
            is_place = name.text in self.towns or start < j and name[0].ent_type_ not in NO_PLACE
            if start < j <= i + 8 and is_place:
                found.add(name.text)
        return {name for name in found if name not in self.countries}


class Tour(Scenes):
    """The scenes of a report in the order in which it tells of them; in none before the first."""

    def __init__(self, doc: Doc, sentences: list[dict], mentions: list[dict], places: list[dict]):
        super().__init__(doc, sentences, mentions, places)
        self.scene, self.place = 0, set()
        self.evidence: str | None = None  # what sets the scene apart: place or attack
        self.before = -1  # the last sentence with figures
        self.tellers: set[str | None] = set()

    @property
    def here(self) -> int:
        """The scene that is being told of; 0 for none."""
        return self.scene if self.evidence else 0

    def leave(self, number: int) -> None:
        """Note a sentence that repeats a total and so is of no one scene."""
        self.evidence, self.before = None, number

    def enter(
        self, number: int, tellers: set[str | None], known: set[str], *, is_spread: bool
    ) -> None:
        """Note the scene of a sentence with figures: one of its own, or the last one.

        Totals told of `known` places are of several attacks if `is_spread`.
        """
        names, text = self.names(number), self.text(number)
        is_near = number - self.before <= 2
        if names - known or names and (is_spread or len(known) > 1 and names < known):
            here = names | self.ids[number]
            self.evidence, is_new = "place", not here & self.place
            self.place = here
        elif AN_ATTACK.search(text):
            self.evidence, is_new = "attack", bool(ANOTHER.search(text[:40])) or not is_near
        else:
            goes_on = is_near and tellers <= {None, *self.tellers}
            self.evidence, is_new = self.evidence if goes_on else None, False
        self.before, self.tellers = number, tellers
        self.scene += bool(is_new or self.evidence and not self.scene)

    def opens_elsewhere(self, number: int) -> bool:
        """Whether a sentence opens with a place of its own ("In Dnipro, …")."""
        return self.evidence == "place" and bool(OPENS_WITH_PLACE.match(self.text(number)))


def scene(places: list[dict]) -> str | None:
    """The country in which the report is set, when most of its places lie in one.

    >>> here = {"country_iso3": "FRA", "kind": "event", "n_mentions": 3}
    >>> scene([here]), scene([here, here | {"country_iso3": "DEU"}])
    ('FRA', None)
    """
    counts: Counter[str] = Counter()
    for place in places:
        if isinstance(place["country_iso3"], str) and place["kind"] in ("event", "dateline"):
            counts[place["country_iso3"]] += place["n_mentions"]
    country, n = next(iter(counts.most_common(1)), (None, 0))
    return country if n > 2 * (counts.total() - n) else None


class Whole:
    """A total that is being told in parts: where, and how many are still to come."""

    def __init__(self, figure: Figure, names: set[str], text: str, scene: int = 0):
        row = figure.row
        self.figure, self.names, self.scene = figure, names, scene
        self.kinds = {row["victim_type"]}
        self.left = row["high"] if row["high"] is not None else OVERSHOOT * number_of(row)
        self.last = row["sentence_id"]
        self.day: str | None = None
        self.learn(text)

    def learn(self, text: str) -> None:
        """Note from the words around a total whether it is of several attacks."""
        text = SUPERLATIVE.sub("", text)
        self.is_spread = bool(SPREAD.search(text))
        self.is_plural = self.is_spread or bool(PLURAL.search(text))
        self.is_one_attack = not self.is_plural and bool(SINGULAR.search(text))

    def is_again(self, figure: Figure) -> bool:
        """Whether a figure of another sentence gives the number of the total again."""
        a, b = figure.row, self.figure.row
        is_same = number_of(a) == number_of(b) and a["sentence_id"] != b["sentence_id"]
        is_same = is_same and not figure.group.more and not figure.is_pronominal
        return is_same and can_be_of(figure, self.figure) and compatible(figure, self.figure)


def day_of(figure: Figure) -> str | None:
    """The day of the harm, where its sentence tells that and no day of saying."""
    told = figure.sentence
    day, saying = DAY.search(told), SAYING.search(told)
    is_own = day and (not saying or day.start() < saying.start())
    return (figure.row["date_start"] or "")[:10] or None if is_own else None


def leave_out_rest(doc: Doc, figures: list[Figure]) -> None:
    """Count only those told apart when the text does not count "the remaining victims"."""
    if not REST_LEFT_OUT.search(text_of(doc)):
        return
    by_id = {f.row["claim_id"]: f.row for f in figures}
    for row in (f.row for f in figures if f.row["subset_of"]):
        whole = by_id[row["subset_of"]]
        if whole["harm"] == row["harm"]:
            row["subset_of"] = None
            whole.update(counted=False, reason="the text does not count the rest of them")
