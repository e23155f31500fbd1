"""A round-up leads with a total and tells its parts place by place: one toll, one check."""

import pytest

from dateline.article import make_article
from dateline.extract import extract_rows
from dateline.parse import parse

ROUND_UP = (
    "Bombs kill 12 across Iraq\n\n"
    "A string of bombs killed at least 12 people across Iraq on Monday, officials said.\n\n"
    "In Mosul, a car bomb killed six people and wounded nine at a market, police said. "
    "In Tikrit, gunmen shot dead two policemen, a provincial official said. "
    "In Basra, another bomb killed four people and wounded five, a doctor said.\n"
)


def read(text: str) -> dict[str, list[dict]]:
    """Every table of a text."""
    return extract_rows(parse(make_article("a", text, published="2016-03-02")))


def toll(text: str, harm: str = "killed", side: str = "all") -> dict:
    """The row of a harm in the event reported."""
    rows = read(text)["tolls"]
    keys = ("event_id", "side_id", "harm")
    return next(r for r in rows if tuple(r[k] for k in keys) == ("current", side, harm))


def test_parts_by_place_are_compared_with_the_total():
    row = toll(ROUND_UP)
    assert (row["low"], row["best"], row["high"]) == (12, 12, None)
    assert row["check"] == "6 + 2 + 4 = 12: the parts agree with the total"
    assert row["note"] is None


def test_each_part_says_what_sets_it_apart():
    claims = read(ROUND_UP)["claims"]
    parts = [c for c in claims if c["subset_of"] and c["harm"] == "killed"]
    assert [(c["best"], c["apart_by"]) for c in parts] == [(6, "place"), (2, "place"), (4, "place")]
    assert {c["event_id"] for c in claims} == {"current"}


def test_figures_beside_the_parts_are_of_different_people():
    row = toll(ROUND_UP, "wounded")
    assert row["best"] == 14 and row["note"].startswith("not stated by anyone: the sum of 2")


def test_parts_that_do_not_reach_the_total_say_so():
    row = toll(ROUND_UP.replace("killed six people", "killed five people"))
    assert row["check"] == "5 + 2 + 4 = 11 of the 12: the rest is not told apart"


def test_kinds_of_victims_told_in_one_sentence_make_up_the_headline():
    text = (
        "Clashes leave 22 dead in Helmand\n\n"
        "Nine policemen and 13 Taliban fighters were killed in clashes on Friday, officials said."
    )
    row = toll(text)
    assert row["best"] == 22 and row["check"].startswith("9 + 13 = 22")


@pytest.mark.parametrize(
    "further",
    [
        "On Thursday, gunmen killed seven farmers near Maiduguri, a chief said.",
        "The attack came two days after seven guards were killed near Maiduguri.",
    ],
)
def test_a_coincidence_is_no_check(further):
    text = (
        "Gunmen kill 15 mourners in Nigeria\n\n"
        "Gunmen killed 15 mourners in the village of Kwaple on Monday, residents said. "
        "They were burying a driver who was shot dead with seven friends.\n\n"
    )
    assert all(row["check"] is None for row in read(text + further)["tolls"])


def test_another_town_is_no_part_of_a_total_of_one_town():
    text = (
        "Blasts kill 18 in Kirkuk\n\n"
        "Three car bombs killed 18 people in Kirkuk on Monday, police said. "
        "In Baghdad, a suicide bomber killed six worshippers at a mosque, officials said."
    )
    assert toll(text)["best"] == 18 and toll(text)["check"] is None


def test_voices_on_one_attack_stay_voices():
    text = (
        "Raid on village kills 30\n\n"
        "A raid on a village killed 30 people on Monday, residents said. "
        "The army said 12 people had been killed."
    )
    row = toll(text)
    assert (row["low"], row["high"]) == (12, 30) and "figures differ" in row["note"]


@pytest.mark.parametrize(
    ("text", "harm", "bounds"),
    [
        (
            "Attack on mosque: 56 dead\n\nThe attack on the mosque killed 56 people and wounded 55,"
            " the ministry said on Saturday. Officials had spoken of 39 dead and 45 wounded.",
            "killed",
            (56, 56, 56),
        ),
        (
            "Strike kills 12\n\nA strike on a market killed 12 people and wounded 30, doctors"
            ' said. "The toll is 12, and another 30 people were wounded," a nurse said.',
            "wounded",
            (30, 30, 30),
        ),
        (
            "Dozens killed in raid\n\nDozens of militants were killed in a raid on Monday,"
            " officials said. The ministry said 49 militants were killed.",
            "killed",
            (49, 49, 49),
        ),
    ],
)
def test_an_older_or_vaguer_word_gives_way(text, harm, bounds):
    row = toll(text, harm)
    assert (row["low"], row["best"], row["high"]) == bounds and "differ" not in (row["note"] or "")


def past(text: str) -> list[dict]:
    """Tolls of everybody in earlier events."""
    return [t for t in read(text)["tolls"] if t["scope"] == "background" and t["side_id"] == "all"]


