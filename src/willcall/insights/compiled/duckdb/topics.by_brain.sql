SELECT
  "t1"."slice",
  "t1"."intent" AS "label",
  COUNT(*) AS "turns",
  AVG("t1"."sentiment") AS "sentiment"
FROM (
  SELECT
    "t0"."at_ms",
    "t0"."brain",
    "t0"."channel",
    "t0"."event_id",
    "t0"."intent",
    "t0"."sentiment",
    COALESCE("t0"."brain", 'none') AS "slice"
  FROM "log" AS "t0"
  WHERE
    "t0"."at_ms" >= $from_ms
    AND "t0"."at_ms" < $to_ms
    AND "t0"."kind" = 'turn'
    AND "t0"."intent" IS NOT NULL
) AS "t1"
GROUP BY
  1,
  2
