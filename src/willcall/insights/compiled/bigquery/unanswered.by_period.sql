SELECT
  `t6`.`slice`,
  LOWER(`t6`.`text`) AS `label`,
  COUNT(*) AS `turns`,
  MAX(`t6`.`at_ms`) AS `last_ms`
FROM (
  SELECT
    `t5`.`at_ms`,
    `t5`.`brain`,
    `t5`.`channel`,
    `t5`.`event_id`,
    `t5`.`answered`,
    `t5`.`text`,
    `t5`.`quarter`,
    `t5`.`bucket`,
    CAST(`t5`.`bucket` AS STRING) AS `slice`
  FROM (
    SELECT
      `t4`.`at_ms`,
      `t4`.`brain`,
      `t4`.`channel`,
      `t4`.`event_id`,
      `t4`.`answered`,
      `t4`.`text`,
      `t4`.`quarter`,
      `t2`.`bucket`
    FROM (
      SELECT
        `t0`.`at_ms`,
        `t0`.`brain`,
        `t0`.`channel`,
        `t0`.`event_id`,
        `t0`.`answered`,
        `t0`.`text`,
        CAST(FLOOR(ieee_divide(`t0`.`at_ms`, 900000)) AS INT64) AS `quarter`
      FROM `log` AS `t0`
      WHERE
        `t0`.`at_ms` >= @from_ms
        AND `t0`.`at_ms` < @to_ms
        AND `t0`.`kind` = 'turn'
        AND NOT (
          `t0`.`answered`
        )
        AND `t0`.`text` IS NOT NULL
    ) AS `t4`
    INNER JOIN `calendar` AS `t2`
      ON `t4`.`quarter` = `t2`.`quarter`
  ) AS `t5`
) AS `t6`
GROUP BY
  1,
  2
