-- A transform and a filter over private messages between students.

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
