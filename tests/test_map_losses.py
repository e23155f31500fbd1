"""Figures of harm on a map: is each put where its sentence says, and drawn as who says it?"""

import pandas as pd
import pytest
from matplotlib.axes import Axes

from dateline import read_article
from dateline.briefing import map_figure
from dateline.maps import draw_article, draw_map, placed_claims, write_layers
from dateline.maps.losses import loss_rows, losses_note
from dateline.maps.placing import place_claims
from dateline.theatre import load_theatre

PLACES = pd.DataFrame(
    [("t1", "Arvan", 39.5, 46.3, 1, "ARM"), ("t2", "Belta", 40.2, 44.5, 1, "ARM"),
     ("p1", "Corran", 39.9, 45.2, 4, "ARM"), ("c1", "Armenia", 40.2, 45.0, 6, "ARM")],
    columns=["place_id", "name", "latitude", "longitude", "geo_precision", "country_iso3"],
).assign(kind="event", n_mentions=1)  # fmt: skip


def placed(*texts: str, kind: str = "event", **columns) -> pd.DataFrame:
    """Claims of sentences of one paragraph; every number is a claim, every name a mention."""
    start, sentences, mentions, claims = 0, [], [], []
    for number, text in enumerate(texts):
        sentences.append((number, 0, start, text))
        for row in PLACES.itertuples():
            at = text.find(row.name)
            if at >= 0:
                mentions.append((number, row.place_id, kind, start + at, start + at + len(row.name),
                                 row.name))  # fmt: skip
        words = pd.Series(text.split(" "))
        for word in words[words.str.fullmatch(r"\d+")]:
            claims.append((f"c{len(claims)}", number, start + text.find(word), int(word)))
        start += len(text) + 1
    names = ["sentence_id", "place_id", "kind", "start_char", "end_char", "quote"]
    claim_table = pd.DataFrame(claims, columns=["claim_id", "sentence_id", "start_char", "best"])
    defaults = {"harm": "killed", "scope": "current", "event_id": "current", "side_id": "ARM",
                "qualifier": "exact", "subset_of": None, "same_as": None, "speaker_side": None,
                "claimant_name": None}  # fmt: skip
    claim_table = claim_table.assign(low=claim_table["best"], high=claim_table["best"])
    return place_claims(
        claim_table.assign(**(defaults | columns)),
        pd.DataFrame(mentions, columns=names),
        pd.DataFrame(sentences, columns=["sentence_id", "paragraph_id", "start_char", "quote"]),
        PLACES,
    )


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Shells killed 3 people in Arvan."], ["t1"]),
        (["Shells hit Arvan at dawn.", "They killed 3 people."], ["t1"]),
        (["Shells killed 3 people in Arvan and Belta."], [None]),
        (["Shells killed 3 people in Arvan and 4 in Belta."], ["t1", "t2"]),
        (["In Arvan and Belta shells killed 3 people and 4 others died."], [None, None]),
        (["Shells killed 3 people in Arvan, a town in Corran."], ["t1"]),
        (["Strikes on Corran and shelling of Arvan killed 3 people."], [None]),
        (["Shells killed 3 people in Arvan, 40 kilometres west of Belta."], ["t1", "t1"]),
        (["Shells killed 3 people in Arvan, Armenia."], ["t1"]),
        (["The 5 captives were taken to Belta."], [None]),
        (["Somebody said that 3 people were killed."], [None]),
    ],
)
def test_a_figure_goes_where_its_sentence_says(texts, expected):
    found = placed(*texts)["place_id"].astype(object)
    assert list(found.where(found.notna(), None)) == expected


def test_a_figure_without_a_place_says_why():
    reasons = placed("Shells killed 3 people in Arvan and Belta.", "It rained.")["unplaced"]
    assert list(reasons) == ["no one place is tied to it"]
    assert list(placed("Then 3 people were killed.")["unplaced"]) == [
        "no sentence near it names a place"
    ]


@pytest.mark.parametrize(
    ("speakers", "figures", "standing"),
    [
        (["ARM", "AZE"], (30, 30), "agreed"),
        (["ARM", "AZE"], (30, 70), "claimed"),
        (["ARM", "ARM"], (30, 30), "claimed"),
        (["ARM", None], (30, 30), "told"),
        ([None, None], (30, 30), "told"),
    ],
)
def test_agreed_by_both_is_kept_apart_from_claimed(speakers, figures, standing):
    a, b = figures
    table = placed(f"In Arvan {a} died.", f"In Arvan {b} died.", speaker_side=speakers)
    (row,) = loss_rows(table).to_dict("records")
    assert row["standing"] == standing
    assert (row["low"], row["high"]) == (min(figures), max(figures))
    assert row["claim_ids"] == ["c0", "c1"]


