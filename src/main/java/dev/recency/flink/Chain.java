package dev.recency.flink;

import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** What operators without keyed state are chained to, and so how many there are of each. */
enum Chain {
  /** A source: in a replay there is one, for the order of arrival. */
  SOURCE,
  /** A keyed host: as many as there are of it. */
  HOST;

  /** Gives an operator its uid and parallelism. */
  <T> SingleOutputStreamOperator<T> add(
      JobParts parts, SingleOutputStreamOperator<T> operator, String uid) {
    return this == SOURCE ? parts.chained(operator, uid) : operator.uid(uid);
  }
}
