"""Who is spoken of, and who gets to speak?  Mentions and statements, by actor and by side."""

import textwrap

import pandas as pd
from matplotlib.axes import Axes

from dateline import look
from dateline.events.happenings import counted
from dateline.look import NEUTRAL, evidence, side_colours, side_names, wrapped
from dateline.rows import pairs, records
from dateline.theatre import Theatre

FOOTER = "Counted in this article, pronouns included where their meaning is plain."
COLUMNS = ["side_id", "name", "statements", "direct", "reported", "speakers"]


@look.styled
def draw_actors(
    actors: pd.DataFrame, statements: pd.DataFrame, theatre: Theatre | None = None, *,
    most: int = 14, narrow: bool = False, ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Who is spoken of (left) and who speaks (right), coloured by side; `narrow` for a phone.

    >>> from dateline import example, voices
    >>> reading = example()
    >>> ax = voices.draw_actors(reading.actors, reading.statements, reading.theatre, most=5)
    >>> len(ax.get_yticks())
    5
    """
    spoken = statements["speaker"].value_counts()
    table = actors.assign(n_statements=actors["actor_id"].map(spoken).fillna(0).astype(int))
    order = {"by": ["n_statements", "n_mentions", "name"], "ascending": [False, False, True]}
    table = table[table["n_mentions"] + table["n_statements"] > 0].sort_values(**order)
    shown = table.head(most).iloc[::-1].reset_index(drop=True)
    ax = ax or look.new_axes(1.8 + (0.46 if narrow else 0.34) * max(len(shown), 1), narrow=narrow)
    if shown.empty:
        return look.empty_axes(ax, "No actor was recognised in the article.")
    colours = side_colours(shown["side_id"], theatre)
    reach = max(shown["n_mentions"].max(), shown["n_statements"].max(), 1) * 1.15
    thick, gap = 0.42 if narrow else 0.66, reach * 0.02
    fills = [colours.get(side, NEUTRAL) for side in shown["side_id"]]
    ax.barh(shown.index, -shown["n_mentions"], color=fills, alpha=0.45, height=thick)
    ax.barh(shown.index, shown["n_statements"], color=fills, height=thick)
    for y, row in shown.iterrows():
        ax.text(-row["n_mentions"] - gap, y, row["n_mentions"], ha="right", va="center",
                fontsize=9, url=evidence(row["first_sentence_id"]))  # fmt: skip
        if spoke := row["n_statements"]:
            ax.text(spoke + gap, y, spoke, va="center", fontsize=9)
        if narrow:
            ax.text(-reach, y + 0.28, wrapped(row["name"], 44, 1), fontsize=9)
    ax.set_yticks(*([[]] if narrow else [shown.index, [wrapped(n, 26, 2) for n in shown["name"]]]))
    ax.axvline(0, color="#222", linewidth=0.8)
    ax.set_xlim(-reach, reach)
    ax.set_xticks([])
    ax.spines[["bottom", "left"]].set_visible(False)
    top = len(shown) - (0.1 if narrow else 0.35)
    ax.set_ylim(-0.6, top + 0.5)  # the heads of the columns stand below the title, not in it
    ax.text(-gap, top, "times named", ha="right", fontsize=9, color="#555")
    ax.text(gap, top, "statements made", fontsize=9, color="#555")
    _legend_sides(ax, shown, theatre, colours, narrow)
    left_out = f"; {len(table) - most} more in the table" if len(table) > most else ""
    measure = f"Mentions, and statements by known speakers{left_out}"
    return look.finish_axes(ax, _actors_finding(table), measure, FOOTER)


@look.styled
def draw_voices(
    actors: pd.DataFrame, statements: pd.DataFrame, theatre: Theatre | None = None, *,
    ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Who gets to speak: statements by side, in quotation marks (dark) or reported (light).

    A side that is named and never heard has a bar of no length, and says so.
    """
    table = voices_table(actors, statements, side_names(theatre))
    ax = ax or look.new_axes(height=1.5 + 0.5 * max(len(table), 1))
    total = int(table["statements"].sum())
    if not total:
        return look.empty_axes(ax, "No statement of a known actor was read.")
    colours = side_colours(actors["side_id"], theatre)
    for y, row in enumerate(table.iloc[::-1].itertuples()):
        colour = colours.get(row.side_id, NEUTRAL)
        ax.barh(y, row.direct, height=0.55, color=colour)
        ax.barh(y, row.reported, height=0.55, left=row.direct, color=colour, alpha=0.4)
        share = f"{row.statements} ({row.statements / total:.0%})"
        heard = share if row.statements else "not heard"
        ax.text(row.statements, y, f" {heard}", va="center", weight="bold")
        ax.annotate(
            textwrap.shorten(row.speakers, 44, placeholder=" …"), (1, y), va="center",
            xycoords=("axes fraction", "data"), fontsize=9, color="#555", annotation_clip=False,
        )  # fmt: skip
    ax.set_yticks(range(len(table)), table["name"][::-1])
    ax.set_xlim(0, table["statements"].max() * 1.3)
    look.count_axis(ax.xaxis)
    measure = "Statements by the side of the speaker; dark: in quotation marks, light: reported"
    return look.finish_axes(ax, _voices_finding(table, total), measure, FOOTER)


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
    actors: pd.DataFrame, statements: pd.DataFrame, names: dict[str, str]
) -> pd.DataFrame:
    """One row is one side: side_id, name, statements, of them direct and reported, speakers."""
    sides = dict(pairs(actors, "actor_id", "side_id"))
    called = dict(pairs(actors, "actor_id", "name"))
    known = statements[statements["speaker"].isin(list(sides))]
    known = known.assign(side_id=known["speaker"].map(sides).fillna(""))
    rows = []
    for side in sorted({side or "" for side in sides.values()}):
        part = known[known["side_id"] == side]
        direct = int((part["directness"] != "indirect").sum())
        speakers = [called[actor] for actor in part["speaker"].value_counts().index]
        rows.append((side, names.get(side, side) or "no side", len(part), direct,
                     len(part) - direct, ", ".join(speakers)))  # fmt: skip
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.sort_values(["statements", "name"], ascending=[False, True])