def test_earlier_events_are_never_added_to_one_another():
    text = (
        "Talks open in Geneva\n\n"
        "Envoys met in Geneva on Tuesday to discuss a truce.\n\n"
        "The war has killed more than 40,000 people since 2014, the United Nations says. "
        "In 2014 a shell killed 16 people at a bus stop in Donetsk.\n"
    )
    (row,) = past(text)
    assert row["low"] == 40000 and "16 (the reporter)" in row["note"]


def test_figures_of_earlier_events_are_no_rival_words_on_one_toll():
    text = (
        "Truce holds along the border\n\n"
        "A ceasefire held on Tuesday as families went home.\n\n"
        "At least 3,900 people have been killed in the north since October 2014, its health "
        "ministry said. It does not tell civilians from fighters. Shelling and drones killed 45 "
        "civilians in the south, the army said.\n\n"
        "The fighting began with a raid in October 2014. The raid killed about 1,200 people, the "
        "army said. Its commander, Omar Haddad, was killed by a drone on January 27.\n"
    )
    claims = read(text)["claims"]
    assert {c["scope"] for c in claims} == {"background"}
    assert not any(c["same_as"] or c["subset_of"] for c in claims)
    assert not any("differ" in (row["note"] or "") for row in past(text))


def test_the_lead_looks_back_on_the_toll_of_the_headline():
    text = (
        "Border clashes killed 176, as envoy visits Yerevan\n\n"
        "An envoy ended a visit on Wednesday, days after fighting that killed 176 soldiers from "
        "both sides.\n\n"
        "Armenia said last week that 105 of its soldiers had been killed. Azerbaijan said on "
        "Monday that it had lost 71.\n"
    )
    assert toll(text)["check"] == "105 + 71 = 176: the parts agree with the total"


def test_killed_or_missing_is_up_to_so_many_of_each():
    text = "The ministry said 202 of its servicemen were killed or missing on Monday."
    for harm in ("killed", "missing"):
        row = toll(text, harm)
        assert (row["low"], row["best"], row["high"]) == (None, 202, 202)


def test_fallen_soldiers_are_dead():
    assert toll("Officials had named 1,300 fallen soldiers by Monday.")["best"] == 1300
    assert not read("Officials had counted 1,300 fallen trees by Monday.")["claims"]


def test_relatives_do_not_speak_as_their_kin():
    rows = read("Omar Haddad was arrested. Two men were killed, his relatives said.")["claims"]
    assert rows[-1]["claimant_name"] == "his relatives" and rows[-1]["claimant"] != "omar-haddad"


DISPUTE = (
    "Ministry puts civilian toll of raid at 60; army says nine died\n\n"
    "The health ministry said on Tuesday that 60 civilians were killed in an air raid on Monday. "
    "The army said that between 20 and 25 rebels, including a leader called Abu Tariq, and "
    "seven to nine civilians were killed.\n"
)


def test_two_accounts_of_one_kind_of_victims_differ():
    row = toll(DISPUTE)
    assert (row["low"], row["high"]) == (7, 60)
    assert row["note"] == (
        "beside these, not added: between 20 and 25 rebels (army);"
        " figures differ: 60 (Ministry), 9 (army), 7 to 9 (army)"
    )


def test_what_an_eyewitness_saw_is_no_account_of_all():
    claims = read(
        "The army said nine soldiers were killed. “I saw two soldiers killed,” said Ana Ruiz."
    )["claims"]
    assert [c["same_as"] for c in claims] == [None, None]


def test_those_still_held_are_some_of_those_taken():
    row = toll(
        "Gunmen took 40 hostages at a mill on Monday, police said. "
        "The gunmen said seven of the hostages had died and nine were still being held.",
        "captured",
    )
    assert (row["best"], row["note"]) == (40, None)


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("Shelling killed six people in Sumy, three in Kharkiv and two in Kherson.", 11),
        ("One shell killed 8 at a school, another 6 at a market.", 14),
        ("Rockets killed six people in the port, three in the market and hurt nobody at sea.", 9),
        ("The raids killed ten people, five in Sumy, three in Kharkiv and two in Kherson.", 10),
        ("Strikes killed 12 people in Gaza, seven in the north and five in the south.", 12),
        ("Troops shot dead 14 people, six in the head.", 14),
    ],
)
def test_counts_at_places_of_one_form_are_of_different_people(text, best):
    assert toll(text)["best"] == best


def test_more_than_two_dozen_are_the_26_of_the_headline():
    text = (
        "Rebels claim 26 soldiers dead in Kivu\n\nThe rebels claimed that more than two dozen "
        "soldiers had died in clashes in Kivu on Wednesday."
    )
    total = toll(text)
    assert (total["low"], total["best"], total["high"]) == (26, 26, 26)
    assert total["claimants"] == "rebels" and total["note"] is None


def test_a_part_told_again_is_counted_once():
    text = (
        "At least 46 dead in fighting with rebels\n\n"
        "The army said the clash had taken the known toll to 46.\n\n"
        "Rebels executed 20 soldiers, the army charged on Tuesday.\n\n"
        '"Twenty soldiers were killed with their hands tied," said the army.\n\n'
        "The rebels put their own losses at 26 fighters killed.\n"
    )
    row = toll(text)
    assert row["check"] == "20 + 26 = 46: the parts agree with the total"
    assert toll(text, side="rebels")["best"] == 26


