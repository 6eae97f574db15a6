-- Private messages between students (../messages.sql). All eight statements write to one topic, so
-- the assertions below stand in the order of the statements.

--@test: a message is the sender's last contact and is counted in five windows
RUN SCRIPT '../messages.sql';

INSERT INTO message_sent (userId, peerId, sentAt) VALUES ('u1', 'u2', 1700586020000);
ASSERT VALUES last_contact (KSQL_COL_0) VALUES (STRUCT(`feature_name` := 'last-contact', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`peer_id` := 'u2', `_last_updated_at_ms` := 1700586020000)));
ASSERT VALUES sent_1min (KSQL_COL_0, ROWTIME) VALUES (STRUCT(`feature_name` := 'sent-1min', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`sent_1min` := 1, `_last_updated_at_ms` := 1700586020000)), 1700586020000);
ASSERT VALUES sent_10min (KSQL_COL_0, ROWTIME) VALUES (STRUCT(`feature_name` := 'sent-10min', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`sent_10min` := 1, `_last_updated_at_ms` := 1700586020000)), 1700586020000);
ASSERT VALUES sent_1hour (KSQL_COL_0, ROWTIME) VALUES (STRUCT(`feature_name` := 'sent-1hour', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`sent_1hour` := 1, `_last_updated_at_ms` := 1700586020000)), 1700586020000);
ASSERT VALUES sent_1day (KSQL_COL_0, ROWTIME) VALUES (STRUCT(`feature_name` := 'sent-1day', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`sent_1day` := 1, `_last_updated_at_ms` := 1700586020000)), 1700586020000);
ASSERT VALUES sent_30days (KSQL_COL_0, ROWTIME) VALUES (STRUCT(`feature_name` := 'sent-30days', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`sent_30days` := 1, `_last_updated_at_ms` := 1700586020000)), 1700586020000);
ASSERT NO MORE VALUES last_contact;

--@test: whoever writes to a welcome account is its newcomer
RUN SCRIPT '../messages.sql';

INSERT INTO message_sent (userId, peerId, sentAt) VALUES ('u1', 'u58', 1700586020000);
ASSERT VALUES last_contact (KSQL_COL_0) VALUES (STRUCT(`feature_name` := 'last-contact', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`peer_id` := 'u58', `_last_updated_at_ms` := 1700586020000)));
ASSERT VALUES welcome_contact (KSQL_COL_0) VALUES (STRUCT(`feature_name` := 'welcome-contact', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u58'), `values` := STRUCT(`newcomer_id` := 'u1', `_last_updated_at_ms` := 1700586020000)));

--@test: of two messages only the second is left in the short window
RUN SCRIPT '../messages.sql';

INSERT INTO message_sent (userId, peerId, sentAt) VALUES ('u1', 'u2', 1700586020000);
ASSERT VALUES last_contact (KSQL_COL_0) VALUES (STRUCT(`feature_name` := 'last-contact', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`peer_id` := 'u2', `_last_updated_at_ms` := 1700586020000)));
ASSERT VALUES sent_1min (KSQL_COL_0, ROWTIME) VALUES (STRUCT(`feature_name` := 'sent-1min', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`sent_1min` := 1, `_last_updated_at_ms` := 1700586020000)), 1700586020000);
ASSERT VALUES sent_10min (KSQL_COL_0, ROWTIME) VALUES (STRUCT(`feature_name` := 'sent-10min', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`sent_10min` := 1, `_last_updated_at_ms` := 1700586020000)), 1700586020000);
ASSERT VALUES sent_1hour (KSQL_COL_0, ROWTIME) VALUES (STRUCT(`feature_name` := 'sent-1hour', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`sent_1hour` := 1, `_last_updated_at_ms` := 1700586020000)), 1700586020000);
ASSERT VALUES sent_1day (KSQL_COL_0, ROWTIME) VALUES (STRUCT(`feature_name` := 'sent-1day', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`sent_1day` := 1, `_last_updated_at_ms` := 1700586020000)), 1700586020000);
ASSERT VALUES sent_30days (KSQL_COL_0, ROWTIME) VALUES (STRUCT(`feature_name` := 'sent-30days', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`sent_30days` := 1, `_last_updated_at_ms` := 1700586020000)), 1700586020000);
-- Exactly one minute later the first has just left, and the second is in.
INSERT INTO message_sent (userId, peerId, sentAt) VALUES ('u1', 'u3', 1700586080000);
ASSERT VALUES last_contact (KSQL_COL_0) VALUES (STRUCT(`feature_name` := 'last-contact', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`peer_id` := 'u3', `_last_updated_at_ms` := 1700586080000)));
ASSERT VALUES sent_1min (KSQL_COL_0, ROWTIME) VALUES (STRUCT(`feature_name` := 'sent-1min', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`sent_1min` := 1, `_last_updated_at_ms` := 1700586080000)), 1700586080000);
ASSERT VALUES sent_10min (KSQL_COL_0, ROWTIME) VALUES (STRUCT(`feature_name` := 'sent-10min', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`sent_10min` := 2, `_last_updated_at_ms` := 1700586080000)), 1700586080000);
ASSERT VALUES sent_1hour (KSQL_COL_0, ROWTIME) VALUES (STRUCT(`feature_name` := 'sent-1hour', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`sent_1hour` := 2, `_last_updated_at_ms` := 1700586080000)), 1700586080000);
ASSERT VALUES sent_1day (KSQL_COL_0, ROWTIME) VALUES (STRUCT(`feature_name` := 'sent-1day', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`sent_1day` := 2, `_last_updated_at_ms` := 1700586080000)), 1700586080000);
ASSERT VALUES sent_30days (KSQL_COL_0, ROWTIME) VALUES (STRUCT(`feature_name` := 'sent-30days', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := 'u1'), `values` := STRUCT(`sent_30days` := 2, `_last_updated_at_ms` := 1700586080000)), 1700586080000);
ASSERT NO MORE VALUES last_contact;
