SELECT
  "t1"."slice",
  LOWER("t1"."text") AS "label",
  COUNT(*) AS "turns",
  MAX("t1"."at_ms") AS "last_ms"
FROM (
  SELECT
    "t0"."at_ms",
    "t0"."brain",
    "t0"."channel",
    "t0"."event_id",
    "t0"."answered",
    "t0"."text",
    COALESCE("t0"."brain", 'none') AS "slice"
  FROM "log" AS "t0"
  WHERE
    "t0"."at_ms" >= $from_ms
    AND "t0"."at_ms" < $to_ms
    AND "t0"."kind" = 'turn'
    AND NOT (
      "t0"."answered"
    )
    AND "t0"."text" IS NOT NULL
) AS "t1"
GROUP BY
  1,
  2
