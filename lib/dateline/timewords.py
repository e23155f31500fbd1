"""Which words set a figure in another time, another event or no event at all?"""

import re

from dateline.lexicon import words

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


MONTH = "|".join(m.capitalize() for m in MONTHS) + "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"


WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


LONG_AGO = re.compile(
    r"""\b(?:
        (?:last|previous)\s+(?:year|month|week|summer|winter|spring|autumn|decade)
      | last\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)
      | (?:earlier|previously)\s+this\s+(?:year|month|week)
      | this\s+year\b | since\s+(?:the\s+)?(?:\w+\s+){0,4}?(?:began|start(?:ed)?|broke|erupted|toppled|seized|took|war|conflict|uprising|invasion|coup)
      | since\s+(?:early|late|mid|the\s+start|last|its|then)? [\s-]*(?:{m}|\d{{4}}|1\d{{3}}|20\d\d|October)
      | (?:two|three|four|five|six|seven|eight|nine|ten|\w+teen|twenty|several|\d+)\s+(?:years|months|weeks|decades)\s+(?:ago|earlier|before)
      | (?:a|one)\s+(?:year|month|week|decade)\s+(?:ago|earlier|before)
      | (?:over|in|during|for|within)\s+(?:the\s+)?(?:past|last|previous|recent|more\s+than|nearly|almost|over)\s+(?:\w+\s+){0,3}?(?:years?|months?|weeks?|decades?|century)
      | in\s+recent\s+(?:years|months|weeks) | (?<!most\s)(?:recent|earlier)\s+(?:fighting|clashes|violence|attacks|battles|months|weeks) | earlier\s+in\s+the\s+(?:week|month|year)
      | into\s+(?:a|its|the|their)\s+\w+\s+(?:month|year|week)
      | (?:years|decades|months|weeks?|months?|years?)(?:-|\s+)(?:long|of)\b
      | in\s+the\s+(?:past|last|previous)\s+(?:\w+\s+)?(?:years?|months?|weeks?|decades?) | in\s+the\s+(?:past|last)\s+(?:four|five|six|seven|eight|nine|ten|\d+)\s+days
      | has\s+since\b | have\s+since\b
      | (?:anniversary|commemorat\w+|history|historic\w*)
    )""".replace("{m}", MONTH)
    .replace("{{", "{")
    .replace("}}", "}"),
    re.VERBOSE | re.IGNORECASE,
)


YEAR = re.compile(r"(?<![\d,.])(1[89]\d\d|20\d\d)(?!\d|,\d|\s+(?:GMT|people|troops|soldiers))")


DATED = re.compile(
    rf"\b(?:in|on|of|since|until|from|late|early|mid|a|an|the)?[\s-]*({MONTH})\.?\s*(\d{{1,2}})?\b"
)


EARLIER_ATTACK = re.compile(
    r"""\b(?:
        (?:similar|previous|earlier|past)\s+(?:\w+\s+){0,2}?(?:attack|raid|bombing|blast|explosion|assault|strike|incident|clash|ambush|shooting|massacre)s?
      | (?:came|comes|come|coming|occurr\w+|happen\w+|follow(?:s|ed|ing)(?=\s+(?:an?|the|last|two|three|several|\w+’s|\w+'s)\b)|response\s+to|retaliation\s+for|revenge\s+for|retaliat\w+|aveng\w+|days?\s+after|weeks?\s+after|months?\s+after|hours?\s+after|anniversary\s+of|reminiscent\s+of|like)\b(?:\W+\w+){0,6}?\W+(?:attack|raid|bombing|blast|explosion|assault|strike|incident|clash|ambush|shooting|massacre|airstrike|murder|killing|death|assassination)s?\b
      | (?:hour|day|week|month|minute|year)s?\s+after\b | ever\s+since\b | the\s+last\s+one\b | mourn\w+ | funeral\s+of
      | (?:admitted|confessed)(?:\s+to)?(?:\s+\w+\s+and)?(?=\s+(?:killing|murdering|shooting|wounding|kidnapping|abducting))
      | (?:accused|convicted|guilty|wanted|charged|suspected)\s+(?:of|for|with|in)\s+(?:\w+\s+in\s+)?(?:the\s+)?(?:assassination|murder|killing\s+of|deaths?|shooting\s+of|kidnapping\s+of)
      | (?:over|against|sparked\s+by|protest\w*|condemn\w*|denounc\w*|mark(?:s|ing|ed)?|linked\s+to|connection\s+with|investigat\w*)\s+(?:the|an?)\s+(?:[\w'’]+\s+){0,3}?(?:deaths?|killings?|murders?|assassinations?|executions?|shootings?|kidnappings?|abductions?)
      | (?:second|third|fourth|fifth|latest|another)\s+(?:\w+\s+){0,3}?(?:attack|bombing|blast|explosion|incident)\s+(?:\w+\s+){0,6}?(?:since|after|following)
    )""",
    re.VERBOSE | re.IGNORECASE,
)


