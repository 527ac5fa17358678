SELECT
  `t1`.`slice`,
  `t1`.`error` AS `label`,
  COUNT(*) AS `count`
FROM (
  SELECT
    `t0`.`at_ms`,
    `t0`.`brain`,
    `t0`.`channel`,
    `t0`.`event_id`,
    `t0`.`error`,
    'all' AS `slice`
  FROM `log` AS `t0`
  WHERE
    `t0`.`at_ms` >= @from_ms
    AND `t0`.`at_ms` < @to_ms
    AND `t0`.`error` IS NOT NULL
) AS `t1`
GROUP BY
  1,
  2
