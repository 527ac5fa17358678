SELECT
  "t8"."slice",
  COUNT(*) AS "conversations",
  COALESCE(SUM(CASE WHEN "t8"."turns" = 1 THEN 1 ELSE 0 END), 0) AS "single",
  COALESCE(
    SUM(CASE WHEN (
      "t8"."turns" >= 2
    ) AND (
      "t8"."turns" <= 5
    ) THEN 1 ELSE 0 END),
    0
  ) AS "short",
  COALESCE(
    SUM(CASE WHEN (
      "t8"."turns" >= 6
    ) AND (
      "t8"."turns" <= 15
    ) THEN 1 ELSE 0 END),
    0
  ) AS "medium",
  COALESCE(SUM(CASE WHEN "t8"."turns" >= 16 THEN 1 ELSE 0 END), 0) AS "long",
  AVG("t8"."turns") AS "turns_each",
  AVG("t8"."last_ms" - "t8"."began_ms") AS "lasted_ms",
  COALESCE(
    SUM(CASE WHEN "t8"."ended" OR (
      "t8"."last_ms" < $silent_ms
    ) THEN 1 ELSE 0 END),
    0
  ) AS "completed",
  COALESCE(SUM(CASE WHEN "t8"."buying" THEN 1 ELSE 0 END), 0) AS "buying",
  COALESCE(SUM(CASE WHEN "t8"."sold" THEN 1 ELSE 0 END), 0) AS "sold",
  COALESCE(SUM(CASE WHEN "t8"."handed_off" THEN 1 ELSE 0 END), 0) AS "handed_off",
  AVG("t8"."cost") AS "cost_each"
FROM (
  SELECT
    "t7"."conversation_id",
    "t7"."began_ms",
    "t7"."last_ms",
    "t7"."turns",
    "t7"."cost",
    "t7"."buying",
    "t7"."awaiting",
    "t7"."channel",
    "t7"."brain",
    "t7"."event_id",
    "t7"."conversation_id_right",
    COALESCE("t7"."ended", 0) = 1 AS "ended",
    COALESCE("t7"."sold", 0) = 1 AS "sold",
    COALESCE("t7"."handed_off", 0) = 1 AS "handed_off",
    COALESCE("t7"."event_id", 'none') AS "slice"
  FROM (
    SELECT
      "t6"."conversation_id",
      "t6"."began_ms",
      "t6"."last_ms",
      "t6"."turns",
      "t6"."cost",
      "t6"."buying",
      "t6"."awaiting",
      "t6"."channel",
      "t6"."brain",
      "t6"."event_id",
      "t5"."conversation_id" AS "conversation_id_right",
      "t5"."ended",
      "t5"."sold",
      "t5"."handed_off"
    FROM (
      SELECT
        "t2"."conversation_id",
        MIN("t2"."began_ms") AS "began_ms",
        MAX("t2"."at_ms") AS "last_ms",
        COUNT(*) AS "turns",
        COALESCE(SUM("t2"."cost"), 0.0) AS "cost",
        MAX(CASE WHEN "t2"."flow" = 'purchase' THEN 1 ELSE 0 END) = 1 AS "buying",
        FIRST(COALESCE("t2"."awaiting", 'nothing') ORDER BY "t2"."number" DESC) AS "awaiting",
        MAX("t2"."channel") AS "channel",
        FIRST("t2"."brain" ORDER BY "t2"."number" DESC) FILTER(WHERE
          (
            "t2"."brain" IS NOT NULL
          ) AND (
            "t2"."brain" <> 'code'
          )) AS "brain",
        FIRST("t2"."event_id" ORDER BY "t2"."number" DESC) FILTER(WHERE
          "t2"."event_id" IS NOT NULL) AS "event_id"
      FROM (
        SELECT
          *
        FROM "log" AS "t0"
        WHERE
          "t0"."conversation_id" IS NOT NULL
          AND "t0"."kind" = 'turn'
          AND "t0"."began_ms" >= $from_ms
          AND "t0"."began_ms" < $to_ms
      ) AS "t2"
      GROUP BY
        1
    ) AS "t6"
    LEFT OUTER JOIN (
      SELECT
        "t1"."conversation_id",
        MAX(CASE WHEN "t1"."kind" = 'completed' THEN 1 ELSE 0 END) AS "ended",
        MAX(
          CASE
            WHEN (
              "t1"."kind" = 'sale'
            ) AND (
              "t1"."name" = 'confirmed'
            )
            THEN 1
            ELSE 0
          END
        ) AS "sold",
        MAX(CASE WHEN "t1"."kind" = 'handoff' THEN 1 ELSE 0 END) AS "handed_off"
      FROM (
        SELECT
          *
        FROM "log" AS "t0"
        WHERE
          "t0"."conversation_id" IS NOT NULL
          AND "t0"."kind" IN ('completed', 'sale', 'handoff')
          AND "t0"."at_ms" >= $from_ms
      ) AS "t1"
      GROUP BY
        1
    ) AS "t5"
      ON "t6"."conversation_id" = "t5"."conversation_id"
  ) AS "t7"
) AS "t8"
GROUP BY
  1
