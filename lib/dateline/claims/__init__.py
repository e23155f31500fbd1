"""How many, and on whose word?  Figures of human harm, and the tolls they come to.

A sentence goes one way through the package; each line names the modules of one step:

- **Who is counted**: :mod:`numerals`, :mod:`quantities`, :mod:`people`, :mod:`nounphrases`,
  :mod:`counted`.
- **Which words tell of harm**: :mod:`triggers` joins a module a harm: :mod:`killings`,
  :mod:`deaths`, :mod:`injuries`, :mod:`captures`, and :mod:`tolls` and :mod:`anaphors` for totals
  and for those told of before.
- **Whom they strike**: :mod:`frames` joins :mod:`verbs`, :mod:`fates`, :mod:`nouns`,
  :mod:`inversions` and :mod:`wounds` over the :mod:`clauses` of a sentence, the
  :mod:`subjects` of its verbs and the :mod:`neighbours` of a word; then who is joined to them
  (:mod:`conjuncts`, :mod:`lists`, :mod:`ellipses`) or part of them (:mod:`inclusion`,
  :mod:`breakdowns`, :mod:`portions`).  What is no claim, and why: :mod:`omissions`,
  :mod:`factuality`.
- **By whose word**: :mod:`cues`, :mod:`speakerwords`, :mod:`citations`, :mod:`coverage`,
  :mod:`utterances`, :mod:`speakers`, :mod:`claimants`, :mod:`carried`.
- **Of which event**: :mod:`topic`, :mod:`lookbacks`, :mod:`timewords`, :mod:`tenses`,
  :mod:`scope`, :mod:`scenes`, :mod:`incidents`.
- **Whose people, of what kind**: :mod:`parties`, :mod:`sidenames`, :mod:`newnames`, :mod:`sides`,
  :mod:`allegiance`, :mod:`losses`, :mod:`belonging`, :mod:`kinds`; taken from other figures in
  :mod:`sharing` and :mod:`sharedkinds`.
- **Which figures are the same people**: :mod:`likeness`, :mod:`rivals`, :mod:`relations`,
  :mod:`versions`, :mod:`totals`, :mod:`sums`; who of the shot is dead: :mod:`shots`;
  how sure a row is: :mod:`confidence`.
- **What the toll is**: :mod:`ranges`, :mod:`reconcile`.

:mod:`extract` runs the steps on an article.
"""

from dateline.claims.extract import extract_claims
from dateline.claims.omissions import excluded_figures
from dateline.claims.reconcile import reconcile

__all__ = ["excluded_figures", "extract_claims", "reconcile"]
