SELECT
  "t2"."slice",
  "t2"."label",
  COUNT(*) AS "turns"
FROM (
  SELECT
    "t1"."slice",
    UNNEST("t1"."keywords") AS "label"
  FROM (
    SELECT
      "t0"."at_ms",
      "t0"."brain",
      "t0"."channel",
      "t0"."event_id",
      "t0"."keywords",
      'all' AS "slice"
    FROM "log" AS "t0"
    WHERE
      "t0"."at_ms" >= $from_ms
      AND "t0"."at_ms" < $to_ms
      AND "t0"."kind" = 'turn'
      AND "t0"."keywords" IS NOT NULL
  ) AS "t1"
) AS "t2"
GROUP BY
  1,
  2
