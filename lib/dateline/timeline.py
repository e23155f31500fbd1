"""When did it happen?  The timeline of the story, with background on a scale of its own.

One row of the picture is one dated happening: a dot where the article gives the hour, a bar where
it gives a part of the day, the day or more.  Planned ones are hollow, and what only a party says
carries its name.
"""

import textwrap

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dateline.events import happenings as told
from dateline.look import FOOTER, NEUTRAL, evidence, side_colours, styled
from dateline.names import known_actors
from dateline.theatre import Theatre

WIDTH = 7.6  # inches
ROW, LETTER = 0.37, 0.0665  # inches: height of a row of two lines, mean width of a letter
SMALL = 8.5
GAP = 0.55  # inches between the story and the background, for the heading and the years
LEAST_YEARS = 8  # on the scale of the background, so that one year does not fill it
MOST_CURRENT, MOST_BACKGROUND, MOST_BANDS = 18, 6, 8


@styled
def draw_timeline(
    events: pd.DataFrame, *, theatre: Theatre | None = None, names=None, ax: Axes | None = None
) -> Axes:
    """The story by day and hour, and below it the background by year.

    `names` maps actor ids to names; the theatre's and the world's are known without it.

    >>> from dateline import example, timeline
    >>> timeline.draw_timeline(example().events, theatre=example().theatre).figure.get_axes() != []
    True
    """
    rows = told.happenings(events)
    story, n_story = told.most(rows[rows["scope"] == "current"], MOST_CURRENT)
    past, n_past = told.most(rows[rows["scope"] == "background"], MOST_BACKGROUND)
    inches = [n * ROW + 0.2 if n else 0 for n in (len(story), len(past))]
    height = 1.45 + sum(inches) + (GAP if all(inches) else 0) if len(rows) else 0.85
    ax = ax or Figure(figsize=(WIDTH, height)).add_axes((0.025, 0.0, 0.95, 1.0))
    ax.set_axis_off()
    if rows.empty:
        return _finish(ax, height, "No dated event", "No dated happening was read.", "")
    look = _look(theatre, names)
    top = height - 0.9
    for part, draw, size in ((story, _draw_story, inches[0]), (past, _draw_past, inches[1])):
        if len(part):
            panel = ax.inset_axes((0, (top - size) / height, 1, size / height))
            draw(panel, part, look)
            top -= size + GAP
    _legend(ax, rows, look, theatre, height)
    left_out = n_story + n_past - len(story) - len(past)
    more = f" {left_out} more stand in the table of events." if left_out else ""
    return _finish(ax, height, told.finding(rows), told.subtitle(story, past), FOOTER + more)


def timeline_alt_text(events: pd.DataFrame) -> str:
    """The timeline in words, for readers who do not see it."""
    rows = told.happenings(events)
    if rows.empty:
        return "Timeline without entries: no dated happening was read."
    parts = []
    for scope, name in (("current", "Story"), ("background", "Background")):
        words = [
            f"{told.when_text(row)}: {row['label']}"
            + (" (planned)" if row["factuality"] == "planned" else "")
            for _, row in told.most(rows[rows["scope"] == scope], MOST_CURRENT)[0].iterrows()
        ]
        if words:
            parts.append(f"{name}. " + "; ".join(words) + ".")
    return f"Timeline. {told.finding(rows)}. " + " ".join(parts)


def _look(theatre: Theatre | None, names) -> dict:
    """Names and colours of the actors in the picture."""
    known = known_actors(theatre)
    sides = {key: facts.get("side_id") for key, facts in known.items()}
    called = {key: facts["name"] for key, facts in known.items()} | dict(names or {})
    colours = side_colours(pd.Series(list(sides.values()), dtype=object), theatre)
    return {"sides": sides, "names": called, "colours": colours}


def _side(row: pd.Series, look: dict) -> str | None:
    """The side that acts; none when both do, or neither."""
    who = str(row["actor"] or "").split(";")
    if row["plover_type"] in ("AGREE", "CONSULT") and pd.notna(row["recipient"]):
        who += str(row["recipient"]).split(";")
    found = {look["sides"].get(actor) for actor in who if actor}
    return found.pop() if len(found) == 1 else None


