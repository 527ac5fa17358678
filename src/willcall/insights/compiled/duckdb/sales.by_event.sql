SELECT
  "t1"."slice",
  COALESCE(SUM(CASE WHEN "t1"."name" = 'confirmed' THEN 1 ELSE 0 END), 0) AS "orders",
  COALESCE(SUM(CASE WHEN "t1"."name" = 'upgraded' THEN 1 ELSE 0 END), 0) AS "upgrades",
  COALESCE(SUM(CASE WHEN "t1"."name" = 'exchanged' THEN 1 ELSE 0 END), 0) AS "exchanges",
  COALESCE(SUM(CASE WHEN "t1"."name" = 'paid_back' THEN 1 ELSE 0 END), 0) AS "refunds"
FROM (
  SELECT
    "t0"."at_ms",
    "t0"."brain",
    "t0"."channel",
    "t0"."event_id",
    "t0"."name",
    COALESCE("t0"."event_id", 'none') AS "slice"
  FROM "log" AS "t0"
  WHERE
    "t0"."at_ms" >= $from_ms
    AND "t0"."at_ms" < $to_ms
    AND "t0"."kind" = 'sale'
) AS "t1"
GROUP BY
  1
