SELECT
  "t1"."slice",
  COALESCE(SUM(CASE WHEN "t1"."name" = 'asked' THEN 1 ELSE 0 END), 0) AS "asked",
  COALESCE(SUM(CASE WHEN "t1"."name" = 'taken_over' THEN 1 ELSE 0 END), 0) AS "taken_over",
  COALESCE(SUM(CASE WHEN "t1"."name" = 'given_back' THEN 1 ELSE 0 END), 0) AS "given_back"
FROM (
  SELECT
    "t0"."at_ms",
    "t0"."brain",
    "t0"."channel",
    "t0"."event_id",
    "t0"."name",
    COALESCE("t0"."channel", 'none') AS "slice"
  FROM "log" AS "t0"
  WHERE
    "t0"."at_ms" >= $from_ms
    AND "t0"."at_ms" < $to_ms
    AND "t0"."kind" = 'handoff'
) AS "t1"
GROUP BY
  1