@pytest.mark.parametrize(
    ("text", "check"),
    [
        (
            "13 dead in two raids\nAttacks left thirteen people dead, officials said.\n"
            "Eleven were killed in Kisima, said the administrator of the district.\n"
            "Two people died in Oicha as well, according to its mayor.",
            "11 + 2 = 13",
        ),
        (
            "Violence leaves 18 dead in the capital\nFighting claimed at least 18 lives.\n"
            "Volunteers have collected at least 15 bodies, an official of the Red Cross said.\n"
            "Three others died in hospital, a charity said.",
            "15 + 3 = 18",
        ),
        (
            "Ambush kills 7 troops\nThe ambush left four soldiers and three militiamen dead.",
            "4 + 3 = 7",
        ),
    ],
)
def test_figures_that_come_to_the_total_are_its_parts(text, check):
    row = toll(text)
    assert row["check"] == f"{check}: the parts agree with the total" and row["note"] is None


def test_figures_that_do_not_come_to_the_total_are_no_parts_of_it():
    text = (
        "Strike kills 90 in a school\nA strike killed 90 people, health officials said.\n"
        "Israel said it had killed at least 19 militants. A hospital said it had 70 bodies.\n"
        "Near Nablus, soldiers shot dead a man of 19.\n"
    )
    assert "19 + 70" not in (toll(text)["check"] or "")


def test_some_of_a_count_are_part_of_it():
    assert toll("Hurt were another 66 people, 26 of them shot by police.", "wounded")["best"] == 66


def test_more_than_a_dozen_of_the_headline_are_the_sixteen_of_the_story():
    text = (
        "More than a dozen villagers slain\nGunmen shot dead 16 villagers, a policeman said.\n"
        "Local media spoke of 22 dead villagers."
    )
    row = toll(text)
    assert (row["low"], row["high"]) == (16, 22)


def test_fewer_of_a_side_are_some_of_those_that_the_headline_counts():
    text = (
        "Armenians lose 18 servicemen in a week\n"
        "Two Armenian servicemen were killed by return fire on Sunday.\n"
        "In all, Armenia lost 18 servicemen in the week, the ministry said."
    )
    assert toll(text)["best"] == 18


def test_a_first_toll_that_was_raised_is_not_added():
    text = (
        "Ambush toll goes up to 10 soldiers\nAn ambush left ten soldiers dead, officials said.\n"
        "At first seven soldiers were said to have been killed."
    )
    assert toll(text)["best"] == 10


def test_the_lead_says_the_headline_again_under_another_name_of_the_side():
    text = (
        "4 African Union soldiers killed in Somalia\n"
        "Four Ugandan peacekeepers died on Sunday when a base came under attack, a colonel said."
    )
    assert toll(text)["best"] == 4
    chadians = text.replace("African Union", "Malian").replace("Ugandan", "Chadian")
    assert toll(chadians)["best"] == 8


def test_militants_are_not_among_civilians():
    text = (
        "Seven people die in clashes\nClashes left seven civilians dead in the Pulwama district.\n"
        "Three militants and one soldier were killed in the gunfight in Sirnoo."
    )
    parts = [c["subset_of"] for c in read(text)["claims"] if c["victim_type"] == "combatant"]
    assert parts == [None, None]


@pytest.mark.parametrize(
    "further",
    [
        "Two other rebels killed in the clash were identified as members of a cell.",
        "An eighth rebel was shot dead later, police said.",
        "The rebels said they had lost three fighters.",
    ],
)
def test_some_of_those_counted_are_not_added(further):
    row = toll(
        f"Eight rebels dead in clash\nClashes left eight rebels dead, police said.\n{further}"
    )
    assert (row["best"], row["high"]) == (8, 8)


def test_the_headline_says_how_many_more_fell():
    text = "Turkey loses seven soldiers in a day\nSeven more Turkish soldiers died on Saturday."
    assert toll(text)["best"] == 7


def test_a_sentence_that_sums_up_holds_what_was_told_before():
    text = (
        "Four servicemen were wounded on Sunday.\n"
        "All in all, losses of the week amount to 18 killed, while over 20 were wounded."
    )
    assert toll(text, "wounded")["low"] == 20


def test_several_attackers_are_not_the_nine_people_killed():
    text = (
        "10 soldiers killed in ambush\nSeveral attackers died in the fighting too, the army said.\n"
        "Nine people died in a market of the town."
    )
    assert [c["same_as"] for c in read(text)["claims"]] == [None] * 3


def test_new_dead_are_part_of_the_toll_that_they_bring_to_a_figure():
    text = "Nineteen people were killed on Tuesday, bringing the death toll to 49 over two days."
    assert toll(text)["best"] == 49


