SELECT
  `t1`.`slice`,
  `t1`.`name` AS `label`,
  COUNT(*) AS `calls`,
  COALESCE(SUM(IF(NOT (
    `t1`.`ok`
  ), 1, 0)), 0) AS `failed`,
  AVG(`t1`.`duration_ms`) AS `duration_ms`,
  APPROX_QUANTILES(`t1`.`duration_ms`, 20 IGNORE NULLS)[19] AS `p95_ms`
FROM (
  SELECT
    `t0`.`at_ms`,
    `t0`.`brain`,
    `t0`.`channel`,
    `t0`.`event_id`,
    `t0`.`name`,
    `t0`.`ok`,
    `t0`.`duration_ms`,
    COALESCE(`t0`.`brain`, 'none') AS `slice`
  FROM `log` AS `t0`
  WHERE
    `t0`.`at_ms` >= @from_ms
    AND `t0`.`at_ms` < @to_ms
    AND `t0`.`kind` = 'tool'
) AS `t1`
GROUP BY
  1,
  2
