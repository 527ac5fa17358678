SELECT
  "t7"."slice",
  "t7"."label",
  COUNT(*) AS "opinions",
  MAX("t7"."at_ms") AS "last_ms"
FROM (
  SELECT
    "t6"."at_ms",
    "t6"."brain",
    "t6"."channel",
    "t6"."event_id",
    "t6"."message_id",
    "t6"."rating",
    "t6"."score",
    "t6"."slice",
    "t3"."label"
  FROM (
    SELECT
      "t0"."at_ms",
      "t0"."brain",
      "t0"."channel",
      "t0"."event_id",
      "t0"."message_id",
      "t0"."rating",
      "t0"."score",
      'all' AS "slice"
    FROM "log" AS "t0"
    WHERE
      "t0"."at_ms" >= $from_ms
      AND "t0"."at_ms" < $to_ms
      AND "t0"."kind" = 'feedback'
      AND COALESCE((
        "t0"."rating" < 0
      ) OR (
        "t0"."score" <= 2
      ), FALSE)
  ) AS "t6"
  INNER JOIN (
    SELECT
      "t0"."message_id",
      LOWER("t0"."text") AS "label"
    FROM "log" AS "t0"
    WHERE
      "t0"."at_ms" < $to_ms AND "t0"."kind" = 'turn' AND "t0"."text" IS NOT NULL
  ) AS "t3"
    ON "t6"."message_id" = "t3"."message_id"
  INNER JOIN (
    SELECT DISTINCT
      "t0"."message_id"
    FROM "log" AS "t0"
    WHERE
      "t0"."at_ms" < $to_ms
      AND "t0"."kind" = 'tool'
      AND "t0"."name" = 'search_knowledge'
  ) AS "t4"
    ON "t6"."message_id" = "t4"."message_id"
) AS "t7"
GROUP BY
  1,
  2
