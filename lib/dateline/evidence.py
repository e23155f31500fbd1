"""Where does it say so?  The article with its marks, and the claims in their sentences."""

import itertools

from IPython.display import HTML
from spacy import displacy

from dateline.charts import side_colours, side_names
from dateline.findings import pairs, records
from dateline.page import block


def annotated_article(reading) -> HTML:
    """The whole article; each sentence is an anchor and lists what was read from it."""
    colours = side_colours(reading.actors["side_id"], reading.theatre)
    sides = dict(pairs(reading.actors, "actor_id", "side_id"))
    paragraphs = [
        {
            "kind": part["kind"].iloc[-1],
            "sentences": [_annotate(reading, s, sides) for s in records(part)],
        }
        for _, part in reading.sentences.groupby("paragraph_id", sort=False)
    ]
    used = sorted({sides.get(a) for a in reading.mentions["actor_id"].dropna()} - {None}, key=str)
    names = side_names(reading.theatre, reading.claims)
    legend = [(names.get(s, s), colours[s], _css(s)) for s in used if s in colours]
    return block("article", paragraphs=paragraphs, legend=legend)


def _annotate(reading, sentence: dict, sides: dict) -> dict:
    """A sentence cut into pieces, each with the classes of what was read from it."""
    start, end = sentence["start_char"], sentence["end_char"]
    marks, notes = [], []
    for table, css, label in (
        ("mentions", "mention", None), ("dates", "date", "date"), ("claims", "claim", "figure"),
    ):  # fmt: skip
        rows = getattr(reading, table)
        for row in records(rows[(rows["start_char"] < end) & (rows["end_char"] > start)]):
            kind = _css(sides.get(row["actor_id"])) if table == "mentions" else css
            marks.append((row["start_char"], row["end_char"], f"{css} {kind}"))
            if label:
                notes.append((label, row["quote"], row.get("claim_id")))
    cuts = sorted({start, end, *(c for mark in marks for c in mark[:2] if start < c < end)})
    pieces = [
        (
            " ".join(dict.fromkeys(" ".join(c for s, e, c in marks if s <= a and b <= e).split())),
            reading.article.text[a:b],
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
