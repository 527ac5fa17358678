SELECT
  "t1"."slice",
  COUNT(*) AS "turns",
  COALESCE(SUM(CASE WHEN "t1"."ok" THEN 1 ELSE 0 END), 0) AS "ok",
  COUNT(DISTINCT "t1"."conversation_id") AS "conversations_active",
  AVG("t1"."duration_ms") AS "duration_ms",
  QUANTILE_CONT("t1"."duration_ms", 0.5) AS "p50_ms",
  QUANTILE_CONT("t1"."duration_ms", 0.95) AS "p95_ms",
  QUANTILE_CONT("t1"."duration_ms", 0.99) AS "p99_ms",
  AVG("t1"."length_in") AS "length_in",
  AVG("t1"."length_out") AS "length_out",
  COALESCE(SUM("t1"."input_tokens"), 0) AS "input_tokens",
  COALESCE(SUM("t1"."output_tokens"), 0) AS "output_tokens",
  COALESCE(SUM("t1"."cost"), 0.0) AS "cost",
  COALESCE(SUM(CASE WHEN NOT (
    "t1"."answered"
  ) THEN 1 ELSE 0 END), 0) AS "unanswered",
  AVG("t1"."sentiment") AS "sentiment",
  COALESCE(SUM(CASE WHEN "t1"."simulated" THEN 1 ELSE 0 END), 0) AS "simulated"
FROM (
  SELECT
    "t0"."at_ms",
    "t0"."brain",
    "t0"."channel",
    "t0"."event_id",
    "t0"."conversation_id",
    "t0"."ok",
    "t0"."duration_ms",
    "t0"."length_in",
    "t0"."length_out",
    "t0"."input_tokens",
    "t0"."output_tokens",
    "t0"."cost",
    "t0"."answered",
    "t0"."sentiment",
    "t0"."simulated",
    COALESCE("t0"."brain", 'none') AS "slice"
  FROM "log" AS "t0"
  WHERE
    "t0"."at_ms" >= $from_ms
    AND "t0"."at_ms" < $to_ms
    AND "t0"."kind" = 'turn'
) AS "t1"
GROUP BY
  1
