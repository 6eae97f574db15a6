-- How often a user was matched in the last ten minutes (../match.sql). An event moves the clock to
-- its own time, and what became too old by then is written before it, at the moment it became so.

--@test: matches every two minutes count 1 2 3 4 5 5 5, and when they stop the count falls to 0
RUN SCRIPT '../match.sql';

INSERT INTO azar_match_event (userId, chat_duration, timestampMillis) VALUES ('u1', 60, 1700586000000);
ASSERT VALUES feature_store_command3 (userId, KSQL_COL_0, ROWTIME) VALUES ('u1', STRUCT(`feature_name` := 'match-feature', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`recent_10min_match_count` := 1, `recent_10min_avg_chat_duration` := 60, `_last_updated_at_ms` := 1700586000000)), 1700586000000);
INSERT INTO azar_match_event (userId, chat_duration, timestampMillis) VALUES ('u1', 15, 1700586120000);
ASSERT VALUES feature_store_command3 (userId, KSQL_COL_0, ROWTIME) VALUES ('u1', STRUCT(`feature_name` := 'match-feature', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`recent_10min_match_count` := 2, `recent_10min_avg_chat_duration` := 37.5, `_last_updated_at_ms` := 1700586120000)), 1700586120000);
INSERT INTO azar_match_event (userId, chat_duration, timestampMillis) VALUES ('u1', 240, 1700586240000);
ASSERT VALUES feature_store_command3 (userId, KSQL_COL_0, ROWTIME) VALUES ('u1', STRUCT(`feature_name` := 'match-feature', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`recent_10min_match_count` := 3, `recent_10min_avg_chat_duration` := 105, `_last_updated_at_ms` := 1700586240000)), 1700586240000);
INSERT INTO azar_match_event (userId, chat_duration, timestampMillis) VALUES ('u1', 30, 1700586360000);
ASSERT VALUES feature_store_command3 (userId, KSQL_COL_0, ROWTIME) VALUES ('u1', STRUCT(`feature_name` := 'match-feature', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`recent_10min_match_count` := 4, `recent_10min_avg_chat_duration` := 86.25, `_last_updated_at_ms` := 1700586360000)), 1700586360000);
INSERT INTO azar_match_event (userId, chat_duration, timestampMillis) VALUES ('u1', 5, 1700586480000);
ASSERT VALUES feature_store_command3 (userId, KSQL_COL_0, ROWTIME) VALUES ('u1', STRUCT(`feature_name` := 'match-feature', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`recent_10min_match_count` := 5, `recent_10min_avg_chat_duration` := 70, `_last_updated_at_ms` := 1700586480000)), 1700586480000);
INSERT INTO azar_match_event (userId, chat_duration, timestampMillis) VALUES ('u1', 90, 1700586600000);
ASSERT VALUES feature_store_command3 (userId, KSQL_COL_0, ROWTIME) VALUES ('u1', STRUCT(`feature_name` := 'match-feature', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`recent_10min_match_count` := 5, `recent_10min_avg_chat_duration` := 76, `_last_updated_at_ms` := 1700586600000)), 1700586600000);
INSERT INTO azar_match_event (userId, chat_duration, timestampMillis) VALUES ('u1', 10, 1700586720000);
ASSERT VALUES feature_store_command3 (userId, KSQL_COL_0, ROWTIME) VALUES ('u1', STRUCT(`feature_name` := 'match-feature', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`recent_10min_match_count` := 5, `recent_10min_avg_chat_duration` := 75, `_last_updated_at_ms` := 1700586720000)), 1700586720000);

