SELECT
  "t6"."slice",
  "t6"."name" AS "label",
  COUNT(*) AS "calls",
  COALESCE(SUM(CASE WHEN NOT (
    "t6"."ok"
  ) THEN 1 ELSE 0 END), 0) AS "failed",
  AVG("t6"."duration_ms") AS "duration_ms",
  QUANTILE_CONT("t6"."duration_ms", 0.95) AS "p95_ms"
FROM (
  SELECT
    "t5"."at_ms",
    "t5"."brain",
    "t5"."channel",
    "t5"."event_id",
    "t5"."name",
    "t5"."ok",
    "t5"."duration_ms",
    "t5"."quarter",
    "t5"."bucket",
    CAST("t5"."bucket" AS TEXT) AS "slice"
  FROM (
    SELECT
      "t4"."at_ms",
      "t4"."brain",
      "t4"."channel",
      "t4"."event_id",
      "t4"."name",
      "t4"."ok",
      "t4"."duration_ms",
      "t4"."quarter",
      "t2"."bucket"
    FROM (
      SELECT
        "t0"."at_ms",
        "t0"."brain",
        "t0"."channel",
        "t0"."event_id",
        "t0"."name",
        "t0"."ok",
        "t0"."duration_ms",
        CAST(FLOOR((
          "t0"."at_ms"
        ) / (
          900000
        )) AS BIGINT) AS "quarter"
      FROM "log" AS "t0"
      WHERE
        "t0"."at_ms" >= $from_ms
        AND "t0"."at_ms" < $to_ms
        AND "t0"."kind" = 'tool'
    ) AS "t4"
    INNER JOIN "calendar" AS "t2"
      ON "t4"."quarter" = "t2"."quarter"
  ) AS "t5"
) AS "t6"
GROUP BY
  1,
  2
