-- Filters: a guest who enters or leaves a live room changes the room's feature has_guest.

CREATE STREAM live_room_event (
  liveRoomId VARCHAR,
  participantType VARCHAR,
  eventType VARCHAR,
  timestampMillis BIGINT
) WITH (KAFKA_TOPIC='live_room_event', VALUE_FORMAT='JSON', PARTITIONS=1);

CREATE STREAM feature_store_command2_1 WITH (KAFKA_TOPIC='feature-store-commands', VALUE_FORMAT='JSON', WRAP_SINGLE_VALUE=false) AS
SELECT STRUCT(
  `feature_name` := 'live-room-context', `method` := 'UPDATE',
  `keys` := STRUCT(`live_room_id` := liveRoomId),
  `values` := STRUCT(`has_guest` := true, `_last_updated_at_ms` := timestampMillis)
)
FROM live_room_event
WHERE participantType = 'GUEST' AND eventType = 'ENTRANCE'
EMIT CHANGES;

CREATE STREAM feature_store_command2_2 WITH (KAFKA_TOPIC='feature-store-commands', VALUE_FORMAT='JSON', WRAP_SINGLE_VALUE=false) AS
SELECT STRUCT(
  `feature_name` := 'live-room-context', `method` := 'UPDATE',
  `keys` := STRUCT(`live_room_id` := liveRoomId),
  `values` := STRUCT(`has_guest` := false, `_last_updated_at_ms` := timestampMillis)
)
FROM live_room_event
WHERE participantType = 'GUEST' AND eventType = 'LEAVE'
EMIT CHANGES;