def test_a_further_death_does_not_lower_the_toll_of_a_place():
    told = ("In Arvan 30 died.", "In Arvan 1 bomber died.", "In Arvan 30 died.")
    (row,) = loss_rows(placed(*told, same_as=[None, None, "c0"])).to_dict("records")
    assert (row["low"], row["high"], row["claim_ids"]) == (30, 30, ["c0", "c1", "c2"])


def test_a_part_is_not_drawn_beside_its_whole():
    table = placed("In Arvan 30 died.", "In Arvan 10 children died.", subset_of=[None, "c0"])
    assert len(loss_rows(table)) == 1


def test_the_note_counts_what_is_not_marked():
    table = placed("In Arvan 30 died.", "In Armenia 40 died.", "Then 50 died in Arvan and Belta.")
    assert losses_note(table, PLACES) == [
        "Of 3 figures of the event reported, 1 is on the map (1 not marked: placed no closer than"
        " a country or region; 1 not marked: no one place is tied to it)."
    ]


def signs(ax: Axes) -> list:
    """The symbols of harm that are to be seen on a map, without their halos."""
    own = [a for a in ax.lines if (a.get_gid() or "").startswith("losses") and a.get_visible()]
    return [line for line in own if line.get_markeredgecolor() != "white"]


def drawn(table: pd.DataFrame) -> Axes:
    """A map of the theatre with those claims."""
    return draw_map(PLACES, load_theatre("south-caucasus"), claims=table)


def test_a_range_has_a_ring_from_low_to_high():
    exact = drawn(placed("In Arvan 30 died."))
    wide = drawn(placed("In Arvan 30 died.", low=10, high=90))
    sizes = sorted(line.get_markersize() for line in signs(wide))
    assert len(signs(exact)) == 1
    assert len(sizes) == 3
    assert sizes[0] < sizes[1] < sizes[2]


def test_an_earlier_event_waits_for_the_reader():
    ax = drawn(placed("In Arvan 30 died.", scope="background"))
    assert not signs(ax)
    assert any((line.get_gid() or "").startswith("earlier") for line in ax.lines)


def test_a_country_gets_no_symbol():
    assert not signs(drawn(placed("In Armenia 30 died.")))


def test_claimed_is_hollow_and_agreed_is_full():
    claimed = drawn(placed("In Arvan 30 died.", speaker_side="ARM"))
    both = drawn(placed("In Arvan 30 died.", "In Arvan 30 died.", speaker_side=["ARM", "AZE"]))
    assert signs(claimed)[0].get_markerfacecolor() == "#ffffff"
    assert signs(both)[0].get_markerfacecolor() != "#ffffff"


def report(folder, text: str):
    """What is read from a report of that text."""
    article = folder / "report.txt"
    article.write_text(text, encoding="utf-8")
    return read_article(article, published="2024-05-07", theatre="none")


@pytest.mark.parametrize(
    "text",
    [
        "Shelling killed 12 people in Gao, Mali, on Monday. Officials in Bamako said 9 were hurt.",
        "Shelling killed 12 people in Gao, Mali, on Monday. The mayor said in Bamako that 9 were hurt.",
    ],
)
def test_where_a_speaker_is_tells_nothing_of_the_dead(text, tmp_path):
    reading = report(tmp_path, f"Shells hit a town\n{text}\n")
    placed = placed_claims(reading)
    names = dict(zip(reading.places["place_id"], reading.places["name"], strict=True))
    assert len(placed) == 2
    assert set(placed["place_id"].map(names)) == {"Gao"}


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell all day and nobody came.",
        "Talks went on in Gao, Mali, on Monday.",
        "It killed 5.",
    ],
)
def test_an_article_without_figures_or_places_still_has_a_map(text, tmp_path):
    reading = report(tmp_path, f"{text}\n")
    ax = draw_article(reading)
    assert "dl-map" in map_figure(reading, ax).data or ax.get_label() == "message"
    assert len(write_layers(reading, tmp_path)) == 6