def test_those_who_died_in_one_hospital_are_part_of_the_reporters_toll():
    text = (
        "At least fifteen killed in hotel\nA bomb in a hotel killed at least fifteen people.\n"
        "Six people died at the hospital, said its director, Ali Yusuf."
    )
    assert (toll(text)["low"], toll(text)["best"]) == (15, 15)


def test_over_a_hundred_civilians_may_be_the_147():
    text = (
        "Rights group investigates claims about bombs\n\n"
        "The attack is reported to have killed over 100 civilians.\n\n"
        "Officials also denied the reports that 147 civilians had been killed.\n"
    )
    assert (toll(text)["low"], toll(text)["high"]) == (100, 147)


def test_far_more_dead_elsewhere_are_no_other_word_on_a_strike():
    text = (
        "A strike on a house in Basra killed 8 civilians, a policeman said.\n"
        "In Baghdad, officials said that 75 people had been killed in fighting."
    )
    assert [c["same_as"] for c in read(text)["claims"]] == [None, None]


def test_an_age_after_sisters_is_no_toll():
    (row,) = read("Twin sisters, 14, among 11 dead in Kramatorsk")["tolls"]
    assert row["best"] == 11


def test_the_missing_who_are_found_dead_bring_the_toll_to_what_it_is():
    text = (
        "Ambush leaves eight soldiers dead\nThe men fell into an ambush, a source said; four died "
        "and four others were missing.\nA search has turned up the bodies of the missing men, which "
        "brings the toll to eight dead."
    )
    assert toll(text)["best"] == 8


def test_parts_told_again_in_other_words_are_counted_once():
    text = (
        "Ambush kills 7 troops\nThe ambush left four soldiers and three militiamen dead.\n"
        "Killed were four men of the Army and three of a home guard, said the spokesman."
    )
    assert toll(text)["best"] == 7


def test_several_give_way_to_as_many_as_they_may_be():
    text = "Several civilians killed in shelling\nThree civilians were killed, the governor said."
    assert (toll(text)["low"], toll(text)["high"]) == (3, 3)


def test_the_fewer_are_among_the_more():
    row = toll("Three children were among 12 civilians who died in the raid, the mayor said.")
    assert row["best"] == 12


def test_losses_of_a_side_in_two_clashes_are_added_when_they_make_up_the_total():
    text = (
        "31 killed as IS battles forces across Iraq\nFighting left 31 dead, security sources said.\n"
        "In Anbar, 12 IS militants were killed, a provincial security source said.\n"
        "In Fallujah, an air strike killed 13 people, the source added.\n"
        "In Samarra, six IS militants were killed, a security source in the province said."
    )
    assert toll(text)["check"] == "12 + 13 + 6 = 31: the parts agree with the total"
    assert toll(text, side="is")["best"] == 18


OLDER = "an older toll of the same event"


@pytest.mark.parametrize(
    ("text", "told", "range_"),
    [
        (
            "Hotel attack: 38 dead\nGunmen stormed a hotel, killing more than 30 people, police say.\n"
            "The army said four attackers, including a bomber who blew himself up, were killed.\n"
            '"We have 38 dead," said a doctor. Earlier, the mayor had put the dead at three.',
            {3: OLDER},
            (30, 38),
        ),
        (
            "Kenya says 71 soldiers killed\nKenya said 71 of its soldiers had been killed in the clash, "
            "raising the toll from an earlier 50.",
            {50: OLDER},
            (71, 71),
        ),
    ],
)
def test_an_older_toll_is_no_part_and_is_not_added(text, told, range_):
    rows = read(text)
    reasons = {row["best"]: row["reason"] for row in rows["claims"]}
    assert {n: reasons[n] for n in told} == told
    row = toll(text)
    assert (row["low"], row["high"], row["check"]) == (*range_, None)


def test_places_of_an_army_with_its_police_are_parts_of_the_total():
    row = toll(
        "Rebel attacks kill at least 29 Afghan police and soldiers\n"
        "Rebels killed 29 members of the Afghan security forces in a series of raids, police said.\n"
        "In Kunduz, 13 policemen were killed when rebels overran a checkpoint, said the governor.\n"
        "In Jawzjan, eight policemen died in a raid, the provincial police chief said.\n"
        "Elsewhere, eight soldiers were killed in Samangan, the defence ministry said.",
        side="AFG",
    )
    assert row["check"] == "13 + 8 + 8 = 29: the parts agree with the total"


def test_more_found_in_another_village_are_counted_too():
    row = toll(
        "Fighting kills 25\nMilitiamen killed at least 25 people on Monday, a rights group said.\n"
        "The bodies of 12 people were found in Tsubi, he said, and 13 others in the next village."
    )
    assert row["check"] == "12 + 13 = 25: the parts agree with the total"


def test_some_of_the_slain_men_are_part_of_those_told_before():
    text = (
        "Troops kill 11 militants\nTroops killed 11 militants and lost four soldiers on Friday, "
        "the army said.\nThe bodies of five of the slain militants were recovered."
    )
    part = read(text)["claims"][-1]
    assert part["quote"] == "five of the slain militants"
    assert part["subset_of"] and toll(text)["best"] == 15


