"""How many were harmed, by whose account?  One row per figure of human harm in an article."""

from collections import Counter, defaultdict

from spacy.tokens import Doc

from dateline.claims.belonging import NO_SIDE, Belonging, Told
from dateline.claims.carried import carry_speakers, carry_to_parts
from dateline.claims.claimants import Attribution
from dateline.claims.clauses import Harmed, Sentence, stretches
from dateline.claims.confidence import EVIDENCE_KEY, confidence, evidence_of
from dateline.claims.counted import counted_groups
from dateline.claims.coverage import is_reporters_own
from dateline.claims.ellipses import find_antecedent
from dateline.claims.factuality import denial, is_accident, is_hypothetical, is_natural
from dateline.claims.frames import read_sentence
from dateline.claims.incidents import part_sides, split_further_attacks, split_incidents
from dateline.claims.kinds import type_of_fighters, victim_type
from dateline.claims.likeness import Figure
from dateline.claims.omissions import (
    LEFT_OUT_KEY,
    is_arrest,
    is_handover,
    left_out,
    tells_assault,
)
from dateline.claims.people import PERPETRATORS, Group
from dateline.claims.portions import portions
from dateline.claims.relations import relate
from dateline.claims.scenes import scene
from dateline.claims.scope import LOOKS_BACK, Clock
from dateline.claims.sharedkinds import share_types
from dateline.claims.sharing import share_forces, share_sides
from dateline.claims.shots import tell_fates
from dateline.claims.sides import Sides, is_of_each_side
from dateline.claims.speakers import Speaker
from dateline.claims.sums import complete_totals, turn_round
from dateline.claims.tenses import days
from dateline.claims.tolls import RISING
from dateline.claims.totals import mark_parts
from dateline.fields import NOT_COUNTED
from dateline.parse import evidence, sentence_id


def extract_claims(
    doc: Doc,
    mentions: list[dict] = (),
    statements: list[dict] = (),
    dates: list[dict] = (),
    actors: list[dict] = (),
    places: list[dict] = (),
) -> list[dict]:
    """Rows of the table ``claims``; one row is one figure of human harm asserted by someone.

    Works with the rows of earlier stages and without them, where it reads sides and claimants
    from the sentences alone.
    """
    reader = _Reader(doc, mentions, statements, dates, actors, places)
    for row, numbers in stretches(doc.user_data["sentences"]):
        reader.read(row, numbers)
    doc.user_data[LEFT_OUT_KEY] = reader.excluded
    rows = reader.rows()
    doc.user_data[EVIDENCE_KEY] = reader.evidence
    return rows


