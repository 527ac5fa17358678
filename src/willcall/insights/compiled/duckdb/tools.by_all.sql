SELECT
  "t1"."slice",
  "t1"."name" AS "label",
  COUNT(*) AS "calls",
  COALESCE(SUM(CASE WHEN NOT (
    "t1"."ok"
  ) THEN 1 ELSE 0 END), 0) AS "failed",
  AVG("t1"."duration_ms") AS "duration_ms",
  QUANTILE_CONT("t1"."duration_ms", 0.95) AS "p95_ms"
FROM (
  SELECT
    "t0"."at_ms",
    "t0"."brain",
    "t0"."channel",
    "t0"."event_id",
    "t0"."name",
    "t0"."ok",
    "t0"."duration_ms",
    'all' AS "slice"
  FROM "log" AS "t0"
  WHERE
    "t0"."at_ms" >= $from_ms
    AND "t0"."at_ms" < $to_ms
    AND "t0"."kind" = 'tool'
) AS "t1"
GROUP BY
  1,
  2
