-- One statement of each kind over one topic; the topic of each begins with "cluster-".
CREATE STREAM matches (user STRING KEY, userId STRING, chat_duration INT, timestampMillis BIGINT)
  WITH (KAFKA_TOPIC='azar_match_event', VALUE_FORMAT='JSON', TIMESTAMP='timestampMillis', PARTITIONS=4);

CREATE STREAM cluster_transform WITH (KAFKA_TOPIC='cluster-transform', PARTITIONS=2) AS
  SELECT user, userId, chat_duration / 60 AS wholeMinutes FROM matches EMIT CHANGES;

CREATE STREAM cluster_filter WITH (KAFKA_TOPIC='cluster-filter', PARTITIONS=2) AS
  SELECT user, chat_duration FROM matches WHERE chat_duration > 120 EMIT CHANGES;

CREATE TABLE cluster_lifetime WITH (KAFKA_TOPIC='cluster-lifetime', PARTITIONS=2) AS
  SELECT userId, COUNT(*) AS matches, SUM(chat_duration) AS total, MAX(chat_duration) AS longest
  FROM matches GROUP BY userId EMIT CHANGES;

CREATE TABLE cluster_sliding WITH (KAFKA_TOPIC='cluster-sliding', PARTITIONS=2) AS
  SELECT userId, COUNT(*) AS matches, AVG(chat_duration) AS average, WINDOWEND AS asOf
  FROM matches WINDOW SLIDING (SIZE 10 MINUTES) GROUP BY userId EMIT CHANGES;

CREATE TABLE cluster_sliding_final WITH (KAFKA_TOPIC='cluster-sliding-final', PARTITIONS=2) AS
  SELECT userId, COUNT(*) AS matches, MIN(chat_duration) AS shortest, WINDOWEND AS asOf
  FROM matches WINDOW SLIDING (SIZE 10 MINUTES, GRACE PERIOD 30 SECONDS)
  GROUP BY userId EMIT FINAL;

CREATE TABLE cluster_tumbling_final WITH (KAFKA_TOPIC='cluster-tumbling-final', PARTITIONS=2) AS
  SELECT userId, COUNT(*) AS matches, SUM(chat_duration) AS total
  FROM matches WINDOW TUMBLING (SIZE 1 MINUTE, GRACE PERIOD 30 SECONDS)
  GROUP BY userId EMIT FINAL;

CREATE TABLE cluster_hopping WITH (KAFKA_TOPIC='cluster-hopping', PARTITIONS=2) AS
  SELECT userId, COUNT(*) AS matches, AVG(chat_duration) AS average
  FROM matches WINDOW HOPPING (SIZE 4 MINUTES, ADVANCE BY 2 MINUTES)
  GROUP BY userId EMIT CHANGES;

CREATE TABLE cluster_session_final WITH (KAFKA_TOPIC='cluster-session-final', PARTITIONS=2) AS
  SELECT userId, COUNT(*) AS matches, WINDOWEND - WINDOWSTART AS lasted
  FROM matches WINDOW SESSION (2 MINUTES, GRACE PERIOD 30 SECONDS)
  GROUP BY userId EMIT FINAL;
