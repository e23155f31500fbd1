"""Where does it say so?  The article with its marks, and the claims in their sentences."""

import itertools

from IPython.display import HTML
from spacy import displacy

from dateline.findings import pairs, records
from dateline.look import side_colours, side_names
from dateline.page import block


def annotated_article(reading) -> HTML:
    """The whole article; each sentence is an anchor and lists what was read from it."""
    colours = side_colours(reading.actors["side_id"], reading.theatre)
    sides = dict(pairs(reading.actors, "actor_id", "side_id"))
    found = _marks(reading, sides)
    rows = [_annotate(reading.article.text, row, found) for row in records(reading.sentences)]
    parts = [list(part) for _, part in itertools.groupby(rows, key=lambda r: r["paragraph_id"])]
    paragraphs = [{"kind": part[-1]["kind"], "sentences": part} for part in parts]
    used = sorted({sides.get(a) for a in reading.mentions["actor_id"].dropna()} - {None}, key=str)
    names = side_names(reading.theatre, reading.claims)
    legend = [(names.get(s, s), colours[s], _css(s)) for s in used if s in colours]
    return block("article", paragraphs=paragraphs, legend=legend)


def _marks(reading, sides: dict) -> list[tuple]:
    """Start, end, classes and note of everything that was read from the article."""
    found = []
    for table, css, label in (
        ("mentions", "mention", None), ("dates", "date", "date"), ("claims", "claim", "figure"),
    ):  # fmt: skip
        for row in records(getattr(reading, table)):
            kind = _css(sides.get(row["actor_id"])) if table == "mentions" else css
            note = (label, row["quote"], row.get("claim_id")) if label else None
            found.append((row["start_char"], row["end_char"], f"{css} {kind}", note))
    return found


def _annotate(text: str, sentence: dict, found: list[tuple]) -> dict:
    """A sentence cut into pieces, each with the classes of what was read from it."""
    start, end = sentence["start_char"], sentence["end_char"]
    here = [mark for mark in found if mark[0] < end and mark[1] > start]
    marks = [mark[:3] for mark in here]
    notes = [note for *_, note in here if note]
    cuts = sorted({start, end, *(c for mark in marks for c in mark[:2] if start < c < end)})
    pieces = [
        (
            " ".join(dict.fromkeys(" ".join(c for s, e, c in marks if s <= a and b <= e).split())),
            text[a:b],
        )
        for a, b in itertools.pairwise(cuts)
    ]
    return sentence | {"pieces": pieces, "notes": notes}


def _css(side_id: str | None) -> str:
    """A class name for a side, made of letters and digits only."""
    letters = "".join(c for c in str(side_id) if c.isalnum())
    return f"side-{letters}" if side_id else "side-none"


def claims_in_sentences(reading) -> HTML:
    """The sentences that hold claims, each figure marked with its harm, drawn by displaCy."""
    colours = {harm: "#fbe3e0" for harm in reading.claims["harm"].unique()}
    drawn = []
    for sentence_id, claims in reading.claims.groupby("sentence_id"):
        row = reading.sentences.set_index("sentence_id").loc[sentence_id]
        span = reading.doc.char_span(row["start_char"], row["end_char"], alignment_mode="expand")
        marks = [
            {
                "label": claim.harm,
                "start_token": part.start - span.start,
                "end_token": part.end - span.start,
            }
            for claim in claims.itertuples()
            if (
                part := reading.doc.char_span(
                    claim.start_char, claim.end_char, alignment_mode="expand"
                )
            )
        ]
        tokens = [token.text for token in span]
        drawn.append({"text": span.text, "tokens": tokens, "spans": marks})
    if not drawn:
        return HTML("<p class='silence'>No sentence makes a claim.</p>")
    options = {"colors": colours}
    return HTML(displacy.render(drawn, style="span", manual=True, jupyter=False, options=options))
