SELECT
  `t1`.`slice`,
  `t1`.`currency` AS `label`,
  COALESCE(SUM(IF(`t1`.`amount` > 0, `t1`.`amount`, NULL)), 0) AS `revenue`,
  COALESCE(SUM(IF(`t1`.`name` = 'upgraded', `t1`.`amount`, NULL)), 0) AS `upgrades`,
  COALESCE(-(
    SUM(IF(`t1`.`amount` < 0, `t1`.`amount`, NULL))
  ), 0) AS `refunded`
FROM (
  SELECT
    `t0`.`at_ms`,
    `t0`.`brain`,
    `t0`.`channel`,
    `t0`.`event_id`,
    `t0`.`name`,
    `t0`.`amount`,
    `t0`.`currency`,
    'all' AS `slice`
  FROM `log` AS `t0`
  WHERE
    `t0`.`at_ms` >= @from_ms
    AND `t0`.`at_ms` < @to_ms
    AND `t0`.`kind` = 'sale'
    AND `t0`.`amount` IS NOT NULL
    AND `t0`.`currency` IS NOT NULL
) AS `t1`
GROUP BY
  1,
  2
