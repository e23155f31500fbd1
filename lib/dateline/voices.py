"""Which side gets to speak?  Statements by the side of the speaker, in quotation or in report."""

import textwrap

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from dateline.look import (
    NEUTRAL,
    empty_axes,
    finish_axes,
    new_axes,
    side_colours,
    side_names,
    styled,
)
from dateline.rows import pairs, records
from dateline.theatre import Theatre

FOOTER = "Counted in this article, pronouns included where their meaning is plain."
COLUMNS = ["side_id", "name", "statements", "direct", "reported", "speakers"]


@styled
def draw_voices(
    actors: pd.DataFrame, statements: pd.DataFrame, theatre: Theatre | None = None, *,
    ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Who gets to speak: statements by side, in quotation marks (dark) or reported (light).

    A side that is named and never heard has a bar of no length, and says so.
    """
    table = voices_table(actors, statements, side_names(theatre))
    ax = ax or new_axes(height=1.5 + 0.5 * max(len(table), 1))
    total = int(table["statements"].sum())
    if not total:
        return empty_axes(ax, "The article attributes no statement to a known actor.")
    colours = side_colours(actors["side_id"], theatre)
    for y, row in enumerate(table.iloc[::-1].itertuples()):
        colour = colours.get(row.side_id, NEUTRAL)
        ax.barh(y, row.direct, height=0.55, color=colour)
        ax.barh(y, row.reported, height=0.55, left=row.direct, color=colour, alpha=0.4)
        heard = (
            f"{row.statements} ({row.statements / total:.0%})" if row.statements else "not heard"
        )
        ax.text(row.statements, y, f" {heard}", va="center", weight="bold")
        ax.annotate(
            textwrap.shorten(row.speakers, 44, placeholder=" …"), (1, y), va="center",
            xycoords=("axes fraction", "data"), fontsize=9, color="#555", annotation_clip=False,
        )  # fmt: skip
    ax.set_yticks(range(len(table)), table["name"][::-1])
    ax.set_xlim(0, table["statements"].max() * 1.3)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    measure = "Statements by the side of the speaker; dark: in quotation marks, light: reported"
    return finish_axes(ax, _voices_finding(table, total), measure, FOOTER)


def voices_alt_text(
    actors: pd.DataFrame, statements: pd.DataFrame, theatre: Theatre | None = None
) -> str:
    """The chart of voices in words."""
    table = voices_table(actors, statements, side_names(theatre))
    parts = "; ".join(
        f"{row['name']}: {row['statements']}, of them {row['direct']} in quotation marks"
        for row in records(table)
    )
    return f"Bar chart of statements by the side of the speaker. {parts or 'None'}."


def voices_table(
    actors: pd.DataFrame, statements: pd.DataFrame, names: dict[str, str] | None = None
) -> pd.DataFrame:
    """One row is one side: side_id, name, statements, of them direct and reported, speakers."""
    names = names or {}
    sides = dict(pairs(actors, "actor_id", "side_id"))
    called = dict(pairs(actors, "actor_id", "name"))
    known = statements[statements["speaker"].isin(list(sides))]
    known = known.assign(side_id=known["speaker"].map(sides).fillna(""))
    rows = []
    for side in sorted({side or "" for side in sides.values()}):
        part = known[known["side_id"] == side]
        direct = int((part["directness"] != "indirect").sum())
        speakers = [called[actor] for actor in part["speaker"].value_counts().index]
        rows.append(
            {
                "side_id": side, "name": names.get(side, side) or "no side",
                "statements": len(part), "direct": direct, "reported": len(part) - direct,
                "speakers": ", ".join(speakers),
            }
        )  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS).sort_values(
        ["statements", "name"], ascending=[False, True]
    )


def _voices_finding(table: pd.DataFrame, total: int) -> str:
    """The title of the chart of voices: the share of each side of the conflict."""
    sides = table[table["side_id"] != ""].head(3)
    shares = [f"{name} {n / total:.0%}" for name, n in pairs(sides, "name", "statements")]
    if not shares:
        return "No side of the conflict is known to speak"
    return f"Share of the statements: {', '.join(shares)}"
