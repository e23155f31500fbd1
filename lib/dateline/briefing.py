"""What will the reader be told?  Tables become sentences, key figures, ledgers and notes.

Each function takes a ``Reading`` and gives a block of HTML that a notebook shows.  Every number
is computed and carries a link to its sentence; everything from the article is escaped by the
templates.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd
from IPython.display import HTML
from matplotlib.axes import Axes

from dateline import DATA, OUTPUTS, findings
from dateline.disputes import gaps, loss_tables, said_rows, time_checks
from dateline.events.happenings import date_text, long_date
from dateline.fields import REVIEW_BELOW
from dateline.files import write_tables, write_whole
from dateline.findings import MOST_PAST
from dateline.highlights import highlight_items
from dateline.interactions import KIND_OF
from dateline.language import ENGLISH, language_name
from dateline.look import drawing, side_colours, side_names
from dateline.maps import map_alt_text, map_caption, placed_claims, write_layers
from dateline.maps.losses import losses_note
from dateline.maps.sheet import map_sheet
from dateline.page import block, figure, versions
from dateline.rows import pairs, records
from dateline.theatre import VIEWPOINTS

HERE, BESIDE = b'"#s', b'"../briefing.html#s'  # links of a figure, in the page and beside it


@dataclass(frozen=True)
class Masthead:
    """The head of a page; carries title and date for the page's own frame."""

    html: str
    title: str
    as_of: str

    def _repr_mimebundle_(self, **_options) -> dict:
        """HTML for the reader, and the title and date that the page template reads."""
        facts = {"title": self.title, "as_of": self.as_of}
        return {"text/html": self.html, "application/vnd.dateline+json": facts}


def header(reading) -> Masthead:
    """Title, source and the date that everything below holds for.

    >>> from dateline import briefing, example
    >>> briefing.header(example()).as_of
    'As of Thursday 15 September 2022'
    """
    row = records(reading.articles)[0]
    as_of = long_date(row["published"])
    language = None if row["language"] == ENGLISH else language_name(row["language"])
    page = block("header", row=row, as_of=as_of, reading=reading, language=language)
    return Masthead(page.data, row["title"] or "Briefing", f"As of {as_of}")


def highlights(reading) -> HTML:
    """At most five sentences that a reader in a hurry needs, each linked to its evidence.

    >>> from dateline import briefing, example
    >>> "105" in briefing.highlights(example()).data
    True
    """
    return block("highlights", items=highlight_items(reading)[:5])


def key_figures(reading) -> HTML:
    """A strip of the tolls of the event reported, or else of the largest of earlier events.

    >>> from dateline import briefing, example
    >>> "155" in briefing.key_figures(example()).data
    True
    """
    cards = findings.toll_cards(reading, "current") or findings.past_cards(reading)[:MOST_PAST]
    return block("key-figures", cards=cards, silence=findings.silence(reading))


def ledger(reading) -> HTML:
    """Every claim in the order of the article, with the check of the sums and what is left out.

    >>> from dateline import briefing, example
    >>> "6,700" in briefing.ledger(example()).data
    True
    """
    told = reading.tolls[reading.tolls["scope"] == "current"]
    return block(
        "ledger", claims=findings.claim_rows(reading), tables=loss_tables(reading),
        checks=list(told["check"].dropna().unique()), notes=list(told["note"].dropna().unique()),
        reviews=records(reading.reviews), review_below=REVIEW_BELOW,
    )  # fmt: skip


def left_out(reading) -> HTML:
    """Counted people that are no claim of harm, and lines that are no story, with the reasons.

    >>> from dateline import briefing, example
    >>> "up to 100" in briefing.left_out(example()).data
    True
    """
    dropped = reading.sentences[reading.sentences["reason"].notna()]
    return block("left-out", excluded=records(reading.excluded), dropped=records(dropped))


def who_says_what(reading) -> HTML:
    """Statements grouped by speaker, most quoted first.

    >>> from dateline import briefing, example
    >>> "Pashinyan" in briefing.who_says_what(example()).data
    True
    """
    sides = dict(pairs(reading.actors, "actor_id", "side_id"))
    colours = side_colours(reading.actors["side_id"], reading.theatre)
    groups: dict[str, list[dict]] = {}
    for row in said_rows(reading):
        groups.setdefault(row["who"], []).append(row)
    shown = [
        {"who": who, "colour": colours.get(sides.get(rows[0]["speaker"]) or ""), "rows": rows}
        for who, rows in sorted(groups.items(), key=lambda group: -len(group[1]))
    ]
    return block("statements", groups=shown)


def actor_table(reading) -> HTML:
    """All actors with type, role, side and how often they are named and quoted.

    >>> from dateline import briefing, example
    >>> "Russia" in briefing.actor_table(example()).data
    True
    """
    spoken = reading.statements["speaker"].value_counts()
    names = side_names(reading.theatre, reading.claims)
    rows = reading.actors.assign(
        side=reading.actors["side_id"].map(names),
        n_statements=reading.actors["actor_id"].map(spoken).fillna(0).astype(int),
    ).sort_values(["n_statements", "n_mentions"], ascending=False)
    return block("actors", rows=records(rows))


