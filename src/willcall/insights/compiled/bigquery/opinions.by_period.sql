SELECT
  `t6`.`slice`,
  COUNT(*) AS `opinions`,
  COALESCE(SUM(IF(`t6`.`rating` > 0, 1, 0)), 0) AS `liked`,
  COALESCE(SUM(IF(`t6`.`rating` < 0, 1, 0)), 0) AS `disliked`,
  AVG(`t6`.`score`) AS `score`
FROM (
  SELECT
    `t5`.`at_ms`,
    `t5`.`brain`,
    `t5`.`channel`,
    `t5`.`event_id`,
    `t5`.`rating`,
    `t5`.`score`,
    `t5`.`quarter`,
    `t5`.`bucket`,
    CAST(`t5`.`bucket` AS STRING) AS `slice`
  FROM (
    SELECT
      `t4`.`at_ms`,
      `t4`.`brain`,
      `t4`.`channel`,
      `t4`.`event_id`,
      `t4`.`rating`,
      `t4`.`score`,
      `t4`.`quarter`,
      `t2`.`bucket`
    FROM (
      SELECT
        `t0`.`at_ms`,
        `t0`.`brain`,
        `t0`.`channel`,
        `t0`.`event_id`,
        `t0`.`rating`,
        `t0`.`score`,
        CAST(FLOOR(ieee_divide(`t0`.`at_ms`, 900000)) AS INT64) AS `quarter`
      FROM `log` AS `t0`
      WHERE
        `t0`.`at_ms` >= @from_ms
        AND `t0`.`at_ms` < @to_ms
        AND `t0`.`kind` = 'feedback'
    ) AS `t4`
    INNER JOIN `calendar` AS `t2`
      ON `t4`.`quarter` = `t2`.`quarter`
  ) AS `t5`
) AS `t6`
GROUP BY
  1