def test_the_wounded_men_who_died_are_wounded_no_more():
    text = "Twenty soldiers were hurt on Friday. Five of the wounded soldiers died on Sunday."
    assert toll(text)["best"] == 5 and toll(text, "wounded")["best"] == 15


def test_a_toll_brought_to_a_figure_this_year_is_background():
    claims = read(
        "Gunmen kill six policemen\nGunmen killed six policemen on Tuesday, officials said.\n"
        "The latest killings bring to 14 the number of officers who have lost their lives "
        "protecting health workers this year."
    )["claims"]
    assert {row["best"]: row["scope"] for row in claims} == {6: "current", 14: "background"}


def test_places_are_parts_of_a_total_on_the_deadliest_day():
    row = toll(
        "Raids kill 40 in the deadliest day of war so far\n"
        "Air raids killed 40 people across Lebanon on Thursday, the health ministry said.\n"
        "The ministry said 16 people were killed in the Baalbek area and nine in Tebnine."
    )
    assert row["best"] == 40 and row["check"].startswith("16 + 9 = 25 of the 40")


def test_another_sum_of_the_dead_the_report_leads_with_is_one_range():
    row = toll(
        "Militants kill 11 soldiers\nGunmen killed 11 soldiers in Mali on Tuesday, the army said.\n"
        "The defence minister put the death toll at 17."
    )
    assert (row["low"], row["high"]) == (11, 17)


def test_the_parts_of_a_total_told_again_are_its_parts():
    row = toll(
        "Jets hit rebels as 12 militants die\nTwelve rebels were killed in three districts, the "
        "army said.\nEight of the rebels were killed in Sirnak, two in Mardin and another two in Van."
    )
    assert row["best"] == 12 and row["check"] == "8 + 2 + 2 = 12: the parts agree with the total"


def test_a_headline_that_names_no_side_is_of_the_leads():
    text = (
        "Nagorno-Karabakh: Fifteen soldiers dead as fighting flares\nFifteen Armenian soldiers were "
        "killed in clashes on Tuesday, Yerevan said. Azerbaijan said it had lost 12 soldiers."
    )
    assert toll(text, side="ARM")["best"] == 15


def test_what_a_group_vowed_years_ago_dates_no_figure():
    claims = read(
        "Four officers killed\nA bomb killed four officers on Wednesday, officials said.\n"
        "The group, which vowed revenge for the troops sent to Somalia in 2011, said it had killed "
        "seven officers."
    )["claims"]
    assert {row["scope"] for row in claims} == {"current"}


def test_a_part_put_at_another_figure_is_the_part_told_again():
    text = (
        "Gunmen kill 19 in attack on museum\nGunmen killed 19 people, including 17 foreign tourists.\n"
        "The minister lowered the number of foreigners killed to 17 from an earlier 20."
    )
    row = toll(text)
    assert (row["low"], row["high"]) == (19, 19)
    assert [c["reason"] for c in read(text)["claims"]][-1] == OLDER


def test_of_those_injured_some_are_a_part():
    text = (
        "Blast kills 95\nBombs killed 95 people and injured 245 others, authorities said.\n"
        "Of those injured, 48 were in intensive care, the ministry said."
    )
    row = toll(text, "wounded")
    assert (row["best"], row["note"]) == (245, None)


def test_what_the_previous_three_killed_is_background():
    claims = read(
        "Drone kills six militants\nA drone strike killed six militants on Monday, officials said.\n"
        "It was the fourth such strike this month. The previous three killed 15 people."
    )["claims"]
    assert {row["best"]: row["scope"] for row in claims} == {6: "current", 15: "background"}


def test_those_told_of_as_them_and_the_remaining_are_parts():
    row = toll(
        "Army kills 35 rebels\nThe army killed 35 rebels on Saturday, officials said, a day after "
        "clashes in which eight soldiers died.\nThe rebels had come in three groups.\n"
        "An air raid killed 23 of them and four more died in a clash. It was not clear how the "
        "remaining eight died.\nFriday's clashes left eight soldiers dead."
    )
    assert row["best"] == 35 and row["check"] == "23 + 4 + 8 = 35: the parts agree with the total"


def test_parts_by_attack_go_before_a_chance_sum_of_those_named():
    row = toll(
        "Seventeen killed in twin attacks\nSeventeen people, including a soldier and four guards, "
        "were killed in two attacks, local sources said on Sunday.\nIn the first, 12 people died on "
        "Thursday when gunmen raided a village, a resident said.\nThe second attack hit a convoy "
        "near Djibo, leaving five dead, a security source said."
    )
    assert row["check"] == "12 + 5 = 17: the parts agree with the total"


def test_a_separate_incident_is_no_part_of_one_attack():
    text = (
        "Bomb on bus kills 11\nA bomb on a bus killed 11 people on Tuesday, police said.\nTen were "
        "burned beyond recognition.\nIn a separate incident in Maguindanao, troops shot dead three "
        "rebels, a general said."
    )
    events = {row["best"]: row["event_id"] for row in read(text)["claims"]}
    assert events[11] == "current" and events[3] == "current-2"


