"""Which words set a figure in another time or another event?"""

import re
from collections.abc import Container
from datetime import date

from dateline.dates.expressions import MONTHS, WEEKDAYS

MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
DAY = f"(?:{'|'.join(day.title() for day in WEEKDAYS)})"
SPAN = r"(?:years?|months?|weeks?|decades?)"
NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|\w+teen|twenty|several|\d+)"
BEGAN = (
    r"(?:began|start(?:ed)?|broke|erupted|toppled|seized|took|war|conflict|uprising|invasion|coup)"
)
LONG_AGO = re.compile(
    rf"""\b(?:
        (?:last|previous)\s+(?:year|month|week|summer|winter|spring|autumn|decade)
      | last\s+(?:{MONTH})
      | (?:earlier|previously)\s+this\s+(?:year|month|week)
      | this\s+year\b
      | since\s+(?:the\s+)?(?:\w+\s+){{0,4}}?{BEGAN}
      | since\s+(?:early|late|mid|the\s+(?:start|beginning|end)(?:\s+of)?|last|its|then)?
        [\s-]*(?:{MONTH}|1\d{{3}}|20\d\d)
      | {NUMBER}\s+(?:years|months|weeks|decades)\s+(?:ago|earlier|before)
      | (?:a|one)\s+(?:year|month|week|decade)\s+(?:ago|earlier|before)
      | (?:over|in|during|for|within)\s+(?:the\s+)?
        (?:past|last|previous|recent|more\s+than|nearly|almost|over)\s+(?:\w+\s+){{0,3}}?
        (?:{SPAN}|century)
      | in\s+recent\s+(?:years|months|weeks)
      | in\s+the\s+(?:years|months|weeks)\s+before\b
      | (?<!most\s)(?:recent|earlier)\s+
        (?:fighting|clashes|violence|attacks|battles|months|weeks)
      | (?:early|earlier|late)\s+in\s+the\s+(?:week|month|year) | not\s+long\s+ago
      | (?:over|in|during)\s+(?:the|these|those)\s+{NUMBER}\s+(?:years|months|decades)
      | into\s+(?:a|its|the|their)\s+\w+\s+(?:month|year|week)
      | since\s+the\s+(?:start|beginning)\s+of\s+(?:the|this)\s+(?:year|decade)
      | at\s+the\s+(?:start|beginning)\s+of\s+(?:the|this)\s+(?:week|month|year)
      | since\s+it\s+(?:all\s+)?{BEGAN}
      | (?<!\ba\s){SPAN}(?:-|\s+)(?:long|of)\b | (?:year|decade)\s+of\b
      | in\s+the\s+(?:past|last|previous)\s+(?:\w+\s+)?{SPAN}
      | in\s+the\s+(?:past|last)\s+(?:four|five|six|seven|eight|nine|ten|\d+)\s+days
      | (?:has|have)\s+since\s+(?:then\s+)?(?:killed|claimed|left|displaced|cost|wounded|taken)\b
      | (?:anniversary|commemorat\w+|history|historic\w*)
    )""",
    re.VERBOSE | re.IGNORECASE,
)