def place_table(reading) -> HTML:
    """Every place with its part in the story, how exactly it is known, and where it is named."""
    named = reading.mentions.dropna(subset=["place_id"]).groupby("place_id")["sentence_id"]
    sentences = {place: sorted(set(ids)) for place, ids in named}
    rows = [
        row | {"sentence_ids": sentences.get(row["place_id"], [])}
        for row in records(reading.places.sort_values("n_mentions", ascending=False))
    ]
    return block("places", rows=rows)


def event_table(reading) -> HTML:
    """Happenings of the story, then background, then all dates, each with its sentence.

    >>> from dateline import briefing, example
    >>> "2020" in briefing.event_table(example()).data
    True
    """
    parts: dict[str, list[dict]] = {"current": [], "background": [], "undated": []}
    for row in sorted(findings.event_rows(reading), key=lambda row: row["date_start"] or ""):
        parts[row["scope"] if row["date_start"] else "undated"].append(row)
    dates = [row | {"meaning": date_text(row)} for row in records(reading.dates)]
    return block("events", **parts, dates=dates, checks=time_checks(reading))


def interaction_table(reading) -> HTML:
    """Every interaction read, in the order of the article, each with its sentence."""
    rows = (row | {"kind": KIND_OF.get(row["plover_type"])} for row in findings.event_rows(reading))
    return block("interactions", rows=[row for row in rows if row["kind"]])


def disputed(reading) -> HTML:
    """What is contested, and what the article does not say, computed from empty fields.

    >>> from dateline import briefing, example
    >>> "accuse" in briefing.disputed(example()).data
    True
    """
    rows = [r for r in said_rows(reading) if r["stance"] in ("accuses", "denies")]
    return block("disputed", rows=rows, gaps=gaps(reading))


def method(reading, *extra: Iterable[str]) -> HTML:
    """How it was made, what it cannot know, names, boundaries, licences and versions.

    >>> from dateline import briefing, example
    >>> "spacy" in briefing.method(example()).data
    True
    """
    return block(
        "method", row=records(reading.articles)[0], versions=versions(),
        naming=reading.theatre.naming if reading.theatre else (),
        notes=[note for notes in extra for note in notes],
        review=records(reading.claims[reading.claims["confidence"] < REVIEW_BELOW]),
        review_below=REVIEW_BELOW,
    )  # fmt: skip


def map_figure(reading, ax: Axes, viewpoint: str = VIEWPOINTS[0]) -> HTML:
    """The map in layers, what its lines mean and what is not drawn, and the table of all places.

    Signs are links to the sentences that name them; layers and viewpoints switch without a script.
    """
    notes = map_notes(reading, viewpoint)
    if ax.get_label() == "message":
        alt = map_alt_text(reading.places, reading.theatre, reading.article.published)
        drawn = figure(ax, alt=alt, notes=notes)
    else:
        unplaced = losses_note(placed_claims(reading), reading.places)
        sheet = map_sheet(reading, ax, viewpoint)
        drawn = block("map", sheet=sheet, unplaced=unplaced, notes=notes)
    return HTML(drawn.data + place_table(reading).data)


def map_notes(reading, viewpoint: str = VIEWPOINTS[0]) -> list[str]:
    """What the reader of the map must know, for the day of the article."""
    return map_caption(reading.theatre, reading.article.published, viewpoint)


def accuracy() -> HTML:
    """How often the extractor is right, from the file that the benchmark wrote."""
    path = DATA / "reference" / "accuracy.csv"
    return block("accuracy", rows=records(pd.read_csv(path)) if path.exists() else [])


def take_away(reading, out: str = "", *, kinds: Iterable[str] = ("svg",), **charts: Axes) -> HTML:
    """Write the tables and the charts named into a folder, and list what was written.

    The folder is ``outputs/<article>`` unless `out` names another; each file appears whole.
    `kinds` may hold ``"png"`` and ``"pdf"`` too; each costs as much as all else.  With a map go
    its layers, for QGIS and other programs.
    """
    folder = Path(out) if out else OUTPUTS / reading.article.slug
    written = write_tables(reading.tables, folder / "tables")
    (folder / "figures").mkdir(parents=True, exist_ok=True)
    for name, ax in charts.items():
        for kind in kinds:
            path = folder / "figures" / f"{name}.{kind}"
            data = drawing(ax.figure, kind).replace(HERE, BESIDE)
            written.append(write_whole(path, partial(Path.write_bytes, data=data)))
    if "map" in charts:
        written += write_layers(reading, folder / "map")
    files = [str(path.relative_to(folder)) for path in written]
    return block("take-away", folder=folder.name, files=files)