def test_deaths_among_women_are_no_closing_total():
    row = toll(
        "UN says 1,662 civilians killed\nA total of 1,662 civilians were killed and 3,581 injured in "
        "the first six months of the year, the United Nations said on Monday.\n"
        "Among women there were 174 deaths, up 23 percent."
    )
    assert row["best"] == 1662


def test_more_than_before_is_no_figure():
    assert [
        c["best"] for c in read("The blast killed 14, three more than first said.")["claims"]
    ] == [14]


def test_bodies_found_raise_the_toll_to_what_it_is():
    row = toll(
        "Blast kills 59\nA bombing killed at least 59 people in Lahore on Monday, officials said.\n"
        "Rescue workers pulled 17 more bodies from the rubble, raising the death toll to 87."
    )
    assert (row["low"], row["high"], row["note"]) == (87, 87, None)


def test_those_who_died_in_hospital_beside_those_at_the_scene_were_not_counted_wounded():
    text = (
        "Gunman kills seven\nA gunman killed seven people and hurt three others, police said.\n"
        "Five of the victims died at the scene and two in hospital, the ambulance service said."
    )
    assert toll(text)["best"] == 7 and toll(text, "wounded")["best"] == 3


def test_another_soldier_who_died_is_not_the_enemys_wounded_one():
    text = (
        "Three Kenyan soldiers killed and a Somali serviceman was hurt, both armies said.\n\n"
        "On Monday another Kenyan serviceman died of his wounds."
    )
    assert not any(row["subset_of"] for row in read(text)["claims"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The death toll was put at 40 by the ministry and at 55 by the opposition.",
            {40: "ministry", 55: "opposition"},
        ),
        (
            "Police said nine people had died. A hospital official gave a figure of 14.",
            {9: "police", 14: "hospital official"},
        ),
    ],
)
def test_two_who_count_the_same_dead_are_one_range(text, told):
    assert {row["best"]: row["claimant_name"] for row in read(text)["claims"]} == told
    row = toll(text)
    assert (row["low"], row["high"]) == tuple(told)


@pytest.mark.parametrize(
    "further",
    [
        "The group has carried out some of the deadliest attacks in the country this year, "
        "including one at Easter that killed 61 people, and another that killed at least 33.",
        "In December jets killed scores of villagers in Tol. The government said 90 people died "
        "there; the army put the figure at 30.",
        "Over the past month, nine soldiers have died. In that time, 31 villagers were killed.",
        "Fighting between the clans resumed in October. Since then 80 people have been killed.",
        "Last year a mob stormed the airport. More than 30 people were killed then.",
        "In January a bomber struck a camp in the city. Medics at the time put the toll at 24.",
        "An eyewitness said he had counted 14 bodies in the street.",
        "The ombudsman said 182 activists were killed last year. A rights group counted 310.",
        "Last Friday, at least 36 people were killed in fighting around the country.",
        "The killing brought to 90 the number of traders shot dead by gunmen since October.",
        "In June 2008 the founder died. In the same month a minister was killed with 24 others.",
    ],
)
def test_older_deaths_and_bodies_that_somebody_saw_keep_no_range_open(further):
    text = "A car bomb killed 20 people in Tarvin on Tuesday, police said.\n\n"
    row = toll("Car bomb kills 20 in Tarvin\n\n" + text + further)
    assert (row["low"], row["high"]) == (20, 20)


def test_deaths_shortly_before_the_news_of_a_lead_are_an_event_of_their_own():
    rows = read(
        "Bomb kills two in Basra\n\nA bomb killed two people in Basra on Tuesday, hours after "
        "three protesters were shot dead in Nasiriya, police said."
    )["tolls"]
    told = {(row["event_id"], row["best"]) for row in rows if row["side_id"] == "all"}
    assert told == {("current", 2), ("current-2", 3)}


@pytest.mark.parametrize(
    ("told", "ends"),
    [
        (
            "The Tarvan army said 90 Lornian soldiers were killed on Monday, without evidence. "
            "Lornia said on Tuesday that six of its soldiers had died.",
            (6, 90),
        ),
        (
            "The army said on Monday it had killed 60 rebels in a battle near Tol. A rebel "
            "spokesman said four of their fighters had died.",
            (4, 60),
        ),
        (
            "A bomb killed 12 people in Kabul on Monday, police said. A trader said he saw nine "
            "dead near the market alone.",
            (12, 12),
        ),
        (
            "Gunmen killed 40 people in a hotel on Monday, officials said. Japan's foreign "
            "ministry said two of its nationals were killed.",
            (40, 40),
        ),
        ("An activist was shot dead in Cauca on Monday. Her son was also killed.", (2, 2)),
    ],
)
def test_who_counts_the_same_dead_and_who_only_some_of_them(told, ends):
    row = toll(told)
    assert (row["low"], row["high"]) == ends


