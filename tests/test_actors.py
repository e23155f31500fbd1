"""Who acts: sentences of our own with the actors expected."""

import pytest

from dateline import fields
from dateline.actors.extract import extract_actors
from dateline.actors.persons import find_persons
from dateline.article import make_article
from dateline.lexicon import read_reference
from dateline.names import countries, known_actors, name_table
from dateline.parse import parse
from dateline.theatre import load_theatre

THEATRE = "south-caucasus"


def read(text, theatre=None):
    doc = parse(make_article("test", text), load_theatre(theatre) if theatre else None)
    actors, mentions = extract_actors(doc)
    return {a["actor_id"]: a for a in actors}, mentions


def named(mentions, quote):
    """Actor of the mention with those words."""
    return next((m["actor_id"] for m in mentions if m["quote"] == quote), None)


PHRASES = [
    ("Turkish police arrested two men.", "Turkish police", "TUR-POL", "police"),
    ("The Kenyan army shelled the hill.", "The Kenyan army", "KEN-MIL", "military"),
    ("Ukraine's soldiers crossed the river.", "Ukraine's soldiers", "UKR-MIL", "military"),
    ("The government of Peru resigned.", "The government", "PER-GOV", "government"),
    ("Iraqi lawmakers rejected the bill.", "Iraqi lawmakers", "IRQ-LEG", "legislature"),
    ("Malian authorities closed the road.", "Malian authorities", "MLI-GOV", "government"),
    ("Some observers feared a new war.", "Some observers", "observers", "civil society"),
    ("Thousands of protesters filled the square.", "Thousands of protesters", "protesters",
     "civil society"),
    ("Syrian rebels took the village.", "Syrian rebels", "syrian-rebels", "non-state armed group"),
    ("Taliban fighters took the village.", "Taliban fighters", "taliban", "non-state armed group"),
    ("A senior Sudanese official resigned.", "A senior Sudanese official",
     "senior-sudanese-official", "person"),
    ("The African Union sent a mission.", "African Union", "african-union",
     "international organisation"),
    ("pro-Russian separatists took the town.", "pro-Russian separatists",
     "pro-russian-separatists", "non-state armed group"),
    ("The U.N. envoy met rebel commanders.", "rebel commanders", None, None),
    ("U.S. forces in Iraq were hit.", "U.S. forces", "USA-MIL", "military"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quote", "actor_id", "actor_type"), PHRASES)
def test_phrase(text, quote, actor_id, actor_type):
    actors, mentions = read(text)
    assert named(mentions, quote) == actor_id
    if actor_id:
        assert actors[actor_id]["actor_type"] == actor_type


PERSONS = [
    ("German Chancellor Olaf Scholz spoke.", "olaf-scholz", "Chancellor of Germany", "DEU"),
    ("Iraq's Prime Minister, Haider al-Abadi, spoke.", "haider-al-abadi",
     "Prime Minister of Iraq", "IRQ"),
    ("Jan Kubis, the U.N. envoy to Iraq, spoke.", "jan-kubis", "U.N. envoy to Iraq", None),
    ("Kremlin spokesman Dmitry Peskov spoke.", "dmitry-peskov", "Kremlin spokesman", "RUS"),
    ("Ana Ruiz, a doctor in the camp, spoke.", "ana-ruiz", "doctor in the camp", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "actor_id", "role", "iso3"), PERSONS)
def test_person_with_title(text, actor_id, role, iso3):
    actors, _ = read(text)
    assert actors[actor_id]["actor_type"] == "person"
    assert actors[actor_id]["role"] == role
    assert actors[actor_id]["country_iso3"] == iso3


def test_surname_means_the_person_named_in_full():
    actors, mentions = read("Minister Amina Diallo left.\nDiallo returned on Friday.")
    assert named(mentions, "Diallo") == "amina-diallo"
    assert actors["amina-diallo"]["n_mentions"] == 2


def test_acronym_and_full_name_are_one():
    _, mentions = read(
        "The Local Coordination Committees counted 30 dead.\nThe LCC published a list."
    )
    assert named(mentions, "LCC") == "local-coordination-committees"


def test_short_form_of_an_organisation():
    _, mentions = read(
        "The Syrian Observatory for Human Rights reported a raid.\nThe Observatory said ten died."
    )
    assert "sohr" in {m["actor_id"] for m in mentions if "Observatory" in m["quote"]}
    assert len({m["actor_id"] for m in mentions}) == 1


PRONOUNS = [
    ("Minister Amina Diallo met soldiers. She thanked them.", "She", "amina-diallo"),
    ("Chad's president Mahamat Deby spoke. He told lawmakers to vote.", "lawmakers", "TCD-LEG"),
    ("President Salva Kiir of South Sudan said his country's soldiers had left.",
     "his country's soldiers", "SSD-MIL"),
    ("Niger said it lost twelve.", "it", "NER"),
    ("The rain stopped. It was late.", "It", None),
    ("The minister spoke, saying it took effect on Friday.", "it", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quote", "actor_id"), PRONOUNS)
def test_pronouns_where_plain(text, quote, actor_id):
    _, mentions = read(text)
    assert named(mentions, quote) == actor_id


METONYMS = [
    ("Moscow accused the West of lying.", "Moscow", "RUS-GOV"),
    ("The Kremlin rejected the plan.", "Kremlin", "RUS-GOV"),
    ("Officials accused Beijing of spying.", "Beijing", "CHN-GOV"),
    ("Two bombs went off in Moscow.", "Moscow", None),
    ("He flew to Moscow on Friday.", "Moscow", None),
    ("Moscow is a city of 12 million people.", "Moscow", None),
]


@pytest.mark.parametrize(("text", "quote", "actor_id"), METONYMS)
def test_metonyms(text, quote, actor_id):
    _, mentions = read(text)
    assert named(mentions, quote) == actor_id
    assert {m["kind"] for m in mentions if m["quote"] == quote} <= {"metonym"}


LOCATIONS = [
    ("Rebels attacked a convoy in Niger.", None),
    ("The bomb fell on Niger's territory.", None),
    ("Niger's capital was quiet.", None),
    ("Niger and Chad signed a truce.", "actor"),
    ("France supplied weapons to Niger.", "actor"),
    ("The forces are backed by Niger.", "actor"),
    ("Ali Bako, the leader of Niger, left.", "part_of_name"),
]


@pytest.mark.parametrize(("text", "kind"), LOCATIONS)
def test_country_as_actor_or_place(text, kind):
    _, mentions = read(text)
    kinds = [m["kind"] for m in mentions if m["quote"] == "Niger"]
    assert kinds == ([kind] if kind else [])


def test_contributors_are_no_actors():
    actors, _ = read(
        "Rebels attacked a convoy in Niger on Friday.\nThe army sent help.\n"
        "Ana Ruiz in Paris and Bo Lind in Oslo contributed to this report."
    )
    assert not {"ana-ruiz", "bo-lind"} & set(actors)


def test_lead_official_is_named_in_the_next_sentence():
    text = (
        "Two soldiers died, a senior Turkish official said on Friday.\n"
        "Hasan Kaya, the head of Turkey's border guard, gave the figure at a news conference."
    )
    _, mentions = read(text)
    assert named(mentions, "a senior Turkish official") == "hasan-kaya"


def test_names_before_the_model():
    doc = parse(
        make_article("test", "Armenia, Azerbaijani troops and Nagorno-Karabakh made the news."),
        load_theatre(THEATRE),
    )
    labels = {ent.text: ent.label_ for ent in doc.ents}
    assert labels["Armenia"] == "GPE"
    assert labels["Azerbaijani"] == "NORP"
    assert labels["Nagorno-Karabakh"] == "LOC"


def test_longer_names_are_left_alone():
    doc = parse(make_article("test", "The ships sailed across the South China Sea to the Gulf."))
    assert "China" not in {ent.text for ent in doc.ents}


def test_every_mention_has_its_actor():
    actors, mentions = read("Turkish police said Syria's Bashar Assad met Moscow's envoy in Oman.")
    assert {m["actor_id"] for m in mentions} == set(actors)


def test_theatre_tables_agree():
    theatre = load_theatre(THEATRE)
    ids = set(theatre.actors["actor_id"])
    assert theatre.actors["actor_id"].is_unique
    assert theatre.aliases["alias"].is_unique
    assert set(theatre.aliases["actor_id"]) <= ids
    assert set(theatre.actors["actor_type"]) <= set(fields.ACTOR_TYPES)
    sides = {side.side_id for side in theatre.sides}
    assert set(theatre.actors["side_id"].dropna()) <= sides


def test_reference_tables_are_keyed():
    assert len(countries()) == len(read_reference("countries")) > 190
    nouns = [(row["noun"], row["part"]) for row in read_reference("roles")]
    assert len(nouns) == len(set(nouns))
    assert {row["actor_type"] for row in read_reference("roles")} <= set(fields.ACTOR_TYPES)
    assert {row["stance"] for row in read_reference("speech")} <= set(fields.STANCES)
    known = known_actors(None)
    assert {n.actor_id for n in name_table(None).values() if n.actor_id} <= set(known)


def test_persons_are_found_with_the_start_of_their_title():
    doc = parse(make_article("test", "Kenyan President William Ruto spoke."))
    person = find_persons(doc, list(doc.ents), None)[0]
    assert (person.start, person.actor_id) == (0, "william-ruto")


def resolved(text):
    """What each naming of a text resolves to."""
    doc = parse(make_article("test", text))
    return {m["quote"]: m["actor_id"] for m in extract_actors(doc)[1]}


@pytest.mark.parametrize(
    ("text", "naming", "actor_id"),
    [
        ("The Taliban raided a base. The group said it lost two men.", "The group", "taliban"),
        ("The Taliban raided a base. Its fighters fled.", "Its fighters", "taliban"),
        ("Mali said its forces had left.", "its forces", "MLI-MIL"),
        ("The Kenyan Labour Ministry paid. The ministry said so.", "The ministry",
         "kenyan-labour-ministry"),
        ("JNIM claimed the raid, saying it was targeting soldiers.", "it", "jnim"),
        ("Mali said on Monday it was ready to talk.", "it", "MLI"),
        # not plain:
        ("Ali Bako spoke. Protesters accused Omar Sy of theft in his office.", "his", "omar-sy"),
        ("The Kenyan Labour Ministry and the Somali Labour Ministry met. The ministry said nothing.",
         "The ministry", None),
        ("The Taliban and Islamic State clashed. The group said it won.", "The group", None),
        ("Kenyan officers came. Two men used guns on them, and they shot back.", "they", None),
    ],
)  # fmt: skip
def test_what_a_word_refers_back_to(text, naming, actor_id):
    assert resolved(text).get(naming) == actor_id


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Front for Open Valleys, a rebel group, burned a mill.", "Front for Open Valleys"),
        ("Villagers fled. ULK militants burned a mill, and ULK said so.", "ULK"),
        ("The Union for Free Kivu, known as UFK, left. UFK fighters burned a mill.",
         "Union for Free Kivu"),
        ("Fighters of the Movement for Oromo Freedom burned a mill.", "Movement for Oromo Freedom"),
    ],
)  # fmt: skip
def test_armed_groups_that_no_table_knows(text, name):
    rows, _ = extract_actors(parse(make_article("test", text)))
    found = {row["name"]: (row["actor_type"], row["sector"]) for row in rows}
    assert found.get(name) == ("non-state armed group", "REB"), found


def test_an_acronym_in_apposition_is_the_same_actor():
    text = "The Cooperative for the Growth of Ituri, known as COGI, left. COGI denied the raid."
    assert resolved(text)["COGI"] == "cooperative-for-the-growth-of-ituri"


@pytest.mark.parametrize(
    ("text", "actor_id", "sector"),
    [
        ("Turkish police fired.", "TUR-POL", "COP"),
        ("The Turkish army fired.", "TUR-MIL", "MIL"),
        ("The Turkish government fell.", "TUR-GOV", "GOV"),
        ("Turkey protested.", "TUR", None),
        ("Villagers protested.", "villagers", "CVL"),
        ("UNICEF protested.", "unicef", "IGO"),
        ("Reuters reported the raid.", "reuters", "JRN"),
        ("Turkish Foreign Minister Ali Veli left.", "ali-veli", "GOV"),
        ("Kenyan General Ali Veli left.", "ali-veli", "MIL"),
    ],
)
def test_sector(text, actor_id, sector):
    rows, _ = extract_actors(parse(make_article("test", text)))
    assert {row["actor_id"]: row["sector"] for row in rows}[actor_id] == sector


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Shells fell in the forest of Ravanda. Troops from Ravanda fled.", "Ravanda"),
        ("Two men died in Norvik. People of Norvik wept.", "Norvik"),
        ("Three died, said Ana Ruiz, governor of the Rio Pardo department.", "Rio Pardo"),
        ("Gangs attacked a town northwest of Port-au-Prince on Sunday.", "Prince"),
        ("A drone hit the network in the province north of Sanaa on Monday.", "Sanaa"),
    ],
)
def test_a_place_is_no_actor(text, quote):
    actors, mentions = read(text)
    assert not [m for m in mentions if quote in m["quote"] and m["kind"] == "actor"]


