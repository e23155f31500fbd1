"""Who says what: sentences of our own with the speaker, cue, stance and content expected."""

import pytest

from dateline.actors.extract import extract_actors
from dateline.article import make_article
from dateline.parse import parse
from dateline.statements.extract import extract_statements


def read(text):
    doc = parse(make_article("test", text))
    _, mentions = extract_actors(doc)
    return extract_statements(doc, mentions)


def said(text):
    """Speaker, cue and content of each statement."""
    return [(s["speaker_name"], s["cue"], s["content"]) for s in read(text)]


CASES = [
    (
        "Nine men died, according to the head of the regional council, Tomas Bako.",
        "Tomas Bako", "according to", "Nine men died",
    ),
    (
        "On Friday, the doctor said, ten dead were brought in within an hour.",
        "the doctor", "said", "ten dead were brought in within an hour",
    ),
    ("Officials said five people were killed.", "Officials", "said", "five people were killed"),
    ("Five people were killed, officials said.", "officials", "said", "Five people were killed"),
    (
        "Two soldiers were wounded in the attack, the Turkish Defence Ministry said on Monday.",
        "the Turkish Defence Ministry", "said", "Two soldiers were wounded in the attack",
    ),
    (
        "The ministry said in a statement that the bridge had been destroyed.",
        "The ministry", "said", "the bridge had been destroyed",
    ),
    (
        "Police spokesman Ahmed Ali told Reuters the men were shot at a checkpoint.",
        "Police spokesman Ahmed Ali", "told", "the men were shot at a checkpoint",
    ),
    (
        "The general was quoted as saying by Interfax that the road was closed.",
        "The general", "saying", "the road was closed",
    ),
    (
        "At least nine people died, according to the Syrian Observatory for Human Rights, a war "
        "monitor.",
        "Syrian Observatory for Human Rights", "according to", "At least nine people died",
    ),
    (
        "According to the United Nations, 4,000 families fled the town.",
        "United Nations", "According to", "4,000 families fled the town",
    ),
    ("State media reported that the airport was shelled.", "State media", "reported",
     "the airport was shelled"),
    ("The rebels claimed that they had shot down a jet.", "The rebels", "claimed",
     "they had shot down a jet"),
    ("“We will not leave,” said Mary Deng, a nurse at the clinic.", "Mary Deng", "said",
     "We will not leave,"),
    ("“We will not leave,” Mary Deng told CNN.", "Mary Deng", "told", "We will not leave,"),
    ("The army urged residents to leave the village.", "The army", "urged",
     "residents to leave the village"),
    ("Protesters demanded the release of the prisoners.", "Protesters", "demanded",
     "the release of the prisoners"),
    ("The United Nations called on both governments to open the border.", "United Nations",
     "called on", "both governments to open the border"),
    ("Kenya denied that its troops had crossed the border.", "Kenya", "denied",
     "its troops had crossed the border"),
    ("The mayor described the raid as a massacre.", "The mayor", "described",
     "the raid as a massacre"),
    ("The attack was claimed by Hamas.", "Hamas", "claimed", "The attack"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "cue", "content"), CASES)
def test_statement(text, speaker, cue, content):
    found = said(text)
    assert any(
        (name.lower().removeprefix("the "), verb, what)
        == (speaker.lower().removeprefix("the "), cue, content)
        for name, verb, what in found
    ), found


STANCES = [
    ("The minister accused Sudan of arming the rebels.", "accuses"),
    ("The minister denied the report.", "denies"),
    ("The minister vowed to take revenge.", "promises"),
    ("The minister demanded an inquiry.", "demands"),
    ("The minister said the town was calm.", "asserts"),
]


@pytest.mark.parametrize(("text", "stance"), STANCES)
def test_stance(text, stance):
    assert [s["stance"] for s in read(text)] == [stance]


DIRECTNESS = [
    ("“They came at night,” the farmer said.", "direct"),
    ("'They came at night,' the farmer said.", "direct"),
    ("The farmer said the men came at night.", "indirect"),
    ("The farmer called the men “thieves and murderers” who came at night.", "mixed"),
]


@pytest.mark.parametrize(("text", "directness"), DIRECTNESS)
def test_directness(text, directness):
    assert [s["directness"] for s in read(text)] == [directness]


SILENT = [
    "The officials did not say how many people died.",
    "The ministry declined to say who fired.",
    "The president will announce his decision on Friday.",
    "The army could not confirm the report.",
    "Asked about the talks, he smiled.",
    "The shelling claimed 49 lives.",
    "He added two teaspoons of sugar.",
    "The river rose after the rain.",
]


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_said(text):
    assert read(text) == []