@pytest.mark.parametrize(
    "further",
    [
        "One student who was wounded told reporters that hundreds had been in the hall.",
        "Japan's foreign ministry said one of its nationals was killed and another wounded.",
        "An adviser said over 20 had died at Zel. He later withdrew the post.",
    ],
)
def test_a_witness_and_a_foreigner_are_among_the_wounded(further):
    row = toll(f"A bomb killed 52 people and wounded 80 in Zel on Monday, police said. {further}")
    assert row["best"] == 52
    row = toll(f"A bomb killed 52 people and wounded 80 in Zel. {further}", "wounded")
    assert (row["low"], row["high"]) == (80, 80)


@pytest.mark.parametrize(
    ("told", "ends"),
    [
        (  # the army says 24, the rebels 17; nobody says five or 36
            "Troops took a base on Monday after a battle that killed 21 rebels and three soldiers, "
            "the army said. A rebel spokesman said two of his fighters had died and that 15 "
            "soldiers were killed.",
            (17, 24),
        ),
        (
            "At least 14 fighters were killed on Wednesday when gunmen took a base, hospital "
            "officials said. The ministry put Wednesday's overall death toll at 25.\n\n"
            "On Tuesday, 33 people died in the fighting, medics said.",
            (25, 25),
        ),
        (
            "Shelling killed 30 people in Homs, activists said. A doctor spoke of about 40 dead.",
            (30, 40),
        ),
    ],
)
def test_each_side_of_a_battle_tells_its_own_sum(told, ends):
    row = toll(f"Battle for a base\n\n{told}")
    assert (row["low"], row["high"]) == ends


def test_bombs_elsewhere_in_retaliation_are_another_event():
    rows = read(
        "Rockets kill 19 soldiers\n\nRebels hit a camp at Zelenopillya in Ukraine with rockets on "
        "Tuesday, killing 19 soldiers, the ministry said.\n\nIts planes had killed 60 rebels near "
        "Perevalsk in retaliation, the military said.\n\nIn Luhansk, four miners were killed when "
        "their bus was hit by shrapnel, the owner said."
    )["tolls"]
    assert next(r["best"] for r in rows if r["event_id"] == "current") == 19


def test_a_spokesman_who_lost_men_speaks_of_his_army():
    text = (
        "Gunmen kill 11 in raid on Mali army post, army says\n\n"
        "Gunmen killed 11 soldiers in central Mali on Sunday, the army said.\n\n"
        'Army spokesman Oumar Cisse said the raid began at dawn. "We lost 11 men," he said.'
    )
    row = toll(text)
    assert (row["low"], row["best"], row["high"]) == (11, 11, 11)


def test_the_men_of_a_leader_killed_with_him_are_of_his_side():
    text = "Philippine marines killed an Abu Sayyaf commander and two of his men, the army said."
    assert [c["side"] for c in read(text)["claims"]] == ["Abu Sayyaf", "Abu Sayyaf"]


def test_what_somebody_had_earlier_put_the_dead_at_is_overtaken():
    text = (
        "Missile kills nine in Kharkiv\n\n"
        "A missile killed nine people in Kharkiv on Saturday, governor Ivan Bilyk said.\n\n"
        "Bilyk had earlier put the number of dead at six."
    )
    row = toll(text)
    assert (row["low"], row["best"], row["high"]) == (9, 9, 9)


@pytest.mark.parametrize(
    ("told", "n"),
    [
        ("The government raised its count of those killed in the attack to 272 civilians.", 272),
        ("The army lowered its count of the dead to 61.", 61),
        ("A month after a jailbreak, Congo wants to know who died in the attack on Kishishe.\n\n"
         "On Monday the ministry raised its count of those killed in last week's attack to 272.",
         272),
    ],
)  # fmt: skip
def test_a_count_of_the_dead_raised_or_lowered_is_a_toll(told, n):
    assert toll(f"Massacre in Kishishe\n\n{told}")["best"] == n


def test_policemen_killed_elsewhere_the_day_before_are_of_another_attack():
    text = (
        "Taliban attack on Afghan base kills at least 30, officials say\n\n"
        "Taliban fighters overran a base in Badghis on Thursday, killing at least 30 soldiers, "
        "officials said.\n\nThe ministry put the number of soldiers killed at 13 and said 45 "
        "insurgents had died.\n\nOn Wednesday, the Taliban killed 12 police officers in Ghazni."
    )
    rows = extract_rows(parse(make_article("a", text, published="2020-12-17")))
    told = {c["quote"]: c for c in rows["claims"]}
    assert told["12 police officers"]["event_id"] == "current-2"
    assert told["45 insurgents"]["same_as"] is None


@pytest.mark.parametrize(
    "total", ["candidates killed this year rose to ten", "people killed in the war rose to 1,000"]
)
def test_a_blast_is_not_lost_in_a_total_that_it_raises(total):
    told = "A bomb killed three people at a rally on Tuesday, officials said, as the number of"
    row = toll(f"Blast kills 3 in Bor\n\n{told} {total}.")
    assert (row["low"], row["best"], row["high"]) == (3, 3, 3)