def test_the_group_is_rather_the_rebels_than_a_name_nobody_knows():
    text = (
        "The Houthis said strikes on the port of Hodeidah killed two, a day after the group fired."
    )
    assert named(read(text)[1], "the group") == "houthis"


@pytest.mark.parametrize(
    ("text", "actor_id", "name", "actor_type"),
    [
        ("The anti-gang police units arrested two men.", "anti-gang-police-units",
         "anti-gang police units", "police"),
        ("Governor of the Kharkiv region Oleh Syniehubov said that two died.", "oleh-syniehubov",
         "Oleh Syniehubov", "person"),
        ("Israel hit a post of the Lebanese armed group Hezbollah.", "hezbollah", "Hezbollah",
         "non-state armed group"),
    ],
)  # fmt: skip
def test_one_body_has_one_name(text, actor_id, name, actor_type):
    actors, _ = read(text)
    assert (actors[actor_id]["name"], actors[actor_id]["actor_type"]) == (name, actor_type)
    assert "governor" not in actors and "lebanese-group" not in actors


def test_the_source_of_a_fire_is_nobody():
    assert (
        "source" not in read("It was the source of the fire, and a source of fear, they said.")[0]
    )


@pytest.mark.parametrize(
    ("text", "actor_id", "name"),
    [
        ("Al Rasa TV said two died. The rebel-controlled Al Rasa TV channel named them. Al-Rasa gave"
         " no day.", "al-rasa", "Al Rasa TV"),
        ("The state TV Al-Khabar said two died. Al-Khabar TV showed them.", "al-khabar",
         "Al-Khabar TV"),
        ("Syrian state TV reported a raid. State TV said two died.", "syrian-state-tv",
         "Syrian state TV"),
    ],
)  # fmt: skip
def test_an_outlet_is_one_actor(text, actor_id, name):
    actors, _ = read(text)
    media = {a["actor_id"]: a["name"] for a in actors.values() if a["actor_type"] == "media"}
    assert media == {actor_id: name}


