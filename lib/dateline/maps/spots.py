"""What does the map say of a place or a figure when asked, and which sentences does it open?"""

from typing import NamedTuple

import pandas as pd

from dateline.look import OWN_VOICE, figure_text, side_names
from dateline.maps.losses import STANDINGS, loss_rows
from dateline.maps.placemarks import WORDS
from dateline.names import countries
from dateline.theatre import Theatre

PRECISIONS = {
    1: "a town, drawn at its centre", 2: "near a town; the exact spot is not known",
    3: "a district, drawn at its middle", 4: "a province, without a point of its own",
    5: "part of a country, without a point of its own", 6: "a country, without a point of its own",
}  # fmt: skip
OTHER_PART = "Named, but not as a place of events"


class Spot(NamedTuple):
    """What is said of one sign on the map: a name, lines below it, and its sentences."""

    name: str
    lines: list[str]
    sentence_ids: list[int]


def spots(reading, placed: pd.DataFrame, towns: dict[str, str]) -> dict[str, Spot]:
    """What the map says, by the gid of the sign: places named, other towns, figures.

    `towns` are the names of the places drawn that the article does not name.
    """
    found = {f"towns {key}": Spot(name, ["Not named in the article"], [])
             for key, name in towns.items()}  # fmt: skip
    told = _figures(reading, placed)
    for row in loss_rows(placed).to_dict("records"):
        layer = "losses" if row["scope"] == "current" else "earlier"
        figures = [told[claim_id] for claim_id in row["claim_ids"]]
        name = f"{figures[0][0]} {row['harm']}"
        lines = [f"Losses of: {figures[0][1]}", *dict.fromkeys(words for *_, words in figures),
                 f"Standing: {STANDINGS[row['standing']]}"]  # fmt: skip
        lines += ["An earlier event"] if layer == "earlier" else []
        found[f"{layer} {row['loss_id']}"] = Spot(name, lines, row["sentence_ids"])
    named = reading.mentions.dropna(subset=["place_id"])
    sentences = named.groupby("place_id")["sentence_id"].unique()
    for row in reading.places.to_dict("records"):
        here = placed.loc[placed["place_id"] == row["place_id"], "claim_id"]
        lines = _place_lines(row, [told[claim_id] for claim_id in here], reading.theatre)
        where = sorted(int(number) for number in sentences.get(row["place_id"], ()))
        found[f"places {row['place_id']}"] = Spot(row["name"], lines, where)
    return found


def _place_lines(row: dict, figures: list[tuple], theatre: Theatre | None) -> list[str]:
    """Part in the story, precision, country and side, and the figures of a place."""
    lines = [WORDS.get(row["kind"], OTHER_PART)]
    lines.append(f"Precision: {PRECISIONS[row['geo_precision']]}")
    code = row["country_iso3"]
    if isinstance(code, str):
        name = countries().get(code, {}).get("name", code)
        sides = [side.name for side in theatre.sides if side.iso3 == code] if theatre else []
        lines.append(f"Country: {name}" + (f" (side: {', '.join(sides)})" if sides else ""))
    if row["ambiguous"]:
        lines.append("Other places of that name are as likely")
    return [*lines, *dict.fromkeys(words for *_, words in figures)]


def _figures(reading, placed: pd.DataFrame) -> dict[str, tuple[str, str, str]]:
    """Of each claim: the figure, whose losses, and both with the claimant in one line."""
    actors = dict(zip(reading.actors["actor_id"], reading.actors["name"], strict=True))
    sides = side_names(reading.theatre, reading.claims)
    found = {}
    for row in placed.to_dict("records"):
        figure = figure_text(row["low"], row["best"], row["high"], row["qualifier"])
        named = row["side"] if isinstance(row["side"], str) else "not stated"
        whose = sides.get(row["side_id"], named)
        said = row["claimant_name"] if isinstance(row["claimant_name"], str) else OWN_VOICE
        who = actors.get(row["claimant"], said)
        words = f"{figure} {row['harm']} (side: {whose}), according to {who}"
        found[row["claim_id"]] = (figure, whose, words)
    return found