def _draw_story(panel: Axes, rows: pd.DataFrame, look: dict) -> None:
    """Days as bands side by side; each happening on a line of its own."""
    spans = [told.day_span(row) for _, row in rows.iterrows()]
    bands = sorted({band for band, _, _ in spans})
    if len(bands) > MOST_BANDS:
        bands = bands[-MOST_BANDS:]
    position = {band: n for n, band in enumerate(bands)}
    room = max(len(bands), 2)  # one day leaves half of the panel to its words
    panel.set(xlim=(0, room), ylim=(len(rows) - 0.5, -0.8))
    for n, band in enumerate(bands):
        if n % 2 == 0:
            panel.axvspan(n, n + 1, color="#F4F4F2", linewidth=0, zorder=0)
        for hour in (6, 12, 18) if len(band) == 10 else ():
            panel.plot([n + hour / 24] * 2, [-0.8, -0.68], color="#BBBBBB", linewidth=0.7)
        if len(bands) <= 5 and len(band) == 10:
            grey = {"fontsize": 6.5, "color": "#888888"}
            panel.text(n + 0.5, -0.66, "12:00", va="top", ha="center", **grey)
        if n and told.days_between(bands[n - 1], band) > 1:
            panel.axvline(n, color="white", linewidth=5, zorder=0.5)
            panel.axvline(n, color="#999999", linewidth=0.8, linestyle=(0, (1, 2)), zorder=0.6)
    names = [told.band_text(band, len(bands)) for band in bands]
    panel.set_xticks([n + 0.5 for n in range(len(bands))], names)
    _quiet(panel)
    for y, ((_, row), (band, first, last)) in enumerate(zip(rows.iterrows(), spans, strict=True)):
        n = position.get(band, 0)
        is_clipped = band not in position
        first, last = (0.0, 0.04) if is_clipped else (first, last)
        clock = told.band_text(band, 9) if is_clipped else told.clock_text(row)
        _draw_row(panel, y, row, (n + first, n + last), clock, look)


def _draw_past(panel: Axes, rows: pd.DataFrame, look: dict) -> None:
    """Background by year, on its own scale."""
    spans = [told.year_span(row) for _, row in rows.iterrows()]
    first, last = min(s[0] for s in spans), max(s[1] for s in spans)
    margin = max((last - first) * 0.03, 0.3)
    last = max(last, first + LEAST_YEARS)
    panel.set(xlim=(first - margin, last + margin), ylim=(len(rows) - 0.5, -0.5))
    panel.set_facecolor("#FAFAF8")
    middles: list[tuple[float, str]] = []
    for (a, b), start in sorted(zip(spans, rows["date_start"], strict=True)):
        middle = (a + min(b, a + 1)) / 2
        if not middles or (middle - middles[-1][0]) / (last - first + 2 * margin) > 0.07:
            middles.append((middle, start[:4]))
    panel.set_xticks([m for m, _ in middles], [text for _, text in middles])
    _quiet(panel)
    panel.annotate(
        "Background, by year", (0, 1), xycoords="axes fraction", xytext=(0, 17), weight="bold",
        textcoords="offset points", fontsize=SMALL, color="#666666", annotation_clip=False,
    )  # fmt: skip
    for y, ((_, row), span) in enumerate(zip(rows.iterrows(), spans, strict=True)):
        _draw_row(panel, y, row, span, "", look)


