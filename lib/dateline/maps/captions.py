"""What must the reader of a map know?  Its day, lines, sources, accuracy, and what is not drawn.

The words above, below and in place of the map; everything that is drawn is elsewhere.
"""

from datetime import date

import pandas as pd

from dateline.events.happenings import long_day
from dateline.maps.boundaries import (
    has_begun,
    holds,
    not_drawn,
    period,
    theatre_layers,
    world_layers,
)
from dateline.maps.placemarks import MARKS, WORDS
from dateline.maps.surroundings import beyond_frame, story_title, world_extent
from dateline.maps.territory import disputed_rows
from dateline.theatre import VIEWPOINTS, Theatre

SUBTITLES = {
    "recognised borders": "",
    "with lines of control": " Filled as well: the area behind a line of control.",
    "historical oblast": " Filled as well: the historical oblast.",
}
WORLD_NOTES = (
    "Countries: Natural Earth, amended by Visionscarto (public domain), generalised by some"
    " kilometres; dashed lines: Natural Earth's disputed borders, without dates.",
    "Towns and capitals: GeoNames (CC BY 4.0). No front line or line of control is drawn: this"
    " article has no theatre with dated boundaries.",
)


def viewpoints_of(theatre: Theatre | None) -> list[str]:
    """The viewpoints for which there are boundaries, recognised borders first."""
    if theatre is None:
        return list(VIEWPOINTS[:1])
    areas = theatre_layers(theatre).areas
    drawn = set(areas.loc[areas["kind"] == "disputed area", "viewpoint"])
    return [name for name in VIEWPOINTS if name == VIEWPOINTS[0] or name in drawn]


def map_subtitle(theatre: Theatre | None, published: date | None, viewpoint: str) -> str:
    """The day of a map, whose borders it shows, and what its colours mean."""
    day = f"As of {_day_text(published)}."
    if theatre is None:
        return f"{day} Internationally recognised borders."
    areas = theatre_layers(theatre).areas
    own = areas.loc[areas["kind"] == "admin0", "iso3"]
    coloured = own.isin([side.iso3 for side in theatre.sides]).any()
    words = "Colours follow the" if coloured else "No land has the colour of a side;"
    more = SUBTITLES[viewpoint] if viewpoint in viewpoints_of(theatre) else ""
    return f"{day} {words} internationally recognised borders.{more}"


def viewpoint_notes(theatre: Theatre | None, published: date | None, viewpoint: str) -> list[str]:
    """What cannot be drawn honestly from a viewpoint on that day; nothing if all can.

    >>> viewpoint_notes(None, None, "historical oblast")
    ['Viewpoint “historical oblast”: nothing is filled, for want of dated boundaries.']
    """
    if viewpoint == VIEWPOINTS[0]:
        return []
    opening = f"Viewpoint “{viewpoint}”"
    if theatre is None or viewpoint not in viewpoints_of(theatre):
        return [f"{opening}: nothing is filled, for want of dated boundaries."]
    rows = disputed_rows(theatre_layers(theatre))
    rows = rows[(rows["viewpoint"] == viewpoint) & (rows["kind"] == "disputed area")]
    notes = []
    for _, row in rows.iterrows():
        if not has_begun(row, published):
            notes.append(f"{opening}: {row['name']} is not filled; it began later.")
        elif not holds(row, published):
            filled = f"{row['name']} is filled as of {period(row)}"
            notes.append(f"{opening}: {filled}; it no longer held on {_day_text(published)}.")
    return notes


def map_caption(
    theatre: Theatre | None, published: date | None = None, viewpoint: str = VIEWPOINTS[0]
) -> list[str]:
    """Sentences that go with the map: day, boundaries, sources, accuracy, and what is left out.

    >>> map_caption(None, date(2024, 2, 1))[0]
    'Boundaries as recognised internationally, as of 1 February 2024.'
    """
    first = f"Boundaries as recognised internationally, as of {_day_text(published)}."
    if theatre is None:
        return [first, *viewpoint_notes(None, published, viewpoint), *WORLD_NOTES]
    rows = disputed_rows(theatre_layers(theatre))
    rows = rows[(rows["kind"] != "disputed area") | (rows["status"] == "historical")]
    begun = (row for _, row in rows.iterrows() if has_begun(row, published))
    dashed = dict.fromkeys(f"{row['name']} ({period(row)})" for row in begun)
    drawn = [f"Dashed, with the years they held: {'; '.join(dashed)}."] if dashed else []
    credit = " ".join(theatre.map["credits"])
    seen = viewpoint_notes(theatre, published, viewpoint)
    return [first, *drawn, *seen, credit, theatre.map["accuracy"], *not_drawn(theatre, published)]


def map_alt_text(
    places: pd.DataFrame, theatre: Theatre | None = None, published: date | None = None
) -> str:
    """What the map shows, for a reader who cannot see it.

    >>> place = {"place_id": "k", "name": "Khartoum", "kind": "event", "geo_precision": 1,
    ...          "latitude": 15.6, "longitude": 32.5, "country_iso3": "SDN", "n_mentions": 1}
    >>> map_alt_text(pd.DataFrame([place]))
    'Map. Place named in the article: Khartoum. Place of reported events: Khartoum.'
    """
    day = f", as of {_day_text(published)}" if published else ""
    if theatre is None and places["latitude"].isna().all():
        return "No map: Dateline could not locate any place in this article."
    parts, outside = [], places.iloc[:0]
    if theatre:
        title = f"Map of {theatre.map['title']}{day}"
    else:
        extent = world_extent(places)
        title = f"Map{day}. {story_title(places, extent)}"
        outside = beyond_frame(places, world_layers(extent), with_regions=True)
    for kind, words in WORDS.items():
        is_here = (places["kind"] == kind) & (places["geo_precision"] < 6)
        is_here &= ~places.index.isin(outside.index)
        parts += [f"{words}: {', '.join(places.loc[is_here, 'name'])}."] if is_here.any() else []
    if len(outside):
        parts.append(f"Outside the main map: {', '.join(outside['name'])}.")
    if not parts:
        parts = ["The article names no place below the level of a country."]
    return " ".join([f"{title}.", *parts])


def map_notes(
    theatre: Theatre | None, published: date | None, places: pd.DataFrame, beyond: pd.DataFrame,
    viewpoint: str,
) -> list[str]:  # fmt: skip
    """What is written below the map: places not marked, what is left out, sources."""
    parts = zip(beyond["name"], beyond["kind"], strict=True)
    far = ", ".join(f"{name} ({WORDS[kind].lower()})" for name, kind in parts)
    notes = [f"Also named, outside this map: {far}."] if far else []
    lost = places.loc[places["latitude"].isna() & places["kind"].isin(MARKS), "name"]
    if len(lost):
        notes.insert(0, f"Not marked, as it is in no gazetteer: {', '.join(lost)}.")
    is_wide = (places["kind"] == "event") & (places["geo_precision"] >= 6)
    is_wide &= places["latitude"].notna()
    wide = ", ".join(places.loc[is_wide, "name"])
    if wide:
        why = "as the article places them no closer than a country"
        notes.insert(0, f"Not marked, {why}: events in {wide}.")
    notes += viewpoint_notes(theatre, published, viewpoint)
    if theatre is None:
        return [*notes, *WORLD_NOTES]
    spec = theatre.map
    accuracy = f"Borders {spec['accuracy_short']}. Projection: {spec['projection']}."
    return [*notes, *not_drawn(theatre, published), f"{' '.join(spec['credits'])} {accuracy}"]


def _day_text(day: date | None) -> str:
    """A day in words."""
    return long_day(day.isoformat()) if day else "a day that is not known"