def test_nearest_speech_verb_upwards():
    """The second of two speakers keeps his own clause."""
    text = "Chad said 40 of its soldiers had died since Monday, while Niger said it lost 12."
    assert said(text) == [
        ("Chad", "said", "40 of its soldiers had died since Monday"),
        ("Niger", "said", "it lost 12"),
    ]


def test_participles_keep_the_speaker():
    text = (
        "Kenyan President William Ruto rejected the report, calling it a lie and demanding proof."
    )
    assert [(s["speaker"], s["cue"]) for s in read(text)] == [
        ("william-ruto", "rejected"),
        ("william-ruto", "calling"),
        ("william-ruto", "demanding"),
    ]


def test_with_two_accusers():
    text = (
        "The countries traded blame, with Ethiopian officials accusing Eritrea of shelling and "
        "Eritrean officials saying their country was defending itself."
    )
    assert [(s["speaker"], s["cue"]) for s in read(text)] == [
        ("ETH-GOV", "accusing"),
        ("ERI-GOV", "saying"),
    ]


def test_quotation_over_sentences_keeps_its_speaker():
    text = "“They shot at us,” said Amina Yusuf. “We ran to the river. Nobody helped us.”"
    rows = read(text)
    assert {row["speaker"] for row in rows} == {"amina-yusuf"}
    assert " ".join(row["content"] for row in rows).endswith("Nobody helped us.")


def test_pronoun_after_a_quoted_paragraph():
    text = (
        "Amina Yusuf lost her house in the raid.\n“They shot at us. We ran to the river,” she said."
    )
    assert {row["speaker"] for row in read(text)} == {"amina-yusuf"}


def test_unbalanced_quotation_loses_nothing():
    text = (
        "“The town is empty, the governor said.\n"
        "Police said two shops burned.\n"
        "Hospital staff said 12 people were treated."
    )
    cues = [row["speaker_name"] for row in read(text)]
    assert "Police" in cues
    assert "Hospital staff" in cues


def test_headline_with_colon():
    rows = read(
        "Five soldiers killed in shooting near capital: police\nThe shooting began at noon."
    )
    assert [(r["speaker_name"], r["cue"]) for r in rows] == [("police", ":")]


def test_cue_inside_quotation_is_not_a_statement():
    rows = read("“They say we are to blame,” President Salva Kiir said.")
    assert [(r["speaker"], r["cue"]) for r in rows] == [("salva-kiir", "said")]


def test_addressee():
    rows = read("Mali accused France of spying.")
    assert rows[0]["addressee"] == "FRA"


def test_offsets_lead_back_to_the_text():
    text = "Officials said five people were killed."
    row = read(text)[0]
    assert text[row["start_char"] : row["end_char"]] == row["content"] == row["quote"]
    assert text[row["cue_start"] : row["cue_end"]] == "said"
    assert text[row["speaker_start"] : row["speaker_end"]] == "Officials"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Kenyan army said two had died. A ministry of Somalia and a force of Chad were hit, it"
         " said.", "KEN-MIL"),
        ("Six were hurt, the UN said, with one man shot by the police. The gang set fire to a shop,"
         " it added.", "united-nations"),
        ("Six were hurt, the UN said, with two men shot by the police. The gang burned 40 houses, it"
         " added, forcing people to flee.", "united-nations"),
        ("Police shot a man. The Haitian government has sent more men, it said.", "HTI-GOV"),
        ("The army sent men. According to a statement issued by the Kenyan police, two men were"
         " shot.", "KEN-POL"),
        ("The Kenyan police said in a statement that two men were shot. The statement said no more"
         " were sought.", "KEN-POL"),
    ],
)  # fmt: skip
def test_who_goes_on_to_speak(text, speaker):
    assert read(text)[-1]["speaker"] == speaker


def test_a_claim_to_have_done_something_is_no_end_of_a_sentence():
    text = "The Houthi rebels said two men had died, a day after the army claimed to have fired."
    assert [s["content"] for s in read(text) if s["cue"] == "claimed"] == ["to have fired"]


def test_what_is_said_begins_with_its_first_word():
    text = "The Kenyan army said among the six killed in the raid on the town was a man who filmed."
    assert read(text)[0]["content"].startswith("among the six killed")


def test_a_quotation_with_a_speaker_of_its_own_is_not_that_of_the_line_before():
    text = (
        "The rebels said two had died, a day after they claimed to have hit a ship.\n\n"
        '"Two dead and six hurt in a first count of the day," Omar Ali, of the clinic, so it reads.'
    )
    assert not [s for s in read(text) if s["cue"] == "claimed" and "Two dead" in s["content"]]


def test_an_officer_who_is_dismissed_is_not_denied():
    assert said("The president dismissed two army officers over the raid.") == []
    assert said("The president dismissed the report.") != []