EARLIER_TIME = re.compile(
    r"\b(?:recently|at\s+an\s+earlier\s+(?:time|date)|(?:the\s+)?day\s+before|(?:the\s+)?previous\s+(?:day|night|week)|a\s+day\s+earlier|"
    r"who\s+(?:was|were)\s+(?:killed|wounded|injured)\s+earlier)\b",
    re.IGNORECASE,
)


WARS = re.compile(
    r"\b(?:war|conflict|insurgency|uprising|rebellion|genocide|struggle|intifada|bloodshed)\b"
    r"[^.;]{0,60}?\b(?:has|have|that|which|in\s+which|killed|killing|claimed|left|since)\b",
    re.IGNORECASE,
)


PERFECT = {"has", "have", "had", "'ve", "’ve"}


MODALS = words("could would should will can must shall")


INTENT = words(
    "threaten threatens threatened threatening plan plans planned planning attempt attempts "
    "attempted attempting try tries tried trying want wants wanted intend intended aim aimed "
    "aiming vow vows vowed seek sought order ordered conspire conspired plot plotted plotting "
    "fail failed refuse refused designed meant intention enough ready prepared preparing "
    "orders licence license pledge pledged hoped hoping wish wished able used going"
)


NEGATIONS = words("not n't n’t never without nor no neither avoid avoided prevent prevented")


VIOLENCE = re.compile(
    r"\b(?:attack|bomb|blast|explo|gun|shoot|shot|shell|rocket|missile|strike|raid|ambush|clash|fight|battle|militant|"
    r"rebel|insurg|terror|soldier|troops|army|military|police|war\b|conflict|violen|kidnap|abduct|assassin|murder|stab|"
    r"massacre|execut|cease-?fire|stormed|gunned|bullet|grenade|mine\b|mines\b|ied\b|offensive|assault|riot|protest|coup|hostage|jihad|islamis|genocid|"
    r"drone|sniper|extremis|guerrilla|hamas|taliban|militia|paramilitar|gang|behead|lynch|opened fire|crossfire|"
    r"airstrike|air raid|combat|hostilit|invasion|torture|armed)",
    re.IGNORECASE,
)


ACCIDENT = re.compile(
    r"\b(?:earthquake|quake|tsunami|floods?\b|flooding|landslide|mudslide|avalanche|hurricane|cyclone|typhoon|tornado|storms?\b|drought|"
    r"famine|heatwave|heat wave|cholera|ebola|virus|covid|coronavirus|pandemic|epidemic|disease|malaria|measles|dengue|typhoid|hepatitis|influenza|"
    r"outbreak of (?!fighting|hostil|viol|war)|car crash|road accident|traffic|bus crash|train crash|derail|plane crash|"
    r"crash(?:ed|es)?\b|accident|capsiz|shipwreck|sank|sinking|drown|(?:building|bridge|roof|wall|house|mine)\s+collaps|collapsed\s+building|stampede|wildfire|forest fire|"
    r"volcan|lightning|overdose|cancer|heart attack|plunged|overturned|veered|skidded|lorry|poisoning|malnutrition|starvation)",
    re.IGNORECASE,
)


THIS_WEEK = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|dawn|overnight)\b"
)


SEPARATE = re.compile(
    r"^\W*(?:(?:and|but|also)\s+)?(?:in\s+(?:a|an)?\s*(?:separate|another|different|unrelated|second|third)\s+\w+|elsewhere\b|separately\b)",
    re.IGNORECASE,
)


PAST = re.compile(
    r"\b(?:last\s+(?:year|month|week)|(?:years|months|weeks|decades)\s+(?:ago|earlier)|earlier\s+this\s+(?:year|month|week)|"
    r"(?:similar|previous)\s+(?:\w+\s+){0,2}?(?:attack|raid|bombing|blast|strike|incident)|(?:retaliat\w+|revenge)\s+for)\b",
    re.IGNORECASE,
)


TODAY = re.compile(
    r"\b(?:today|tonight|yesterday|on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|this\s+(?:morning|afternoon|evening))\b"
)


DEFINITE_EVENT = re.compile(
    r"\b(?:in|during|by|from|after)\s+(?:the|that|those|these)\s+(?:\w+\s+){0,2}?(?:fighting|war|conflict|attacks?|incidents?|violence|clashes|raids?|"
    r"bombings?|massacre|blasts?|explosions?|assault|strikes?|unrest|operation|siege|battle)\b",
    re.IGNORECASE,
)
# An article about a year gone by ("the report said of 2015") has that year as its event.
REVIEW = re.compile(
    r"\b(?:last\s+year|annual|yearly|year-end|in\s+the\s+past\s+year)\b", re.IGNORECASE
)
COMPARED = re.compile(r"\b(?:over|than(?:\s+in)?|compared\s+(?:to|with))\s+$", re.IGNORECASE)
