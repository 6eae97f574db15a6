-- A transform, a filter and counts over private messages between students.

CREATE STREAM message_sent (
  userId VARCHAR,
  peerId VARCHAR,
  sentAt BIGINT
) WITH (KAFKA_TOPIC='message-sent', VALUE_FORMAT='JSON', TIMESTAMP='sentAt', PARTITIONS=1);

-- Whom a user wrote to last.
CREATE STREAM last_contact WITH (KAFKA_TOPIC='message-commands', VALUE_FORMAT='JSON', WRAP_SINGLE_VALUE=false) AS
SELECT STRUCT(
  `feature_name` := 'last-contact', `method` := 'UPDATE',
  `keys` := STRUCT(`user_id` := userId),
  `values` := STRUCT(`peer_id` := peerId, `_last_updated_at_ms` := sentAt)
)
FROM message_sent
EMIT CHANGES;

-- Who wrote last to one of the accounts that welcome newcomers.
CREATE STREAM welcome_contact WITH (KAFKA_TOPIC='message-commands', VALUE_FORMAT='JSON', WRAP_SINGLE_VALUE=false) AS
SELECT STRUCT(
  `feature_name` := 'welcome-contact', `method` := 'UPDATE',
  `keys` := STRUCT(`user_id` := peerId),
  `values` := STRUCT(`newcomer_id` := userId, `_last_updated_at_ms` := sentAt)
)
FROM message_sent
WHERE peerId IN ('u32', 'u58', 'u323')
EMIT CHANGES;

-- How many messages a user sent of late. One log per user serves all five.
CREATE TABLE sent_1min WITH (KAFKA_TOPIC='message-commands', KEY_FORMAT='JSON', VALUE_FORMAT='JSON', WRAP_SINGLE_VALUE=false) AS
SELECT STRUCT(
  `feature_name` := 'sent-1min', `method` := 'UPDATE',
  `keys` := STRUCT(`user_id` := userId),
  `values` := STRUCT(`sent_1min` := COUNT(*), `_last_updated_at_ms` := WINDOWEND)
)
FROM message_sent
WINDOW SLIDING (SIZE 1 MINUTE)
GROUP BY userId
EMIT CHANGES;

CREATE TABLE sent_10min WITH (KAFKA_TOPIC='message-commands', KEY_FORMAT='JSON', VALUE_FORMAT='JSON', WRAP_SINGLE_VALUE=false) AS
SELECT STRUCT(
  `feature_name` := 'sent-10min', `method` := 'UPDATE',
  `keys` := STRUCT(`user_id` := userId),
  `values` := STRUCT(`sent_10min` := COUNT(*), `_last_updated_at_ms` := WINDOWEND)
)
FROM message_sent
WINDOW SLIDING (SIZE 10 MINUTES)
GROUP BY userId
EMIT CHANGES;

CREATE TABLE sent_1hour WITH (KAFKA_TOPIC='message-commands', KEY_FORMAT='JSON', VALUE_FORMAT='JSON', WRAP_SINGLE_VALUE=false) AS
SELECT STRUCT(
  `feature_name` := 'sent-1hour', `method` := 'UPDATE',
  `keys` := STRUCT(`user_id` := userId),
  `values` := STRUCT(`sent_1hour` := COUNT(*), `_last_updated_at_ms` := WINDOWEND)
)
FROM message_sent
WINDOW SLIDING (SIZE 1 HOUR)
GROUP BY userId
EMIT CHANGES;

CREATE TABLE sent_1day WITH (KAFKA_TOPIC='message-commands', KEY_FORMAT='JSON', VALUE_FORMAT='JSON', WRAP_SINGLE_VALUE=false) AS
SELECT STRUCT(
  `feature_name` := 'sent-1day', `method` := 'UPDATE',
  `keys` := STRUCT(`user_id` := userId),
  `values` := STRUCT(`sent_1day` := COUNT(*), `_last_updated_at_ms` := WINDOWEND)
)
FROM message_sent
WINDOW SLIDING (SIZE 1 DAY)
GROUP BY userId
EMIT CHANGES;

CREATE TABLE sent_30days WITH (KAFKA_TOPIC='message-commands', KEY_FORMAT='JSON', VALUE_FORMAT='JSON', WRAP_SINGLE_VALUE=false) AS
SELECT STRUCT(
  `feature_name` := 'sent-30days', `method` := 'UPDATE',
  `keys` := STRUCT(`user_id` := userId),
  `values` := STRUCT(`sent_30days` := COUNT(*), `_last_updated_at_ms` := WINDOWEND)
)
FROM message_sent
WINDOW SLIDING (SIZE 30 DAYS)
GROUP BY userId
EMIT CHANGES;
