-- How often a user was matched in the last ten minutes: features/match.sql.

--@test: matches every two minutes count 1 2 3 4 5 5 5, and when they stop the count falls to 0
RUN SCRIPT '../match.sql';

INSERT INTO azar_match_event (userId, chat_duration, timestampMillis) VALUES ('u1', 60, 1700586000000);
INSERT INTO azar_match_event (userId, chat_duration, timestampMillis) VALUES ('u1', 15, 1700586120000);
ASSERT VALUES feature_store_command3 (userId, KSQL_COL_0, ROWTIME) VALUES ('u1', STRUCT(
  `feature_name` := 'match-feature', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'),
  `values` := STRUCT(`recent_10min_match_count` := 1, `recent_10min_avg_chat_duration` := 60, `_last_updated_at_ms` := 1700586000000)), 1700586000000);
ASSERT NO MORE VALUES feature_store_command3;
