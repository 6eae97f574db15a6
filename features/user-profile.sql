-- Change of schema: each change of a user's row becomes an update of the feature user-profile.

CREATE STREAM azar_user_cdc (
  userId VARCHAR,
  userLevel INT,
  timestampMillis BIGINT
) WITH (KAFKA_TOPIC='azar_user_cdc', VALUE_FORMAT='JSON', PARTITIONS=1);

CREATE STREAM feature_store_command1 WITH (KAFKA_TOPIC='feature-store-commands', VALUE_FORMAT='JSON', WRAP_SINGLE_VALUE=false) AS
SELECT STRUCT(
  `feature_name` := 'user-profile', `method` := 'UPDATE',
  `keys` := STRUCT(`user_id` := userId),
  `values` := STRUCT(`level` := userLevel, `_last_updated_at_ms` := timestampMillis)
)
FROM azar_user_cdc
EMIT CHANGES;
