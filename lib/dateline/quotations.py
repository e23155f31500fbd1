"""What stands between quotation marks?  Paired marks, paragraph by paragraph.

One lost or extra mark never spreads: a quotation without an end stops with its paragraph.
"""

from spacy.tokens import Doc

OPENING, CLOSING, STRAIGHT = "“„«", "”»", '"'


def quotations(doc: Doc) -> list[tuple[int, int]]:
    """Token bounds of the words inside each pair of marks, in the order of the article."""
    article = doc.user_data["article"]
    ends = [paragraph.end_char for paragraph in article.paragraphs]
    spans: list[tuple[int, int]] = []
    opened, paragraph = None, 0
    for token in doc:
        while paragraph < len(ends) and token.idx >= ends[paragraph]:
            if opened is not None:
                spans.append((opened, token.i))
            opened, paragraph = None, paragraph + 1
        mark = token.text
        if mark not in OPENING and mark not in CLOSING and mark != STRAIGHT:
            continue
        if mark in OPENING or (mark == STRAIGHT and opened is None):
            opened = token.i + 1 if opened is None else opened
        elif opened is not None:
            spans.append((opened, token.i))
            opened = None
    if opened is not None:
        spans.append((opened, len(doc)))
    return [(start, end) for start, end in spans if end > start]