@pytest.mark.parametrize(
    ("text", "harm", "bounds"),
    [
        (  # a speaker after a comma is no further victim
            "Shell hits market in Gedaref\n\n"
            "A shell killed nine traders in Gedaref, a retired doctor in the city said on Monday.",
            "killed",
            (9, 9, 9),
        ),
        (  # what an attack is the worst since dates nothing
            "Bombs hit buses\n\nAt least 30 people died in the deadliest bombing in the capital "
            "since a war that ended in 2003. Police said 45 people were hurt.",
            "killed",
            (30, 30, None),
        ),
        (  # what was said the day before is an older toll
            "Blast in market\n\nThe blast on Sunday killed 34 people, police said on Tuesday. "
            "The day before, officials had given a toll of 21.",
            "killed",
            (34, 34, 34),
        ),
        (  # another day, other places
            "Strike on school\n\nA strike on a school killed 80 people on Saturday, officials "
            "said. On Thursday, 15 people were killed in attacks on two other schools.",
            "killed",
            (80, 80, 80),
        ),
        (  # the army answers for the attack told of just before
            "Car bomb leaves 14 dead\n\nA car bomb killed 14 people in the capital on Friday, "
            "police said.\n\nOn Tuesday, militants overran another base, and residents said they "
            "had counted 21 dead soldiers. The army acknowledged seven deaths.",
            "killed",
            (14, 14, 14),
        ),
        (  # the headline has the figure that "dozens" stands for
            "More than 70 die in market blast\n\nDozens of people were killed when a bomb "
            "exploded in a market on Sunday. Police said 74 people had died.",
            "killed",
            (74, 74, 74),
        ),
        (  # "more" than the dead, not than other wounded
            "Shells hit market\n\nAt least 16 people died on Tuesday, lawyers said. They said "
            "dozens more had been wounded. A nurse said her hospital had admitted 46 wounded.",
            "wounded",
            (46, 46, 46),
        ),
        (  # a few may be among the many in hospital
            "Rebels close in on Goma\n\nUruguay said one of its peacekeepers was killed and four "
            "were wounded on Friday. The Red Cross said its hospital had admitted 211 wounded.",
            "wounded",
            (211, 211, 211),
        ),
        (  # a force and its initials
            "25 CRPF men killed in ambush\n\nRAIPUR: At least 25 personnel of the Central Reserve "
            "Police Force (CRPF) were killed when Maoists ambushed them on Monday, officials said.",
            "killed",
            (25, 25, None),
        ),
        (  # of a headline's shot the lead says that they are dead
            "Two shot in Lisburn\n\nTwo men were shot dead in Lisburn on Sunday, police said.",
            "killed",
            (2, 2, 2),
        ),
    ],
)
def test_what_does_not_swell_the_toll_of_an_attack(text, harm, bounds):
    row = toll(text, harm)
    assert (row["low"], row["best"], row["high"]) == bounds


def test_hospitals_are_no_patients():
    claims = read("Medics ferried the injured to two hospitals in the north.")["claims"]
    assert not claims


def test_a_month_is_the_news_of_a_monthly_report():
    text = "GENEVA, March 2 - Some 139 civilians died in January, the United Nations said Friday."
    assert toll(text)["best"] == 139


def test_what_has_a_time_of_its_own_is_not_of_the_year_told_before():
    text = (
        "Bombers kill 24 at market\n\nThree bombers killed 24 people in Konduga on Tuesday, "
        "officials said.\n\nThe insurgency has killed more than 20,000 people since 2009.\n\n"
        "Last week, a bombing at a mosque in Yola left 50 dead."
    )
    rows = extract_rows(parse(make_article("a", text, published="2017-11-22")))
    told = {c["best"]: c["event_id"] for c in rows["claims"]}
    assert told[20000] == "background-2009" != told[50]


def test_an_air_force_crash_counts_and_a_coach_crash_does_not():
    told = "6 dead as {} crashes at night\n\nA {} crashed on Monday, killing all six people aboard."
    assert toll(told.replace("{}", "air force Black Hawk"))["best"] == 6
    assert not read(told.replace("{}", "tourist coach"))["claims"]


def test_a_strike_on_another_day_is_another_event():
    text = (
        "Two shot dead in Nablus\n\nTroops shot dead two men in Nablus on Friday, medics said.\n\n"
        "On Thursday the army killed four militants in an air strike, it said."
    )
    assert toll(text)["high"] == 2


def test_one_of_the_hurt_is_not_counted_again_as_who_he_is():
    told = "one of them a city bus driver who is in critical condition"
    row = toll(f"Seventeen clerks were injured in Bor, {told}.", "wounded")
    assert (row["low"], row["best"], row["high"]) == (17, 17, 17)
    row = toll("At least 41 villagers were burned to death or shot in Bor on Monday.")
    assert (row["low"], row["best"]) == (41, 41)


def test_what_has_no_time_of_its_own_keeps_the_year_told_before():
    text = (
        "Truce holds\n\nA truce in Zel held on Monday after shelling killed two people.\n\n"
        "In 2020, the two sides fought a war over the valley. More than 6,700 people died in six "
        "weeks of fighting."
    )
    rows = extract_rows(parse(make_article("a", text, published="2022-09-15")))
    told = {c["best"] or c["low"]: c["event_id"] for c in rows["claims"]}
    assert told[6700] == "background-2020"
