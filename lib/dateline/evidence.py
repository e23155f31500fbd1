"""Where does it say so?  The article with its marks, and the claims in their sentences."""

import itertools
from collections import defaultdict

from IPython.display import HTML
from spacy import displacy

from dateline.events.happenings import date_text
from dateline.findings import actor_names, claim_rows, event_rows
from dateline.look import side_colours, side_names
from dateline.page import anchor, block
from dateline.rows import pairs, records


def annotated_article(reading) -> HTML:
    """The whole article; each sentence is an anchor and lists what was read from it.

    >>> from dateline import evidence, example
    >>> 'id="s0"' in evidence.annotated_article(example()).data
    True
    """
    colours = side_colours(reading.actors["side_id"], reading.theatre)
    sides = dict(pairs(reading.actors, "actor_id", "side_id"))
    marks, read = _marks(reading, sides), _read(reading)
    text = reading.article.text
    rows = [
        row | {"pieces": _pieces(text, row, marks), "read": read.get(row["sentence_id"], [])}
        for row in records(reading.sentences)
    ]
    parts = [list(part) for _, part in itertools.groupby(rows, key=lambda r: r["paragraph_id"])]
    paragraphs = [{"kind": part[-1]["kind"], "sentences": part} for part in parts]
    used = sorted({sides.get(a) for a in reading.mentions["actor_id"].dropna()} - {None}, key=str)
    names = side_names(reading.theatre, reading.claims)
    legend = [(names.get(s, s), colours[s], _css(s)) for s in used if s in colours]
    return block("article", paragraphs=paragraphs, legend=legend)


def _marks(reading, sides: dict) -> list[tuple]:
    """Start, end and classes of everything that is marked in the article."""
    named = pairs(reading.mentions, "start_char", "end_char", "sense", "actor_id")
    found = [
        (start, end, "place" if sense == "place" else f"actor {_css(sides.get(actor))}")
        for start, end, sense, actor in named
    ]
    for table, css, start, end in (
        ("dates", "date", "start_char", "end_char"),
        ("claims", "claim", "start_char", "end_char"),
        ("statements", "cue", "cue_start", "cue_end"),
    ):
        found += [(*span, css) for span in pairs(getattr(reading, table), start, end)]
    return found


def _pieces(text: str, sentence: dict, marks: list[tuple]) -> list[tuple[str, str]]:
    """A sentence cut where a mark begins or ends: classes and words of each piece."""
    start, end = sentence["start_char"], sentence["end_char"]
    here = [mark for mark in marks if mark[0] < end and mark[1] > start]
    cuts = sorted({start, end, *(c for mark in here for c in mark[:2] if start < c < end)})
    found = []
    for a, b in itertools.pairwise(cuts):
        classes = " ".join(css for first, last, css in here if first <= a and b <= last).split()
        found.append((" ".join(dict.fromkeys(classes)), text[a:b]))
    return found


def _read(reading) -> dict[int, list[dict]]:
    """What was read from each sentence: its kind, its words and the row of the page it made."""
    found: dict[int, list[dict]] = defaultdict(list)

    def add(row: dict, kind: str, words: str, target: str) -> None:
        item = {"kind": kind, "words": words, "target": target}
        if item not in found[row["sentence_id"]]:
            found[row["sentence_id"]].append(item)

    names = actor_names(reading)
    for row in claim_rows(reading):
        words = f"{row['figure']} {row['harm']}, losses: {row['whose']}, according to {row['who']}"
        add(row, "figure", words, row["claim_id"])
    for row in records(reading.statements):
        words = f"{names.get(row['speaker'], row['speaker_name'])} {row['cue']}: {row['content']}"
        add(row, "statement", words, anchor("statement", row["statement_id"]))
    for row in event_rows(reading):
        day = f"{row['when']}: " if row["when"] else ""
        add(row, "event", day + row["summary"], anchor("event", row["event_id"]))
    for row in records(reading.dates):
        words = f"{row['quote']}: {date_text(row)}"
        add(row, "date", words, anchor("date", row["date_id"]))
    places = dict(pairs(reading.places, "place_id", "name"))
    for row in records(reading.mentions):
        for kind, key, known in (("actor", "actor_id", names), ("place", "place_id", places)):
            if row[key] in known:
                add(row, kind, known[row[key]], anchor(kind, row[key]))
    return found


def _css(side_id: str | None) -> str:
    """A class name for a side, made of letters and digits only."""
    letters = "".join(c for c in str(side_id) if c.isalnum())
    return f"side-{letters}" if side_id else "side-none"


def claims_in_sentences(reading) -> HTML:
    """The sentences that hold claims, each figure marked with its harm, drawn by displaCy.

    >>> from dateline import evidence, example
    >>> "killed" in evidence.claims_in_sentences(example()).data
    True
    """
    colours = {harm: "#fbe3e0" for harm in reading.claims["harm"].unique()}
    drawn = []
    for sentence_id, claims in reading.claims.groupby("sentence_id"):
        row = reading.sentences.set_index("sentence_id").loc[sentence_id]
        span = reading.doc.char_span(row["start_char"], row["end_char"], alignment_mode="expand")
        marks = []
        for harm, *bounds in pairs(claims, "harm", "start_char", "end_char"):
            part = reading.doc.char_span(*bounds, alignment_mode="expand")
            start, end = part.start - span.start, part.end - span.start
            marks.append({"label": harm, "start_token": start, "end_token": end})
        tokens = [token.text for token in span]
        drawn.append({"text": span.text, "tokens": tokens, "spans": marks})
    if not drawn:
        return HTML("<p class='silence'>No sentence makes a claim.</p>")
    options = {"colors": colours}
    return HTML(displacy.render(drawn, style="span", manual=True, jupyter=False, options=options))