def _voices_finding(table: pd.DataFrame, total: int) -> str:
    """The title of the chart of voices: the share of each side of the conflict."""
    sides = table[table["side_id"] != ""].head(3)
    shares = [f"{name} {n / total:.0%}" for name, n in pairs(sides, "name", "statements")]
    if not shares:
        return "No side of the conflict is known to speak"
    return f"Share of the statements: {', '.join(shares)}"


def _actors_finding(table: pd.DataFrame) -> str:
    """The title of the chart of actors: who is heard most, without a verb that must agree."""
    total, most = table["n_statements"].sum(), table["n_statements"].max()
    if not total:
        return f"{counted(len(table), 'actor')}, none of them quoted"
    heard = list(table["name"][table["n_statements"] == most])
    share = f"{most} of {counted(total, 'statement')}"
    if len(heard) > 3:
        return f"{counted(total, 'statement')}, at most {most} by any speaker"
    return f"Heard most: {', '.join(heard)} ({share}{' each' if len(heard) > 1 else ''})"


def _legend_sides(
    ax: Axes, shown: pd.DataFrame, theatre: Theatre | None, colours: dict, narrow: bool
) -> None:
    """What each colour stands for."""
    handles = look.side_patches(shown["side_id"].fillna(""), theatre, colours)
    longest = max((len(handle.get_label()) for handle in handles), default=0)
    ax.legend(handles=handles, loc="upper left", bbox_to_anchor=(0 if narrow else -0.2, 0),
              borderaxespad=0, ncols=1 if narrow else 4 if longest < 16 else 2)  # fmt: skip