@pytest.mark.parametrize("text", ["Syrian TV showed a raid.", "The channel Sunday showed a raid."])
def test_a_country_or_a_day_is_no_outlet(text):
    assert not {"syrian", "sunday"} & read(text)[0].keys()


@pytest.mark.parametrize(
    "text",
    [
        "The Houthis fired. The Health Ministry of the Houthi government said two had died.",
        "The Houthis fired. The group's Health Ministry said two had died.",
        "The Houthis fired. The group's health ministry said two had died. The ministry named them.",
    ],
)
def test_a_ministry_of_an_armed_group_speaks_for_itself(text):
    actors, mentions = read(text)
    ministry = actors["houthi-health-ministry"]
    assert ministry["name"].lower() == "houthi health ministry"
    assert ministry["actor_type"] == "government"
    assert ministry["side_id"] == actors["houthis"]["side_id"]


def test_a_ministry_is_one_in_whatever_order_its_name_stands():
    text = "The Kenyan Health Ministry counted two dead. The Ministry of Health named them."
    assert named(read(text)[1], "The Ministry of Health") == "kenyan-health-ministry"


def test_a_ministry_keeps_the_words_for_whose_it_is():
    """A bare "Defense Ministry" would be taken for that of either side."""
    actors, _ = read("In the enclave, the territory's Defense Ministry said two had died.")
    assert "territory’s Defense Ministry" in {row["name"] for row in actors.values()}


