"""What does a speaker do?  Sentences of our own with the stance that each statement takes."""

import pytest

from dateline.actors.extract import extract_actors
from dateline.article import make_article
from dateline.parse import parse
from dateline.statements.extract import extract_statements

CASES = [
    ("The minister said the bridge was closed.", "asserts"),
    ("The minister said he was tired.", "asserts"),
    ("The minister said it would rain.", "asserts"),
    ("The army said two shells had hit the port.", "asserts"),
    ("The army said it would lose the town.", "asserts"),
    ("The army said it should have left earlier.", "asserts"),
    ("The army said it did not know who fired.", "asserts"),
    ("The army warned that fighting would spread.", "asserts"),
    ("Officials confirmed the death of the mayor.", "asserts"),
    ("The ministry denied the report.", "denies"),
    ("The ministry denied that its troops had crossed the river.", "denies"),
    ("The ministry dismissed the claims.", "denies"),
    ("The ministry said the report was false.", "denies"),
    ("The ministry called on reporters to leave.", "demands"),
    ("The army said it had not fired on the village.", "denies"),
    ("The army said its forces did not shell the market.", "denies"),
    ("The rebels rejected the accusation.", "denies"),
    ("The army issued a denial.", None),
    ("Kenya accused Somalia of arming the rebels.", "accuses"),
    ("Kenya blamed Somalia for the raid.", "accuses"),
    ("Kenya condemned the raid.", "accuses"),
    ("Kenya said Somalia was responsible for the raid.", "accuses"),
    ("Kenya said Somalia was behind the raid.", "accuses"),
    ("Kenya said Somalia was to blame for the raid.", "accuses"),
    ("Protesters demanded the release of the mayor.", "demands"),
    ("The envoy urged both armies to withdraw.", "demands"),
    ("The envoy called for a truce.", "demands"),
    ("The envoy said both armies must withdraw.", "demands"),
    ("The envoy said that the siege should end.", "demands"),
    ("The envoy said the siege needs to end.", "demands"),
    ("“The shelling must stop,” the envoy said.", "demands"),
    ("The police told residents to stay indoors.", "demands"),
    ("The embassy of Kenya advised citizens to leave the country.", "demands"),
    ("The envoy repeated a call for a truce.", "demands"),
    ("The rebels vowed to fight on.", "promises"),
    ("The rebels pledged to free the hostages.", "promises"),
    ("The rebels offered to free the hostages.", "promises"),
    ("The rebels said they were ready to free the hostages.", "promises"),
    ("The rebels said they were prepared to talk.", "promises"),
    ("The rebels said they would free the hostages.", "promises"),
    ("The rebels said they will not attend the talks.", "promises"),
    ("The president said he planned to resign.", "promises"),
    ("“We will free the hostages,” the rebels said.", "promises"),
    ("The president reiterated an offer of talks.", "promises"),
    ("The rebels threatened to attack the port.", "promises"),
]


@pytest.mark.parametrize(("text", "stance"), CASES)
def test_stance(text, stance):
    doc = parse(make_article("test", text))
    rows = extract_statements(doc, extract_actors(doc)[1])
    found = [row["stance"] for row in rows]
    assert found == ([stance] if stance else [])