-- Somebody else's match at 17:22 shows that time has passed.
INSERT INTO azar_match_event (userId, chat_duration, timestampMillis) VALUES ('u2', 7, 1700587320000);
ASSERT VALUES feature_store_command3 (userId, KSQL_COL_0, ROWTIME) VALUES ('u1', STRUCT(`feature_name` := 'match-feature', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`recent_10min_match_count` := 4, `recent_10min_avg_chat_duration` := 33.75, `_last_updated_at_ms` := 1700586840000)), 1700586840000);
ASSERT VALUES feature_store_command3 (userId, KSQL_COL_0, ROWTIME) VALUES ('u1', STRUCT(`feature_name` := 'match-feature', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`recent_10min_match_count` := 3, `recent_10min_avg_chat_duration` := 35, `_last_updated_at_ms` := 1700586960000)), 1700586960000);
ASSERT VALUES feature_store_command3 (userId, KSQL_COL_0, ROWTIME) VALUES ('u1', STRUCT(`feature_name` := 'match-feature', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`recent_10min_match_count` := 2, `recent_10min_avg_chat_duration` := 50, `_last_updated_at_ms` := 1700587080000)), 1700587080000);
ASSERT VALUES feature_store_command3 (userId, KSQL_COL_0, ROWTIME) VALUES ('u1', STRUCT(`feature_name` := 'match-feature', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`recent_10min_match_count` := 1, `recent_10min_avg_chat_duration` := 10, `_last_updated_at_ms` := 1700587200000)), 1700587200000);
ASSERT VALUES feature_store_command3 (userId, KSQL_COL_0, ROWTIME) VALUES ('u2', STRUCT(`feature_name` := 'match-feature', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u2'), `values` := STRUCT(`recent_10min_match_count` := 1, `recent_10min_avg_chat_duration` := 7, `_last_updated_at_ms` := 1700587320000)), 1700587320000);
-- The match of 17:12 is ten minutes old at 17:22 and out.
ASSERT VALUES feature_store_command3 (userId, KSQL_COL_0, ROWTIME) VALUES ('u1', STRUCT(`feature_name` := 'match-feature', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`recent_10min_match_count` := 0, `recent_10min_avg_chat_duration` := NULL, `_last_updated_at_ms` := 1700587320000)), 1700587320000);
ASSERT NO MORE VALUES feature_store_command3;

--@test: a match that is known late corrects the value at once
RUN SCRIPT '../match.sql';

INSERT INTO azar_match_event (userId, chat_duration, timestampMillis) VALUES ('u1', 60, 1700586300000);
INSERT INTO azar_match_event (userId, chat_duration, timestampMillis) VALUES ('u1', 30, 1700586120000);
ASSERT VALUES feature_store_command3 (userId, KSQL_COL_0, ROWTIME) VALUES ('u1', STRUCT(`feature_name` := 'match-feature', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`recent_10min_match_count` := 1, `recent_10min_avg_chat_duration` := 60, `_last_updated_at_ms` := 1700586300000)), 1700586300000);
ASSERT VALUES feature_store_command3 (userId, KSQL_COL_0, ROWTIME) VALUES ('u1', STRUCT(`feature_name` := 'match-feature', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`recent_10min_match_count` := 2, `recent_10min_avg_chat_duration` := 45, `_last_updated_at_ms` := 1700586300000)), 1700586300000);
ASSERT NO MORE VALUES feature_store_command3;

--@test: the feature has the columns that its readers expect
RUN SCRIPT '../match.sql';
ASSERT STREAM azar_match_event (userId VARCHAR, chat_duration BIGINT, timestampMillis BIGINT)
  WITH (KAFKA_TOPIC='azar_match_event', VALUE_FORMAT='JSON', TIMESTAMP='timestampMillis');
ASSERT TABLE feature_store_command3 WITH (KAFKA_TOPIC='feature-store-commands', KEY_FORMAT='JSON', VALUE_FORMAT='JSON', WRAP_SINGLE_VALUE=false);

--@test: a window that is kept longer than it is long makes no sense
--@expected.error: any
--@expected.message: WINDOW SLIDING takes no RETENTION
RUN SCRIPT '../match.sql';
CREATE TABLE longer AS SELECT userId, COUNT(*) AS n FROM azar_match_event
  WINDOW SLIDING (SIZE 10 MINUTES, RETENTION 1 DAY) GROUP BY userId;
