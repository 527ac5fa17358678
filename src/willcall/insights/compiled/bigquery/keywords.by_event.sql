SELECT
  `t2`.`slice`,
  `t2`.`label`,
  COUNT(*) AS `turns`
FROM (
  SELECT
    `t1`.`slice`,
    IF(pos = pos_2, `label`, NULL) AS `label`
  FROM (
    SELECT
      `t0`.`at_ms`,
      `t0`.`brain`,
      `t0`.`channel`,
      `t0`.`event_id`,
      `t0`.`keywords`,
      COALESCE(`t0`.`event_id`, 'none') AS `slice`
    FROM `log` AS `t0`
    WHERE
      `t0`.`at_ms` >= @from_ms
      AND `t0`.`at_ms` < @to_ms
      AND `t0`.`kind` = 'turn'
      AND `t0`.`keywords` IS NOT NULL
  ) AS `t1`
  CROSS JOIN UNNEST(GENERATE_ARRAY(0, GREATEST(ARRAY_LENGTH(`t1`.`keywords`)) - 1)) AS pos
  CROSS JOIN UNNEST(`t1`.`keywords`) AS `label` WITH OFFSET AS pos_2
  WHERE
    pos = pos_2
    OR (
      pos > (
        ARRAY_LENGTH(`t1`.`keywords`) - 1
      )
      AND pos_2 = (
        ARRAY_LENGTH(`t1`.`keywords`) - 1
      )
    )
) AS `t2`
GROUP BY
  1,
  2
