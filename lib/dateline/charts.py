"""What do the tables look like?  Figures of tolls, of claims and of many articles.

Every function takes tables and an optional ``ax``, and returns the ``ax``.  The title is the
finding, the subtitle the measure, the footer says whose figures they are.  A range is drawn as a
range; colours belong to sides and are the same in every figure.
"""

import pandas as pd
from matplotlib.axes import Axes

from dateline import look
from dateline.claims.reconcile import SUM
from dateline.events.happenings import counted
from dateline.fields import OWN_VOICE
from dateline.look import NEUTRAL, figure_text, side_colours, side_names
from dateline.rows import main_figure, pairs, records, without_repeats
from dateline.theatre import Theatre

LETTER = 0.025  # width of a bold letter, as a part of the axes


@look.styled
def draw_tolls(
    tolls: pd.DataFrame, theatre: Theatre | None = None, *, claims: pd.DataFrame | None = None,
    names=None, who=None, narrow: bool = False, ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Bars of the tolls of the events reported: one bar is one side and harm.

    Hedged figures end in a whisker (a known range) or an arrow (no upper bound).  With `claims`
    a bar opens the sentence of its first claim; `who` maps claimants to full names and offices.
    `narrow` is the same for a phone, with who says so over each bar.

    >>> from dateline import charts, example
    >>> ax = charts.draw_tolls(example().tolls, example().theatre, style="grayscale")
    >>> len(ax.patches)
    3
    """
    current = tolls[tolls["scope"] == "current"]
    told = without_repeats(records(current))
    ax = ax or look.new_axes(1.5 + (0.95 if narrow else 0.52) * max(len(told), 1), narrow=narrow)
    if current.empty:
        return look.empty_axes(ax, "No figure of killed, wounded or other harm was read.")
    names, who = {**side_names(theatre, claims), **(names or {})}, who or {}
    colours = side_colours((tolls if claims is None else claims)["side_id"], theatre)
    rows = pd.DataFrame(told[::-1], columns=current.columns).astype(current.dtypes)
    widest = rows[["low", "best", "high"]].max().max()
    several, reach = rows["event_id"].nunique() > 1, 0.0
    said_in = {} if claims is None else dict(pairs(claims, "claim_id", "sentence_id"))
    for y, row in rows.iterrows():
        value = main_figure(row) or 0
        is_total = row["side_id"] == "all"
        colour = colours.get(row["side_id"], NEUTRAL)
        style = {"facecolor": "white", "edgecolor": colour} if is_total else {"color": colour}
        url = look.evidence(said_in.get(row["claim_ids"].split(" ")[0]))
        ax.barh(y, value, height=0.3 if narrow else 0.6, linewidth=1.4, url=url, **style)
        end = _draw_range(ax, y, row, value, widest)
        figure = figure_text(row["low"], row["best"], row["high"])
        is_sum = isinstance(row["note"], str) and row["note"].startswith(SUM)
        says = "our sum" if is_sum else _told_by(row["claimants"] or OWN_VOICE, who, narrow)
        ax.text(end + widest * 0.012, y, figure, va="center", weight="bold", url=url)
        _write_beside(ax, y, _toll_label(row, names, several), says, narrow)
        reach = max(reach, end / (1 - LETTER * min(len(figure) + 2, 26)))
    ax.set_yticks([])
    ax.set_xlim(0, max(reach, widest * 1.05))  # room for each figure after its bar
    look.count_axis(ax.xaxis)
    if narrow:
        ax.set_ylim(-0.4, len(rows) - 0.2)
    else:
        _write_beside(ax, len(rows) - 0.35, "", "Who says so", weight="bold")
    return look.finish_axes(ax, _tolls_finding(current, names), "People, by side and kind of harm")


@look.styled
def draw_claims(
    claims: pd.DataFrame, theatre: Theatre | None = None, *, who=None, ax: Axes | None = None
) -> Axes:
    """Every current claim as a mark: who says it, how many, of whose losses.

    Filled marks enter a toll, hollow ones repeat another figure or are not counted; `who` maps
    claimants to full names and offices.

    >>> from dateline import charts, example
    >>> ax = charts.draw_claims(example().claims, style={"font.family": "serif"})
    >>> ax.get_title() or ax.figure.get_suptitle()
    '4 figures for this event, from 3 named claimants'
    """
    current = claims[claims["scope"] == "current"].copy()
    named = current["claimant_name"].where(current["claimant_name"].notna(), OWN_VOICE)
    current["who"] = [(who or {}).get(name, name) for name in named]
    order = list(dict.fromkeys(current["who"]))[::-1]
    ax = ax or look.new_axes(height=1.6 + 0.55 * max(len(order), 1))
    if current.empty:
        return look.empty_axes(ax, "No figure of the event reported was read.")
    colours = side_colours(claims["side_id"], theatre)
    names = side_names(theatre, claims)
    current["value"] = [main_figure(row) for _, row in current.iterrows()]
    widest = current["value"].max()
    for (who, value), group in current.groupby(["who", "value"], sort=False):
        y = order.index(who)
        for shift, (_, row) in enumerate(group.iterrows()):
            colour = colours.get(row["side_id"], NEUTRAL)
            face = colour if row["counted"] else "white"
            url = look.evidence(row["sentence_id"])
            ax.plot(value, y - 0.16 * shift, "o", ms=9, mfc=face, mec=colour, mew=1.6, url=url)
            _draw_range(ax, y - 0.16 * shift, row, value, widest)
        row = group.iloc[0]
        whose = names.get(row["side_id"], "side not stated")
        figure = figure_text(row["low"], row["best"], row["high"])
        ax.annotate(f"{figure} {row['harm']}\n{whose}", (value, y), xytext=(0, 9),
                    textcoords="offset points", ha="center", va="bottom", fontsize=8.5,
                    color="#333", url=look.evidence(row["sentence_id"]))  # fmt: skip
    ax.set_yticks(range(len(order)), [look.wrapped(who, 30) for who in order])
    ax.set_ylim(-0.5, len(order) - 0.1)
    ax.set_xlim(0, widest * 1.12)
    ax.grid(axis="y")
    look.count_axis(ax.xaxis)
    named = counted(current["claimant_name"].nunique(), "named claimant")
    title = f"{counted(len(current), 'figure')} for this event, from {named}"
    measure = "Figure claimed, by who states it; hollow: not counted again"
    return look.finish_axes(ax, title, measure)


@look.styled
def draw_ledger(
    ledger: pd.DataFrame, theatre: Theatre | None = None, *, ax: Axes | None = None
) -> Axes:
    """The figures of one episode and harm as they were told: one line is one voice on one side.

    `ledger` holds rows of ``ledger.open_tables``.  Filled marks still stand, hollow ones are
    superseded; days without a new figure are left out, so that years do not squeeze them.
    """
    rows = ledger[ledger["side_id"] != "unknown"].sort_values(["first_told", "figure"])
    ax = ax or look.new_axes(height=4.2)
    if rows.empty:
        return look.empty_axes(ax, "No figure is told of a side.")
    days = list(dict.fromkeys(rows["first_told"].fillna("undated")))
    names, colours = side_names(theatre), side_colours(rows["side_id"], theatre)
    top = rows["figure"].max() * 1.15
    for (side, told_by), line in rows.groupby(["side_id", "told_by"], sort=False):
        colour = colours.get(side, NEUTRAL)
        x = [days.index(day) for day in line["first_told"].fillna("undated")]
        dash = "-" if told_by in ("own side", "total") else ":"
        ax.plot(x, line["figure"], dash, color=colour, lw=1.4, drawstyle="steps-post")
        for at, (_, row) in zip(x, line.iterrows(), strict=True):
            face = colour if pd.isna(row["superseded_by"]) else "white"
            ax.plot(at, row["figure"], "o", ms=8, mfc=face, mec=colour, mew=1.6)
            above = rows["figure"][rows["first_told"] == row["first_told"]] - row["figure"]
            is_crowded = ((above > 0) & (above < top * 0.06)).any()
            ax.annotate(f"{row['figure']:,}", (at, row["figure"]), ha="center", weight="bold",
                        xytext=(0, -18 if is_crowded else 8), textcoords="offset points",
                        )  # fmt: skip
        voice = "" if side == "all" else f", {told_by}"
        ax.annotate(f"{names.get(side, side)}{voice}", (x[-1], line["figure"].iloc[-1]),
                    xytext=(12, 0), textcoords="offset points", va="center", color=colour,
                    fontsize=9, annotation_clip=False)  # fmt: skip
    ax.set_xticks(range(len(days)), days)
    ax.set_xlim(-0.4, len(days) + 0.4)
    ax.set_ylim(0, top)
    look.count_axis(ax.yaxis)
    ax.grid(axis="y")
    n_old = int(rows["superseded_by"].notna().sum())
    are = "is" if n_old == 1 else "are"
    title = f"{counted(n_old, 'figure')} of {len(rows)} {are} superseded"
    measure = f"People {' or '.join(dict.fromkeys(rows['kind']))}, by the day"
    return look.finish_axes(ax, title, f"{measure} on which a figure was first told")


def _draw_range(ax: Axes, y: float, row: pd.Series, value: float, widest: float) -> float:
    """Whisker for a range, arrow for an open end; gives the right end of what was drawn."""
    low, high = row["low"], row["high"]
    if pd.notna(low) and pd.notna(high) and low != high:
        ax.plot([low, high], [y, y], color="#222", linewidth=1.6, marker="|", markersize=9)
        return max(value, high)
    if pd.isna(high) and not pd.isna(low):
        ax.annotate("", (value + widest * 0.06, y), (value, y),
                    arrowprops={"arrowstyle": "->", "color": "#222", "lw": 1.3})  # fmt: skip
        return value + widest * 0.06
    return value


def _write_beside(ax: Axes, y: float, label: str, says: str, narrow=False, **style) -> None:
    """What a bar counts and who says so: left and right of it or, where it is narrow, above."""
    soft = {"color": "#555", "fontsize": 9, "linespacing": 1.1, "annotation_clip": False}
    at = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points"}
    if narrow:
        ax.annotate(says, (0, y), (0, 13), **at, **soft)
        ax.annotate(label, (0, y), (0, 16 + 11 * (1 + says.count("\n"))), **at, weight="bold")
        return
    ax.annotate(says, (1, y), (7, 0), va="center", **at, **soft, **style)
    ax.annotate(label, (0, y), (-4, 0), va="center", ha="right", annotation_clip=False, **at)


def _toll_label(row: pd.Series, names: dict, several: bool) -> str:
    """Label of a bar: side, harm and, with several events, which one."""
    event = f"\n{look.event_name(row['event_id'])}" if several else ""
    label = f"{names.get(row['side_id'], row['side_id'])}, {row['harm']}{event}"
    return label[0].upper() + label[1:]


def _tolls_finding(current: pd.DataFrame, names: dict) -> str:
    """The title of the chart of tolls."""
    of_all = current["side_id"].eq("all")
    checks = pd.concat([current[of_all], current[~of_all]])["check"].dropna()
    if len(checks):
        return checks.iloc[0][0].upper() + checks.iloc[0][1:]
    order = current["side_id"].ne("all").where(current["harm"] == current["harm"].iloc[0], True)
    top = current.iloc[order.argmin()]  # a claim about one side is no finding about all
    who = "" if top["side_id"] == "all" else f" ({names.get(top['side_id'], top['side_id'])})"
    return f"{figure_text(top['low'], top['best'], top['high']).capitalize()} {top['harm']}{who}"


def _told_by(claimants: str, who: dict[str, str], narrow: bool) -> str:
    """The claimants of a toll with full name and office, on as many lines as they need."""
    told = dict.fromkeys(who.get(name, name) for name in claimants.split("; "))
    return look.wrapped("; ".join(told), *((46, 2) if narrow else (28, 3)))