def test_an_acronym_tells_which_body_of_a_common_name_is_meant():
    text = "The National Liberation Army (ELN) attacked a town. The ELN held it for a day."
    actors, _ = read(text)
    assert set(actors) == {"eln"} and actors["eln"]["actor_type"] == "non-state armed group"
    other = "The Self Defence Forces (SDF) of the valley said two had died."
    assert "sdf" not in read(other)[0]


BEHIND_OFFICES = [
    ("The governor of the Lima region, Ana Ruiz, spoke.", "ana-ruiz", "governor of the Lima region"),
    (
        "UN Commissioner for Human Rights Marta Kühn spoke. “I am sad,” Kühn said.",
        "marta-kühn", "UN Commissioner for Human Rights",
    ),
    (
        "Nobody else was hurt, Quetta police chief Muhammad Ijaz Khan said.",
        "muhammad-ijaz-khan", "Quetta police chief",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "actor_id", "role"), BEHIND_OFFICES)
def test_a_name_behind_an_office_is_one_person(text, actor_id, role):
    actors, _ = read(text)
    people = {key: row["role"] for key, row in actors.items() if row["actor_type"] == "person"}
    assert people == {actor_id: role}


def test_the_dash_of_a_dateline_is_no_hyphen():
    actors, _ = read("KABUL (Reuters) - Afghan forces shelled a hill. An Omani envoy spoke.")
    assert set(actors) == {"AFG-MIL", "omani-envoy"}
    actors, _ = read("LIMA, Peru (AP) - A suicide bomber killed two men.")
    assert [row["name"] for row in actors.values()] == ["suicide bomber"]


