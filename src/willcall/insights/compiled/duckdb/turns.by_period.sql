SELECT
  "t6"."slice",
  COUNT(*) AS "turns",
  COALESCE(SUM(CASE WHEN "t6"."ok" THEN 1 ELSE 0 END), 0) AS "ok",
  COUNT(DISTINCT "t6"."conversation_id") AS "conversations_active",
  AVG("t6"."duration_ms") AS "duration_ms",
  QUANTILE_CONT("t6"."duration_ms", 0.5) AS "p50_ms",
  QUANTILE_CONT("t6"."duration_ms", 0.95) AS "p95_ms",
  QUANTILE_CONT("t6"."duration_ms", 0.99) AS "p99_ms",
  AVG("t6"."length_in") AS "length_in",
  AVG("t6"."length_out") AS "length_out",
  COALESCE(SUM("t6"."input_tokens"), 0) AS "input_tokens",
  COALESCE(SUM("t6"."output_tokens"), 0) AS "output_tokens",
  COALESCE(SUM("t6"."cost"), 0.0) AS "cost",
  COALESCE(SUM(CASE WHEN NOT (
    "t6"."answered"
  ) THEN 1 ELSE 0 END), 0) AS "unanswered",
  AVG("t6"."sentiment") AS "sentiment",
  COALESCE(SUM(CASE WHEN "t6"."simulated" THEN 1 ELSE 0 END), 0) AS "simulated"
FROM (
  SELECT
    "t5"."at_ms",
    "t5"."brain",
    "t5"."channel",
    "t5"."event_id",
    "t5"."conversation_id",
    "t5"."ok",
    "t5"."duration_ms",
    "t5"."length_in",
    "t5"."length_out",
    "t5"."input_tokens",
    "t5"."output_tokens",
    "t5"."cost",
    "t5"."answered",
    "t5"."sentiment",
    "t5"."simulated",
    "t5"."quarter",
    "t5"."bucket",
    CAST("t5"."bucket" AS TEXT) AS "slice"
  FROM (
    SELECT
      "t4"."at_ms",
      "t4"."brain",
      "t4"."channel",
      "t4"."event_id",
      "t4"."conversation_id",
      "t4"."ok",
      "t4"."duration_ms",
      "t4"."length_in",
      "t4"."length_out",
      "t4"."input_tokens",
      "t4"."output_tokens",
      "t4"."cost",
      "t4"."answered",
      "t4"."sentiment",
      "t4"."simulated",
      "t4"."quarter",
      "t2"."bucket"
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
        CAST(FLOOR((
          "t0"."at_ms"
        ) / (
          900000
        )) AS BIGINT) AS "quarter"
      FROM "log" AS "t0"
      WHERE
        "t0"."at_ms" >= $from_ms
        AND "t0"."at_ms" < $to_ms
        AND "t0"."kind" = 'turn'
    ) AS "t4"
    INNER JOIN "calendar" AS "t2"
      ON "t4"."quarter" = "t2"."quarter"
  ) AS "t5"
) AS "t6"
GROUP BY
  1
