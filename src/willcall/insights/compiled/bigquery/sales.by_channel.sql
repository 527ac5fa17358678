SELECT
  `t1`.`slice`,
  COALESCE(SUM(IF(`t1`.`name` = 'confirmed', 1, 0)), 0) AS `orders`,
  COALESCE(SUM(IF(`t1`.`name` = 'upgraded', 1, 0)), 0) AS `upgrades`,
  COALESCE(SUM(IF(`t1`.`name` = 'exchanged', 1, 0)), 0) AS `exchanges`,
  COALESCE(SUM(IF(`t1`.`name` = 'paid_back', 1, 0)), 0) AS `refunds`
FROM (
  SELECT
    `t0`.`at_ms`,
    `t0`.`brain`,
    `t0`.`channel`,
    `t0`.`event_id`,
    `t0`.`name`,
    COALESCE(`t0`.`channel`, 'none') AS `slice`
  FROM `log` AS `t0`
  WHERE
    `t0`.`at_ms` >= @from_ms
    AND `t0`.`at_ms` < @to_ms
    AND `t0`.`kind` = 'sale'
) AS `t1`
GROUP BY
  1
