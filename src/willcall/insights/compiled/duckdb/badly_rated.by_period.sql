SELECT
  "t12"."slice",
  "t12"."label",
  COUNT(*) AS "opinions",
  MAX("t12"."at_ms") AS "last_ms"
FROM (
  SELECT
    "t11"."at_ms",
    "t11"."brain",
    "t11"."channel",
    "t11"."event_id",
    "t11"."message_id",
    "t11"."rating",
    "t11"."score",
    "t11"."quarter",
    "t11"."bucket",
    "t11"."slice",
    "t5"."label"
  FROM (
    SELECT
      "t9"."at_ms",
      "t9"."brain",
      "t9"."channel",
      "t9"."event_id",
      "t9"."message_id",
      "t9"."rating",
      "t9"."score",
      "t9"."quarter",
      "t9"."bucket",
      CAST("t9"."bucket" AS TEXT) AS "slice"
    FROM (
      SELECT
        "t8"."at_ms",
        "t8"."brain",
        "t8"."channel",
        "t8"."event_id",
        "t8"."message_id",
        "t8"."rating",
        "t8"."score",
        "t8"."quarter",
        "t2"."bucket"
      FROM (
        SELECT
          "t0"."at_ms",
          "t0"."brain",
          "t0"."channel",
          "t0"."event_id",
          "t0"."message_id",
          "t0"."rating",
          "t0"."score",
          CAST(FLOOR((
            "t0"."at_ms"
          ) / (
            900000
          )) AS BIGINT) AS "quarter"
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
      ) AS "t8"
      INNER JOIN "calendar" AS "t2"
        ON "t8"."quarter" = "t2"."quarter"
    ) AS "t9"
  ) AS "t11"
  INNER JOIN (
    SELECT
      "t0"."message_id",
      LOWER("t0"."text") AS "label"
    FROM "log" AS "t0"
    WHERE
      "t0"."at_ms" < $to_ms AND "t0"."kind" = 'turn' AND "t0"."text" IS NOT NULL
  ) AS "t5"
    ON "t11"."message_id" = "t5"."message_id"
  INNER JOIN (
    SELECT DISTINCT
      "t0"."message_id"
    FROM "log" AS "t0"
    WHERE
      "t0"."at_ms" < $to_ms
      AND "t0"."kind" = 'tool'
      AND "t0"."name" = 'search_knowledge'
  ) AS "t6"
    ON "t11"."message_id" = "t6"."message_id"
) AS "t12"
GROUP BY
  1,
  2
