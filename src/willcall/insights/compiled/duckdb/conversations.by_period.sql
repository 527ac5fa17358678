SELECT
  "t13"."slice",
  COUNT(*) AS "conversations",
  COALESCE(SUM(CASE WHEN "t13"."turns" = 1 THEN 1 ELSE 0 END), 0) AS "single",
  COALESCE(
    SUM(
      CASE WHEN (
        "t13"."turns" >= 2
      ) AND (
        "t13"."turns" <= 5
      ) THEN 1 ELSE 0 END
    ),
    0
  ) AS "short",
  COALESCE(
    SUM(
      CASE WHEN (
        "t13"."turns" >= 6
      ) AND (
        "t13"."turns" <= 15
      ) THEN 1 ELSE 0 END
    ),
    0
  ) AS "medium",
  COALESCE(SUM(CASE WHEN "t13"."turns" >= 16 THEN 1 ELSE 0 END), 0) AS "long",
  AVG("t13"."turns") AS "turns_each",
  AVG("t13"."last_ms" - "t13"."began_ms") AS "lasted_ms",
  COALESCE(
    SUM(
      CASE WHEN "t13"."ended" OR (
        "t13"."last_ms" < $silent_ms
      ) THEN 1 ELSE 0 END
    ),
    0
  ) AS "completed",
  COALESCE(SUM(CASE WHEN "t13"."buying" THEN 1 ELSE 0 END), 0) AS "buying",
  COALESCE(SUM(CASE WHEN "t13"."sold" THEN 1 ELSE 0 END), 0) AS "sold",
  COALESCE(SUM(CASE WHEN "t13"."handed_off" THEN 1 ELSE 0 END), 0) AS "handed_off",
  AVG("t13"."cost") AS "cost_each"
FROM (
  SELECT
    "t12"."conversation_id",
    "t12"."began_ms",
    "t12"."last_ms",
    "t12"."turns",
    "t12"."cost",
    "t12"."buying",
    "t12"."awaiting",
    "t12"."channel",
    "t12"."brain",
    "t12"."event_id",
    "t12"."conversation_id_right",
    "t12"."ended",
    "t12"."sold",
    "t12"."handed_off",
    "t12"."quarter",
    "t12"."bucket",
    CAST("t12"."bucket" AS TEXT) AS "slice"
  FROM (
    SELECT
      "t11"."conversation_id",
      "t11"."began_ms",
      "t11"."last_ms",
      "t11"."turns",
      "t11"."cost",
      "t11"."buying",
      "t11"."awaiting",
      "t11"."channel",
      "t11"."brain",
      "t11"."event_id",
      "t11"."conversation_id_right",
      "t11"."ended",
      "t11"."sold",
      "t11"."handed_off",
      "t11"."quarter",
      "t2"."bucket"
    FROM (
      SELECT
        "t9"."conversation_id",
        "t9"."began_ms",
        "t9"."last_ms",
        "t9"."turns",
        "t9"."cost",
        "t9"."buying",
        "t9"."awaiting",
        "t9"."channel",
        "t9"."brain",
        "t9"."event_id",
        "t9"."conversation_id_right",
        COALESCE("t9"."ended", 0) = 1 AS "ended",
        COALESCE("t9"."sold", 0) = 1 AS "sold",
        COALESCE("t9"."handed_off", 0) = 1 AS "handed_off",
        CAST(FLOOR((
          "t9"."began_ms"
        ) / (
          900000
        )) AS BIGINT) AS "quarter"
      FROM (
        SELECT
          "t8"."conversation_id",
          "t8"."began_ms",
          "t8"."last_ms",
          "t8"."turns",
          "t8"."cost",
          "t8"."buying",
          "t8"."awaiting",
          "t8"."channel",
          "t8"."brain",
          "t8"."event_id",
          "t7"."conversation_id" AS "conversation_id_right",
          "t7"."ended",
          "t7"."sold",
          "t7"."handed_off"
        FROM (
          SELECT
            "t4"."conversation_id",
            MIN("t4"."began_ms") AS "began_ms",
            MAX("t4"."at_ms") AS "last_ms",
            COUNT(*) AS "turns",
            COALESCE(SUM("t4"."cost"), 0.0) AS "cost",
            MAX(CASE WHEN "t4"."flow" = 'purchase' THEN 1 ELSE 0 END) = 1 AS "buying",
            FIRST(COALESCE("t4"."awaiting", 'nothing') ORDER BY "t4"."number" DESC) AS "awaiting",
            MAX("t4"."channel") AS "channel",
            FIRST("t4"."brain" ORDER BY "t4"."number" DESC) FILTER(WHERE
              (
                "t4"."brain" IS NOT NULL
              ) AND (
                "t4"."brain" <> 'code'
              )) AS "brain",
            FIRST("t4"."event_id" ORDER BY "t4"."number" DESC) FILTER(WHERE
              "t4"."event_id" IS NOT NULL) AS "event_id"
          FROM (
            SELECT
              *
            FROM "log" AS "t1"
            WHERE
              "t1"."conversation_id" IS NOT NULL
              AND "t1"."kind" = 'turn'
              AND "t1"."began_ms" >= $from_ms
              AND "t1"."began_ms" < $to_ms
          ) AS "t4"
          GROUP BY
            1
        ) AS "t8"
        LEFT OUTER JOIN (
          SELECT
            "t3"."conversation_id",
            MAX(CASE WHEN "t3"."kind" = 'completed' THEN 1 ELSE 0 END) AS "ended",
            MAX(
              CASE
                WHEN (
                  "t3"."kind" = 'sale'
                ) AND (
                  "t3"."name" = 'confirmed'
                )
                THEN 1
                ELSE 0
              END
            ) AS "sold",
            MAX(CASE WHEN "t3"."kind" = 'handoff' THEN 1 ELSE 0 END) AS "handed_off"
          FROM (
            SELECT
              *
            FROM "log" AS "t1"
            WHERE
              "t1"."conversation_id" IS NOT NULL
              AND "t1"."kind" IN ('completed', 'sale', 'handoff')
              AND "t1"."at_ms" >= $from_ms
          ) AS "t3"
          GROUP BY
            1
        ) AS "t7"
          ON "t8"."conversation_id" = "t7"."conversation_id"
      ) AS "t9"
    ) AS "t11"
    INNER JOIN "calendar" AS "t2"
      ON "t11"."quarter" = "t2"."quarter"
  ) AS "t12"
) AS "t13"
GROUP BY
  1
