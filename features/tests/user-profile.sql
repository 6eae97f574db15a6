-- A user's level (../user-profile.sql).

--@test: each change of a row is an update
RUN SCRIPT '../user-profile.sql';

INSERT INTO azar_user_cdc (userId, userLevel, timestampMillis) VALUES ('u1', 3, 1700586020000);
INSERT INTO azar_user_cdc (userId, userLevel, timestampMillis) VALUES ('u1', NULL, 1700586020001);
ASSERT VALUES feature_store_command1 (KSQL_COL_0) VALUES (STRUCT(`feature_name` := 'user-profile', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`level` := 3, `_last_updated_at_ms` := 1700586020000)));
ASSERT VALUES feature_store_command1 (KSQL_COL_0) VALUES (STRUCT(`feature_name` := 'user-profile', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`level` := NULL, `_last_updated_at_ms` := 1700586020001)));
ASSERT NO MORE VALUES feature_store_command1;
