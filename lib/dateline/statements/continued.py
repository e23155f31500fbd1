"""Who goes on speaking?  The speaker of words without a cue, or of "the statement", told nearby."""

from bisect import bisect_right

from spacy.tokens import Doc

from dateline.lexicon import listed
from dateline.parse import evidence
from dateline.statements.speakers import Index

SENTENCE_ENDS = (".", "!", "?", ",", "…", "...")


def continued_quotations(doc: Doc, index: Index, rows: list[dict]) -> list[dict]:
    """Statements for whole quoted sentences beside an attributed one, which keep its speaker."""
    kept = doc.user_data["sentences"]
    found: list[dict] = []
    starts = [doc[sentence["start"]].idx for sentence in kept]
    told = [({bisect_right(starts, r["cue_start"]) - 1, r["sentence_id"]}, r) for r in rows]
    for start, end in index.quotes:
        first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
        covered = [r for r in rows if r["start_char"] < last and first < r["end_char"]]
        numbers = sorted({doc.user_data["sentence_of"][i] for i in range(start, end)} - {-1})
        free = [n for n in numbers if not any(r["sentence_id"] == n for r in covered)]
        if not free or end - start < 4 or kept[free[0]]["kind"] not in ("body", "caption"):
            continue
        goes_on = any(token.is_alpha for token in doc[end : kept[numbers[-1]]["end"]])
        whole = [] if goes_on else numbers  # "…," somebody wrote: the quotation has its own speaker
        model = covered[-1] if covered else _speaker_nearby(kept, told, whole, free)
        if model is not None and (covered or doc[end - 1].text in SENTENCE_ENDS):
            span = doc[max(start, kept[free[0]]["start"]) : min(end, kept[free[-1]]["end"])]
            found.append(model | evidence(span) | {"content": span.text, "directness": "direct"})
    return found


def _speaker_nearby(
    kept: list[dict], told: list[tuple[set[int], dict]], numbers: list[int], free: list[int]
) -> dict | None:
    """The statement whose speaker goes on: of the sentence before, else of a "he said" after."""
    paragraph, around = kept[free[0]]["paragraph_id"], (free[0] - 1, free[-1] + 1)
    before, after = ([row for where, row in told if n in where] for n in around)
    is_whole = numbers == [n for n, row in enumerate(kept) if row["paragraph_id"] == paragraph]
    if before and (is_whole or kept[around[0]]["paragraph_id"] == paragraph):
        return before[-1]  # a quotation that fills its paragraph goes on from the one before
    after = [row for row in after if row["directness"] == "direct"]
    return after[0] if after and kept[around[1]]["paragraph_id"] == paragraph else None


def name_issuers(doc: Doc, rows: list[dict]) -> None:
    """Give "the statement said" the speaker whose statement was told of last."""
    for n, row in enumerate(rows):
        article, _, noun = row["speaker_name"].lower().partition(" ")
        if not row["speaker"] and article == "the" and noun in listed("document"):
            near = (r for r in reversed(rows[:n]) if row["sentence_id"] - r["sentence_id"] <= 3)
            told = (r["speaker"] for r in near if r["speaker"] and _tells_of(doc, r, noun))
            row["speaker"] = next(told, None)


def _tells_of(doc: Doc, row: dict, noun: str) -> bool:
    """Whether a document stands beside a cue: "said in a statement", "a statement issued by"."""
    ends = ((row[f"{name}_start"], row[f"{name}_end"]) for name in ("cue", "speaker"))
    cue, named = (doc.char_span(*at, alignment_mode="expand") for at in ends)
    return noun in {token.lemma_.lower() for token in (*cue.root.subtree, *named)}
