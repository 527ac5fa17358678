SELECT
  `t1`.`slice`,
  COUNT(*) AS `opinions`,
  COALESCE(SUM(IF(`t1`.`rating` > 0, 1, 0)), 0) AS `liked`,
  COALESCE(SUM(IF(`t1`.`rating` < 0, 1, 0)), 0) AS `disliked`,
  AVG(`t1`.`score`) AS `score`
FROM (
  SELECT
    `t0`.`at_ms`,
    `t0`.`brain`,
    `t0`.`channel`,
    `t0`.`event_id`,
    `t0`.`rating`,
    `t0`.`score`,
    'all' AS `slice`
  FROM `log` AS `t0`
  WHERE
    `t0`.`at_ms` >= @from_ms
    AND `t0`.`at_ms` < @to_ms
    AND `t0`.`kind` = 'feedback'
) AS `t1`
GROUP BY
  1
