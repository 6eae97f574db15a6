-- Aggregation: how often a user was matched in the last ten minutes, and how long the chats were.
-- The value is right after each match and falls as matches become older than ten minutes.

CREATE STREAM azar_match_event (
  userId VARCHAR,
  chat_duration BIGINT,
  timestampMillis BIGINT
) WITH (KAFKA_TOPIC='azar_match_event', VALUE_FORMAT='JSON', TIMESTAMP='timestampMillis', PARTITIONS=1);

-- WINDOWEND is the instant for which the values are true. MAX(ROWTIME) would stand still while they fall.
CREATE TABLE feature_store_command3 WITH (KAFKA_TOPIC='feature-store-commands', KEY_FORMAT='JSON', VALUE_FORMAT='JSON', WRAP_SINGLE_VALUE=false) AS
SELECT STRUCT(
  `feature_name` := 'match-feature', `method` := 'UPDATE',
  `keys` := STRUCT(`user_id` := userId),
  `values` := STRUCT(
    `recent_10min_match_count` := COUNT(*),
    `recent_10min_avg_chat_duration` := AVG(chat_duration),
    `_last_updated_at_ms` := WINDOWEND)
)
FROM azar_match_event
WINDOW SLIDING (SIZE 10 MINUTES)
GROUP BY userId
EMIT CHANGES;