# What a total counts from, when that may be the very thing that the report is about.
SINCE_EVENT = re.compile(
    r"since\s+the\s+(?:(?:start|beginning|launch)\s+of\s+the\s+)?(?:\w+\s+){0,2}?"
    r"(protest|clash|offensive|operation|siege|demonstration|riot|unrest|raid|strike|assault)",
    re.IGNORECASE,
)
# "The worst attack in two years" ranks what happened now and dates nothing.
RANKED = re.compile(
    r"(?<!(?:ome|any|ral) of the )\b"  # no "some of the worst"
    r"(?:worst|[a-z]+iest|(?:larg|bigg|high|great|strong|fierc|few)est|most\s+[a-z]+|first)\b"
    r"[^.;,]{0,50}$"
)
SAME_SPAN = r"(?:in|over|during)\s+(?:the|that)\s+same\s+(?:period|time|days|weeks|months|years)"
WHEN = re.compile(r",?\s+(?:when|in\s+which)\b")
# What goes on telling of the time of the sentence before ("13 soldiers were killed too").
THEN = re.compile(
    rf"\b(?:also|too|as\s+well|then|others|{SAME_SPAN}|(?:hours|days|weeks|months)\s+later"
    rf"|after\s+(?:{NUMBER}\s+)?(?:hours|days)|(?:following|next)\s+(?:day|night|week))\b",
    re.IGNORECASE,
)
IN_THE_SAME_TIME = re.compile(rf"\b{SAME_SPAN}\b", re.IGNORECASE)
# A report on the toll of fighting that lasts: it counts from when the fighting began.
OF_FIGHTING = r"\b(?:fighting|battles?|clashes|offensive|siege|campaign|unrest|violence|protests)\b"
LASTING = re.compile(
    rf"{OF_FIGHTING}[^.;]{{0,40}}\btoll\b|\btoll\b[^.;]{{0,40}}{OF_FIGHTING}", re.IGNORECASE
)
SINCE_DAY = re.compile(rf"\b[Ss]ince\s+(?:\w+\s+)?{DAY}\b")
YEAR = re.compile(r"(?<![\d,.])(1[89]\d\d|20\d\d)(?!\d|,\d|\s+(?:GMT|people|troops|soldiers))")
DATED = re.compile(  # no "July 7 Road", no "26 September Hospital"
    rf"\b({MONTH})\b\.?\s*+(\d{{1,2}}\b)?+"
    r"(?!\s*(?:[Rr]oad|[Ss]treet|[Aa]venue|[Ss]quare|[Bb]ridge|[Hh]ospital|[Ss]chool|[Cc]amp"
    r"|University|Stadium|Brigade|Battalion|Division|Movement|Party|Revolution|[Uu]prising)\b)"
)
DAY_BEFORE = re.compile(r"\b([0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?$")  # "23 February"
ON_A_DATE = re.compile(
    rf"\b[Oo]n\s+(?:{MONTH})\.?\s+\d{{1,2}}\b|\b[Oo]n\s+\d{{1,2}}\s+(?:{MONTH})\b"
)
COUNTING = re.compile(r"\bsince\b[^.;]{0,90}$", re.IGNORECASE)  # "since the raids began on May 2"
NEWS_DAYS, FLARE_UP = 6, 21  # days that a report tells of, and that fighting is still news
IN_MONTH = re.compile(r"\b(?:[Ii]n|[Ll]ast)\s+$")  # told before "May" that is no verb
ATTACKS = (
    r"(?:attack|raid|bombing|blast|explosion|assault|strike|incident|clash|ambush|shooting"
    r"|massacre)"
)
DEATHS = (
    r"(?:deaths?|killings?|murders?|assassinations?|executions?|shootings?|kidnappings?"
    r"|abductions?)"
)
DEED = (
    r"(?:murder|kill|wound|injur|massacr|assassinat|execut|shooting|attack|bombing|death|genocid"
    r"|kidnap|shell|raid|assault|siege|riot|bomb|blast|tortur|abduct|atrocit|war\s+crime|crimes?\s+against\s+humanity)\w*"
)
LAWSUIT = (
    r"(?:(?:acquitt\w*|convict(?:ed|ion)|guilty|sentenced?|jailed|charge[ds]|indict\w*|trial|plead\w*"
    rf"|(?:gets?|got|given|handed|faces)\s+(?:life|{NUMBER}\s+years|an?\s+\w+-year)"
    rf")"
    rf"\b[^.;]{{0,60}}?\b(?:of|for|with|over|in)\s+(?:[\w'’-]+\s+){{0,3}}?{DEED}"
    rf"|clear(?:s|ed)\s+[^.;,]{{0,40}}?\bof\s+{DEED})"
)
EARLIER_ATTACK = re.compile(
    rf"""\b(?:
        (?:similar|previous|earlier|past)\s+(?:\w+\s+){{0,2}}?{ATTACKS}s?
      | the\s+(?:previous|earlier|last)\s+(?:one|{NUMBER})\s+(?=(?:killed|left|claimed|wounded)\b)
      | (?: (?:came|comes?|coming)(?!\s+under)|occurr\w+|happen\w+
          | follow(?:s|ed|ing)(?=\s+(?:an?|the|last|two|three|several|\w+[’']s)\b)
          | (?:response|reply|answer)\s+to|retaliation\s+for|revenge\s+for|retaliat\w+|aveng\w+
          | (?:days?|weeks?|months?|hours?)\s+after|anniversary\s+of|reminiscent\s+of|like )\b
        (?:\W+\w+){{0,6}}?\W+(?:{ATTACKS}|airstrike|murder|(?<!,\ )killing|death|assassination)s?\b
      | (?:hour|day|week|month|minute|year)s?\s+after\b | ever\s+since\b | the\s+last\s+one\b
      | (?:admitted|confessed)(?:\s+to)?(?:\s+\w+\s+and)?
        (?=\s+(?:killing|murdering|shooting|wounding|kidnapping|abducting))
      | (?:accused|convicted|guilty|wanted|charged|suspected)\s+(?:of|for|with|in)\s+
        (?:\w+\s+in\s+)?(?:the\s+)?
        (?:assassination|murder|killing\s+of|deaths?|shooting\s+of|kidnapping\s+of)
      | {LAWSUIT}
      | (?:wanted|sought|notorious|known|remembered|infamous)\s+for\s+(?:[\w’'-]+\s+){{0,4}}?{DEED}
      | (?:(?:the\s+(?:last|worst|deadliest|bloodiest)\s+(?:such|big|major|large|similar))
          | (?:its|their)\s+(?:worst|deadliest|bloodiest)) \s+(?:\w+\s+){{0,2}}?{ATTACKS}
      | (?:demand\w*|releas\w+|freed|freeing|exchang\w+|extradit\w+|jailed|imprisoned|serving)\b
        [^.;]{{0,90}}?\bwho\s+(?:had\s+)?(?:\w+ly\s+)?(?=(?:killed|murdered|assassinated|shot)\b)
      | (?: over|against|sparked\s+by|protest\w*|condemn\w*|denounc\w*|mark(?:s|ing|ed)?
          | (?:anger\w*|outrage\w*|furious)\s+(?:at|by|over)|(?:triggered|provoked)\s+by
          | linked\s+to|connection\s+with|investigat\w* )\s+
        (?:the|an?)\s+(?:[\w'’]+\s+){{0,3}}?{DEATHS}
      | (?:second|third|fourth|fifth|latest|another)\s+(?:\w+\s+){{0,3}}?{ATTACKS}\s+
        (?:\w+\s+){{0,6}}?(?:since|after|following)
      | since\s+(?:the|an?|another)\s+(?:\w+\s+){{0,3}}?{ATTACKS}s?\b[^.;]*?\b(?:which|that)\b
      | (?:{MONTH})\.?\s+\d{{1,2}}\s+(?:\w+\s+)?{ATTACKS}s?\b[^.;]*?\b(?:which|that)\b
      | follow(?:s|ed)\s+(?:with)?in\s+(?:an?|{NUMBER})\s+\w+\s+of\s+(?:\w+\s+){{1,3}}?{ATTACKS}
    )""",
    re.VERBOSE | re.IGNORECASE,
)
EARLIER_TIME = re.compile(
    r"\b(?:recently|once\s+(?:left|[a-z]+ed|shot)|in\s+the\s+(?:spring|summer|autumn|winter|(?:civil\s+)?war)|in\s+its\s+early\s+(?:days|years)"
    r"|under\s+the\s+(?:old|former|previous)\s+\w+|at\s+an\s+earlier\s+(?:time|date)|(?:the\s+)?(?:day|month|year)\s+before|(?:the\s+)?previous\s+(?:day|night|week|month|year)|a\s+day\s+earlier|before\s+(?:that|then|them)|"
    r"who\s+(?:was|were)\s+(?:killed|wounded|injured)\s+earlier)\b"
    rf"|^\W*Last\s+{DAY}\b(?![’'])",
    re.IGNORECASE,
)
WARS = re.compile(
    r"\b(?:war|conflict|insurgency|uprising|rebellion|genocide|struggle|intifada|bloodshed)\b"
    r"[^.;]{0,60}?\b(?:has|have|that|which|in\s+which|killed|killing|claimed|left|since)\b",
    re.IGNORECASE,
)
IN_A_WAR = re.compile(
    r"\b(?:in|during|of)\s+the\s+(?:[\w-]+\s+){0,2}?(?:war|conflict|campaign|insurgency)\b"
)
THIS_WEEK = re.compile(rf"\b(?:{DAY}|today|yesterday|dawn|overnight)\b")
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
    rf"\b(?:today|tonight|yesterday|on\s+{DAY}|this\s+(?:morning|afternoon|evening))\b"
)
EVENTS = (
    r"(?:\w+\s+){0,2}?(?:fighting|war|conflict|attacks?|incidents?|violence|clashes|raids?"
    r"|bombings?|massacre|blasts?|explosions?|assault|strikes?|unrest|operation|siege|battle)\b"
)
OF_THESE = re.compile(r"\bof\s+(?:these|those|them)\b(?!\s+(?:who|in|on|at))", re.IGNORECASE)
DEFINITE_EVENT = re.compile(
    rf"(?:\b(?:in|during|by|from|after)\s+(?:the|that|those|these)|^\W*(?:That|Those))\s+{EVENTS}",
    re.IGNORECASE,
)
# Whom people mourn died before what they now do; in a lead they may be its news.
MOURNED = re.compile(  # no attack "on the funeral of a tribal elder"
    r"\b(?:mourn(?!ers?\b(?!\s+(?:for|of)\b))\w*"
    r"|(?<!on the )(?<!at the )(?<!on a )(?<!at a )(?<!ed the )(?<!ed a )funeral\s+of)\b",
    re.IGNORECASE,
)
FRESH = re.compile(
    rf"\b(?:(?:last|this)\s+(?:week|month)|(?:the|this|last)\s+weekend|in\s+recent\s+days|{DAY}|today|yesterday)\b",
    re.IGNORECASE,
)
# A total that goes on about the time of the total before it ("fire has killed 59 in the north").
GOES_ON = re.compile(
    r"\b(?:has|have|had)\s+(?:also\s+|been\s+|since\s+)*[a-z]+(?:ed|en|t|aimed|ain)\b"
)
SAID = re.compile(
    r"\b(?:said|announced|confirmed|acknowledged|reported|put)\s+(?:late\s+)?(?:on\s+)?$"
)
# "(DVB, 7 June 2022)" dates the report, not the harm.
CITED = re.compile(r"\([^()\d]+,[^()]*\b\d{4}\)|[”\"]\s[—–-]\s[^—;]*\b\d{4}\W*$")
COMPARED = re.compile(
    r"\b(?:over|than(?:\s+in)?"
    r"|(?:against|compared\s+(?:to|with)|(?:up|down)\s+from)(?:\s+[\w,.]+){0,3}?(?:\s+in)?)\s+$",
    re.IGNORECASE,
)


