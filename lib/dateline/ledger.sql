-- What only a corpus has, over the tables of all its articles; ledger.py says what a row is.

-- A headline repeats the story's figure without victims' side or claimant: it takes both from the
-- sentence that has them.  One figure for two harms ("killed or missing") is one row.
CREATE VIEW figures AS
WITH told AS (
  SELECT article_id, event_id, start_char, end_char,
         string_agg(DISTINCT harm, ' or ' ORDER BY harm) AS harm,
         coalesce(best, low, high) AS figure, low, best, high, qualifier,
         any_value(side_id) AS side_id, any_value(claimant) AS claimant,
         any_value(claimant_name) AS claimant_name, any_value(quote) AS quote
  FROM claims AS c
  WHERE counted AND NOT EXISTS (  -- a part of the same side's figure is no figure of that side
    FROM claims AS whole
    WHERE whole.article_id = c.article_id AND whole.claim_id = c.subset_of
      AND whole.side_id IS NOT DISTINCT FROM c.side_id)
  GROUP BY article_id, event_id, start_char, end_char, low, best, high, qualifier
), sided AS (
  SELECT * REPLACE (coalesce(side_id, max(side_id) OVER same, 'unknown') AS side_id)
  FROM told JOIN episodes USING (article_id, event_id)
  WINDOW same AS (PARTITION BY article_id, episode, harm, figure)
), voiced AS (
  SELECT * REPLACE (
    coalesce(claimant, arg_min(claimant, start_char) OVER same) AS claimant,
    coalesce(claimant_name, arg_min(claimant_name, start_char) OVER same, 'the reporter')
      AS claimant_name)
  FROM sided
  WINDOW same AS (PARTITION BY article_id, episode, harm, figure, side_id)
)
SELECT v.* EXCLUDE (event_id, start_char, end_char), start_char, end_char, a.published,
       a.publisher, s.story_id, k.side_id AS claimant_side,
       CASE WHEN v.side_id = 'all' THEN 'total'
            WHEN v.side_id = 'unknown' THEN 'side unknown'
            WHEN k.side_id = v.side_id THEN 'own side'
            WHEN k.side_id IS NULL OR k.side_id = 'all' THEN 'others'
            ELSE 'other side' END AS told_by
FROM voiced AS v
JOIN articles AS a USING (article_id)
JOIN stories AS s USING (article_id)
LEFT JOIN actors AS k ON k.article_id = v.article_id AND k.actor_id = v.claimant;

-- A toll grows: a later figure supersedes a lower one of the same voice, never a higher one.
CREATE VIEW ledger AS
WITH known AS (  -- what the reporter repeats is the figure of the side that has stated it
  SELECT * EXCLUDE (told_by), split_part(harm, ' ', 1) AS kind,
         CASE WHEN told_by = 'others' AND claimant IS NULL
              THEN coalesce(max(told_by) FILTER (told_by = 'own side') OVER same, told_by)
              ELSE told_by END AS told_by
  FROM figures
  WINDOW same AS (PARTITION BY episode, split_part(harm, ' ', 1), side_id, figure)
), told AS (
  SELECT episode, side_id, kind, told_by,
         CASE told_by WHEN 'other side' THEN claimant_side
              WHEN 'others' THEN coalesce(claimant, '') ELSE '' END AS voice,
         figure, max(harm) AS harm, min(low) AS low, min(best) AS best, max(high) AS high,
         min(published) AS first_told, max(published) AS last_told,
         count(DISTINCT story_id) AS n_stories, count(DISTINCT article_id) AS n_articles,
         coalesce(string_agg(DISTINCT claimant_name, '; ' ORDER BY claimant_name)
           FILTER (claimant_name <> 'the reporter'), 'the reporter') AS claimants,
         string_agg(DISTINCT publisher, '; ' ORDER BY publisher) AS publishers
  FROM known GROUP BY ALL
), grown AS (
  SELECT *, coalesce(max(figure) OVER before, -1) AS reached FROM told
  WINDOW before AS (PARTITION BY episode, side_id, kind, told_by, voice
    ORDER BY first_told, figure ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)
SELECT episode, side_id, harm, figure, told_by, claimants, first_told, last_told,
       lag(figure) OVER chain AS supersedes, lead(figure) OVER chain AS superseded_by,
       figure < reached AS is_below_earlier, n_stories, n_articles, publishers, low, best, high,
       kind
FROM grown
WINDOW chain AS (PARTITION BY episode, side_id, kind, told_by, voice, figure < reached
  ORDER BY first_told, figure)
ORDER BY episode, side_id, kind, told_by, first_told, figure;

-- What still stands.  A figure below an earlier one of the same voice may be about a part: it is
-- kept in the ledger, marked, and enters no range.
CREATE VIEW ranges AS
SELECT episode, side_id, kind AS harm, string_agg(DISTINCT harm, '; ') AS counts,
       min(coalesce(low, figure)) AS low,
       max(figure) FILTER (told_by IN ('own side', 'total')) AS best,
       max(coalesce(high, figure)) AS high, bool_or(high IS NULL) AS is_open,
       count(*) AS n_figures, string_agg(DISTINCT claimants, '; ' ORDER BY claimants) AS claimants
FROM ledger
WHERE superseded_by IS NULL AND NOT is_below_earlier
GROUP BY ALL ORDER BY episode, side_id, harm;