class _Reader:
    """Rows in the making, with what the sentences before have shown."""

    def __init__(self, doc, mentions, statements, dates, actors, places):
        self.doc = doc
        self.belonging = Belonging(doc, Sides(doc, actors, mentions), scene(places))
        self.speakers = Attribution(doc, statements, actors, mentions)
        self.clock = Clock(doc)
        self.places = [m for m in mentions if m.get("place_id")]
        self.place_ends = {m["start_char"]: m["end_char"] for m in self.places}
        self.place_rows, self.dates, self.counted = places, dates, counted_groups(doc)
        self.figures: list[Figure] = []
        self.excluded: list[tuple[Group, str]] = []
        self.of_sentence = defaultdict(list)
        for group in self.counted:
            self.of_sentence[sentence_id(doc[group.number])].append(group)
        self.evidence: dict[str, set[str]] = {}

    def read(self, row: dict, numbers: list[int]) -> None:
        """Read the claims of one stretch of text, from the sentences of these numbers."""
        start, end = row["start"], row["end"]
        own = (g for number in numbers for g in self.of_sentence[number])
        self.groups = [g for g in own if start <= g.start and g.end <= end]
        sentence = Sentence(self.doc, start, end, self.groups)
        found = read_sentence(sentence)
        told = (start, end, self.clock.previous, self.clock.topic.text)
        self.is_accident = bool(found) and is_accident(self.doc, *told)
        self.speakers.read(start, end)
        self.left_out = left_out(self.doc, start, end, self.groups, found, self.figures)
        made: dict[int, Figure] = {}
        for k, harmed in enumerate(found):
            if why := self._why_not(harmed, start, end, list(made.values())):
                self.excluded.append((harmed.group, why))
            else:
                made[k] = self._figure(harmed, row, made)
        for harmed, whole in portions(sentence, self.figures + list(made.values())):
            if all(f.group.head != harmed.group.head for f in made.values()):
                made[len(found) + len(made)] = self._figure(harmed, row, made, whole)
        self.figures += sorted(made.values(), key=lambda f: f.row["start_char"])
        news = (f for f in made.values() if f.row["scope"] == "current")
        killed = [f.group.figure for f in news if f.row["harm"] == "killed"]
        self.clock.note_sentence(start, end, killed)

    def _why_not(self, harmed: Harmed, start: int, end: int, made: list[Figure]) -> str | None:
        """Why people struck are no claim, or ``None``."""
        group, is_note, at = harmed.group, self.clock.is_note, (self.doc, harmed, start, end)
        if not group.figure:
            return "none were harmed"
        if harmed.trigger.is_body and is_handover(*at, is_note):
            return "remains handed over or held, not new deaths"
        if harmed.trigger.is_body and group.kind in ("definite", "bare") and not is_note:
            return "a body told of in passing"
        if harmed.trigger.frame == "assault" and not (is_note and tells_assault(*at)):
            return "an assault of which no injury is told"
        first = group.start if group.kind == "named" else group.head
        is_place = self.place_ends.get(self.doc[first].idx, 0) > self.doc[group.head].idx
        if is_place and {harmed.harm, group.kind} & {"captured", "named"}:
            return "a place, not people"
        told = (self.figures + made, self.counted, is_note)
        if group.kind == "pronoun" and not find_antecedent(self.doc, harmed, *told):
            return "a pronoun for victims counted elsewhere"
        if self.is_accident or is_natural(self.doc, harmed, start, end):
            return "an accident, disaster, disease or natural death"
        if harmed.harm == "captured" and is_arrest(self.doc, harmed, end):
            return "an arrest"
        return is_hypothetical(self.doc, harmed, start)

    def _figure(self, harmed: Harmed, row: dict, made: dict, whole: Figure | None = None) -> Figure:
        """The claim row of a struck group."""
        group, start, end = harmed.group, row["start"], row["end"]
        parent = whole or made.get(harmed.parent)
        reason = self._background(harmed, row, parent, list(made.values()))
        speaker = self._speaker(harmed, row, is_past=reason not in (None, LOOKS_BACK))
        owner = speaker and (speaker.doubter or speaker)
        told = Told(harmed, row, owner, self.speakers.actor(owner), self.groups)
        side, side_id = self.belonging.of(told)
        first, last = days(self.doc, harmed, self.dates, start, end)
        event = parent.row["event_id"] if parent else self.clock.event_id(start, end, reason)
        kind = victim_type(self.doc, harmed, end)
        if kind == "unknown" and (fellow := self.belonging.fellow(told)):
            kind = type_of_fighters(self.doc, fellow, end)
        claim = evidence(self.doc[group.start : group.end]) | self._count(harmed)
        claim |= {
            "claim_id": f"c{len(self.figures)}-{harmed.trigger.i}-{group.head}",
            "victim_type": kind,
            "side_id": side_id,
            "side": side,
            "claimant": self.speakers.actor(speaker),
            "claimant_name": self.speakers.shown(speaker) if speaker else None,
            "scope": "background" if reason else "current",
            "event_id": event,
            "date_start": first,
            "date_end": last,
            "subset_of": parent.row["claim_id"] if parent else None,
            "same_as": None,
            "_likely": NO_SIDE if kind == "mixed" else self.belonging.likely(told),
            "_state": self.belonging.state(told),
            **self.belonging.force(told, side_id),
        }
        return Figure(self.doc, claim | self._working(harmed, row, speaker), group)

    def _count(self, harmed: Harmed) -> dict:
        """Harm and figure, and whether the text leaves the figure out itself."""
        doc, group, quantity = self.doc, harmed.group, harmed.group.quantity
        reason = denial(doc, harmed, is_note=self.clock.is_note)
        reason = NOT_COUNTED if group.head in self.left_out else reason
        bounds = (quantity.low, quantity.best, quantity.high) if quantity else (group.size,) * 3
        if is_of_each_side(doc, group):
            bounds = tuple(n and 2 * n for n in bounds)
        return {
            "harm": harmed.harm,
            **dict(zip(("low", "best", "high"), bounds, strict=True)),
            "qualifier": quantity.qualifier if quantity else "exact",
            "victims": doc[group.start : group.end].text,
            "is_perpetrator": "reflexive" in (harmed.trigger.frame, group.kind)
            or doc[group.head].lower_ in PERPETRATORS,
            "counted": reason is None,
            "reason": reason,
            "confidence": 0.0,  # set when sides and relations are known
        }

    def _working(self, harmed: Harmed, row: dict, speaker: Speaker | None) -> dict:
        """What relations need to know of how a claim was read; not part of the table."""
        told = self.doc[row["start"] : row["end"]]
        is_here = speaker and told.start_char <= speaker.start_char < told.end_char
        return {
            "_kind": row["kind"],
            "_speaker": "here" if is_here else "elsewhere" if speaker else "none",
            "_route": harmed.route,
            "_weak": harmed.trigger.is_weak,
            "_rising": harmed.trigger.frame == "toll" and bool(RISING.search(told.text)),
            "_i": harmed.trigger.i,
            "_trigger": self.doc[harmed.trigger.i].text,
        }

    def _background(
        self, harmed: Harmed, row: dict, parent: Figure | None, made: list[Figure]
    ) -> str | None:
        """Why a figure is background: its words, its whole, or the figure that it stands beside."""
        if parent is not None:
            is_old = parent.row["scope"] == "background"
            return "part of a background figure" if is_old else None
        reason = self.clock.reason_for_background(harmed, row["start"], row["end"])
        before = [f for f in made if f.group.end <= harmed.group.start]
        if reason or not before or before[-1].row["scope"] != "background":
            return reason
        gap = {self.doc[j].lower_ for j in range(before[-1].group.end, harmed.group.start)}
        is_perfect = bool(gap & {"has", "have", "had"})  # "while shelling had claimed 49 lives"
        is_apart = gap & {"but", "after", "when"} or ("while" in gap and not is_perfect)
        return None if is_apart else "stands beside a background figure"

    def _speaker(self, harmed: Harmed, row: dict, *, is_past: bool) -> Speaker | None:
        """Who states the figure."""
        i = harmed.group.number or harmed.group.head
        own = self.speakers.of(i, row["start"], row["end"])
        is_before = own is None or own.start_char < self.doc[i].idx
        is_own = is_before and is_reporters_own(self.doc, harmed, row["start"], is_past=is_past)
        return None if is_own else own or self.speakers.covering(self.doc[i].idx)

    def rows(self) -> list[dict]:
        """The rows, numbered and related."""
        self.figures = tell_fates(self.doc, self.figures, is_note=self.clock.is_note)
        names = {f.row["claim_id"]: f"c{k}" for k, f in enumerate(self.figures)}
        for row in (figure.row for figure in self.figures):
            row |= {key: names.get(row[key]) for key in ("claim_id", "subset_of")}
        turn_round(self.figures)
        where = (self.figures, self.doc.user_data["sentences"], self.places)
        mark_parts(self.doc, *where, self.place_rows)
        if not self.clock.is_note:
            split_further_attacks(*where)
        split_incidents(*where, self.dates)
        carry_speakers(self.figures, self.speakers)
        relate(self.doc, self.figures, is_note=self.clock.is_note)
        carry_to_parts(self.figures)
        share_sides(self.doc, self.figures)
        share_types(self.doc, self.figures, self.belonging.parties)
        share_forces(self.figures, self.belonging.parties, self.belonging.scene)
        part_sides(self.figures)
        complete_totals(self.figures)
        beside = Counter(figure.row["sentence_id"] for figure in self.figures)
        for f in self.figures:
            self.evidence[f.row["claim_id"]] = told = evidence_of(f, beside[f.row["sentence_id"]])
            f.row["confidence"] = confidence(told)
        return [{k: v for k, v in f.row.items() if k[0] != "_"} for f in self.figures]