def ranks(clause: str, time: re.Match) -> bool:
    """Whether what happened is ranked by a time, unless "the worst since May, when …" dates it."""
    return bool(RANKED.search(clause[: time.start()])) and not WHEN.match(clause, time.end())


def tells_these_days(text: str) -> bool:
    """Whether words date what they tell, and not its telling, to the days of the news."""
    return any(not SAID.search(text, 0, day.start()) for day in FRESH.finditer(text))


def is_of_other_month(clause: str, published: date, known: Container[str] = ()) -> bool:
    """Whether a clause dates the harm to a month other than that of publication.

    Who counts since a day counts the days after it: "since it began on 7 October".  Months known
    ("jun") are those of the report.
    """
    for match in DATED.finditer(clause):
        before = DAY_BEFORE.search(clause[: match.start(1)])
        month, day = match[1], match[2] or before and before[1]
        if month[:3].lower() in known:
            continue
        if month == "May" and not day and not IN_MONTH.search(clause[: match.start(1)]):
            continue
        gap = (published.month - MONTHS.index(month[:3].lower()) - 1) % 12
        if day is None or gap > 1:
            is_other = gap > 1 or gap == 1 and published.day > NEWS_DAYS
        else:
            is_since = COUNTING.search(clause[: match.start()])
            is_other = published.day + 30 * gap - int(day) > (FLARE_UP if is_since else NEWS_DAYS)
            is_undated = not YEAR.match(clause[match.end() :].lstrip(", "))
            is_other |= is_undated and gap == 0 and int(day) > published.day + 1  # a year ago
        if is_other:
            return True
    return False
