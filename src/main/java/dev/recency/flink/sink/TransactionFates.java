package dev.recency.flink.sink;

import org.apache.flink.connector.kafka.sink.KafkaCommittable;

/** Who knows what became of transactions. */
interface TransactionFates {
  /** The fate of a transaction that could not be committed. */
  TransactionFate of(KafkaCommittable committable);
}
