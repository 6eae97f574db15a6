-- Whether a guest is in a live room (../live-room-context.sql).

--@test: a guest who comes sets the feature, and one who leaves clears it
RUN SCRIPT '../live-room-context.sql';

INSERT INTO live_room_event (liveRoomId, participantType, eventType, timestampMillis) VALUES ('room-7', 'GUEST', 'ENTRANCE', 1700586020000);
ASSERT VALUES feature_store_command2_1 (KSQL_COL_0) VALUES (STRUCT(`feature_name` := 'live-room-context', `method` := 'UPDATE', `keys` := STRUCT(`live_room_id` := 'room-7'), `values` := STRUCT(`has_guest` := true, `_last_updated_at_ms` := 1700586020000)));
INSERT INTO live_room_event (liveRoomId, participantType, eventType, timestampMillis) VALUES ('room-7', 'GUEST', 'LEAVE', 1700586025000);
ASSERT VALUES feature_store_command2_2 (KSQL_COL_0) VALUES (STRUCT(`feature_name` := 'live-room-context', `method` := 'UPDATE', `keys` := STRUCT(`live_room_id` := 'room-7'), `values` := STRUCT(`has_guest` := false, `_last_updated_at_ms` := 1700586025000)));
ASSERT NO MORE VALUES feature_store_command2_1;

--@test: hosts, and guests who only speak, change nothing
RUN SCRIPT '../live-room-context.sql';

INSERT INTO live_room_event (liveRoomId, participantType, eventType, timestampMillis) VALUES ('room-7', 'HOST', 'ENTRANCE', 1700586020000);
INSERT INTO live_room_event (liveRoomId, participantType, eventType, timestampMillis) VALUES ('room-7', 'GUEST', 'SPEECH', 1700586020000);
INSERT INTO live_room_event (liveRoomId, eventType, timestampMillis) VALUES ('room-7', 'LEAVE', 1700586020000);
ASSERT NO MORE VALUES feature_store_command2_1;
ASSERT NO MORE VALUES feature_store_command2_2;