def _draw_row(
    panel: Axes, y: float, row: pd.Series, span: tuple[float, float], clock: str, look: dict
) -> None:
    """The mark of a happening, and its words beside it on the side that has more room."""
    left, right = panel.get_xlim()
    colour = look["colours"].get(_side(row, look), NEUTRAL)
    is_planned = row["factuality"] == "planned"
    middle = sum(span) / 2
    if span[1] - span[0] > (right - left) * 0.012:
        panel.plot(span, (y, y), color=colour, linewidth=2.2, alpha=0.45, solid_capstyle="round")
    panel.plot(
        middle, y, "o", markersize=7, markeredgecolor=colour, markeredgewidth=1.6,
        markerfacecolor="white" if is_planned else colour, clip_on=False,
        url=evidence(row["sentence_id"]),
    )  # fmt: skip
    inches = WIDTH * 0.95
    room_right = (right - span[1]) / (right - left) * inches - 0.12
    room_left = (span[0] - left) / (right - left) * inches - 0.12
    to_right = room_right >= room_left
    room = max(room_right, room_left)
    lines = _lines(row, clock, look, max(int(room / LETTER), 14))
    step = 0.1 / inches * (right - left)
    edge = max(span[1], middle + 0.5 * step) if to_right else min(span[0], middle - 0.5 * step)
    panel.text(
        edge + (step if to_right else -step), y, "\n".join(lines), va="center",
        ha="left" if to_right else "right", fontsize=SMALL, linespacing=1.1, color="#222222",
        url=evidence(row["sentence_id"]),
    )  # fmt: skip


def _lines(row: pd.Series, clock: str, look: dict, width: int) -> list[str]:
    """Hour, words and, in brackets, who alone says so; the words are cut, never the claimant."""
    says = ""
    if row["factuality"] == "claimed" and pd.notna(row["claimant"]):
        who = look["names"].get(row["claimant"]) or told.readable(row["claimant"])
        says = f" ({who})" if who.lower() not in row["label"].lower() else ""
    words = f"{clock} · {row['label']}" if clock else row["label"]
    lines = textwrap.wrap(words + says, width)
    if len(lines) <= 2:
        return lines
    last = textwrap.shorten(" ".join(lines[1:]), max(width - len(says), 6), placeholder=" …")
    last = last.removesuffix("…").rstrip()
    return [lines[0], *textwrap.wrap(f"{last} …{says}", width)[:2]]


def _quiet(panel: Axes) -> None:
    """No frame, no ticks, only the names of the bands above them."""
    panel.set_yticks([])
    panel.xaxis.set_ticks_position("top")
    panel.tick_params(axis="x", length=0, labelsize=9, pad=2)
    for spine in panel.spines.values():
        spine.set_visible(False)


def _legend(
    ax: Axes, rows: pd.DataFrame, look: dict, theatre: Theatre | None, height: float
) -> None:
    """What the colours and the hollow mark mean, at the lower edge."""
    names = {side.side_id: side.name for side in theatre.sides} if theatre else {}
    used = [_side(row, look) for _, row in rows.iterrows()]
    entries = [(names[s], look["colours"][s], True) for s in names if s in used]
    entries += [("others, or both", NEUTRAL, True)] if any(s not in names for s in used) else []
    if (rows["factuality"] == "planned").any():
        entries.append(("planned", NEUTRAL, False))
    widths = [0.045 + len(name) * LETTER / WIDTH for name, *_ in entries]
    tight = min(1, 0.98 / max(sum(widths), 0.01))  # long names of sides stand closer and smaller
    x, y = 0.008, 0.34 / height
    for (name, colour, is_filled), width in zip(entries, widths, strict=True):
        face = {"markerfacecolor": colour if is_filled else "white", "markeredgecolor": colour}
        ax.plot(x, y, "o", markersize=6, markeredgewidth=1.5, transform=ax.transAxes, **face)
        ax.text(x + 0.012, y, name, va="center", fontsize=SMALL * tight, transform=ax.transAxes)
        x += width * tight


def _finish(ax: Axes, height: float, title: str, subtitle: str, footer: str) -> Axes:
    """Title, subtitle and footer at fixed distances from the edges."""
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.text(0, 1 - 0.12 / height, title, va="top", weight="bold", fontsize=12)
    ax.text(0, 1 - 0.38 / height, subtitle, va="top", fontsize=9, color="#666666")
    ax.text(0, 0.08 / height, footer, va="bottom", fontsize=8, color="#666666")
    return ax