def test_forces_of_a_patron_are_not_the_army_named_before():
    actors, mentions = read("Malian forces fled. Forces backed by Chad took a hill.")
    assert named(mentions, "Forces") == "forces-backed-by-chad"
    assert actors["forces-backed-by-chad"]["country_iso3"] is None


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces fired missiles, killing six people, among them a girl.",
        "Russian forces advanced and drove thousands from their homes.",
    ],
)
def test_they_are_not_the_army_where_victims_are_counted(text):
    assert [m["quote"] for m in read(text)[1] if m["form"] == "pronoun"] == []


def test_the_government_is_the_one_that_was_called_so():
    actors, mentions = read(
        "The Ethiopian government agreed to a truce. It was unclear whether Asmara would respect "
        "it. Some 300 civilians died. The government rejects the figure."
    )
    assert [m["actor_id"] for m in mentions if m["quote"] == "The government"] == ["ETH-GOV"]


def test_a_group_at_the_head_of_a_sentence_has_no_capital():
    actors, _ = read("Aid workers fled. Afghan villagers stayed.")
    assert {row["name"] for row in actors.values()} == {"aid workers", "Afghan villagers"}


@pytest.mark.parametrize(
    ("text", "quote", "actor_id"),
    [
        ("M23 took a hill. The rebels fled. M23 rebels held a town.", "The rebels", "m23"),
        ("Houthi fighters took a hill. The rebels fled.", "The rebels", "houthis"),
        ("Syrian troops fought Islamic State. The rebels took a hill.", "The rebels", "rebels"),
        ("M23 rebels and ADF rebels met. The rebels took a hill.", "The rebels", "rebels"),
    ],
)
def test_the_rebels_are_the_one_group_that_is_called_so(text, quote, actor_id):
    assert named(read(text)[1], quote) == actor_id


def test_a_short_name_needs_the_longer_one():
    both = "The Liberation Tigers of Tamil Eelam lost a hill. Three Tigers fled."
    assert named(read(both)[1], "Tigers") == "ltte"
    assert all(row["actor_id"] != "ltte" for row in read("Three Tigers fled a hill.")[1])
