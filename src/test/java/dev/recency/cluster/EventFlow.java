package dev.recency.cluster;

import dev.recency.format.RawRecord;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Records that flow into a topic while something else happens: a share of them per phase, in small
 * batches at a steady rate. The broker takes each once and in order, through its restarts too.
 */
final class EventFlow implements AutoCloseable {
  private static final int BATCHES_PER_PHASE = 60;
  private static final long BATCH_MILLIS = 50;
  private static final int MAX_BATCH_RECORDS = 250;

  private final List<RawRecord> records;
  private final int phases;
  private final KafkaProducer<byte[], byte[]> producer;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger released = new AtomicInteger();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * A flow that begins with the first phase.
   *
   * @param phases in how many parts the records are sent
   */
  EventFlow(String bootstrapServers, List<RawRecord> records, int phases) {
    this.records = records;
    this.phases = phases;
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                20),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    var unused = clock.scheduleAtFixedRate(this::sendBatch, 0, BATCH_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Lets the records of the next phase flow. */
  void nextPhase() {
    released.incrementAndGet();
  }

  /** Whether half of the records of the phase have been sent. */
  boolean inTheMiddle() {
    check();
    int phase = released.get();
    return sent.get() * 2L >= end(phase - 1) + end(phase);
  }

  /** Whether all records of all phases have been sent. */
  boolean over() {
    check();
    return sent.get() == records.size();
  }

  private long end(int phase) {
    return (long) records.size() * phase / phases;
  }

  private void sendBatch() {
    int steady = Math.max(1, records.size() / phases / BATCHES_PER_PHASE);
    int batch = Math.min(steady, MAX_BATCH_RECORDS);
    long end = Math.min(sent.get() + batch, end(released.get()));
    while (sent.get() < end) {
      RawRecord next = records.get(sent.get());
      producer.send(
          new ProducerRecord<>(
              next.topic(), next.partition(), next.timestampMillis(), next.key(), next.value()),
          (metadata, refused) -> {
            if (refused != null) {
              failure.compareAndSet(null, refused);
            }
          });
      sent.incrementAndGet();
    }
  }

  private void check() {
    Exception refused = failure.get();
    if (refused != null) {
      throw new IllegalStateException("a record was not taken", refused);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    producer.close();
  }
}
