package dev.recency.format;

import dev.recency.plan.row.RejectReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of the table of odd records: what comes in, and what becomes of it. */
public record RecordRow(String name, Topic topic, RawRecord record, Fate fate) {
  /** Arrival of every row that does not say otherwise: 14 November 2023, 22:13:20 UTC. */
  public static final long ARRIVAL_MILLIS = 1_700_000_000_000L;

  /** How far ahead of its arrival an event may be in this table. */
  public static final long MAX_FUTURE_MILLIS = 60_000;

  /** The two sources that the rows are for. */
  public enum Topic {
    /** Keys KAFKA, event time of the record. */
    ORDERS(
        "orders",
        "CREATE STREAM orders (userId STRING KEY, name STRING, `nickName` STRING, age INT,"
            + " quantity BIGINT, amount DOUBLE, price DECIMAL(6, 2), active BOOLEAN,"
            + " tags ARRAY<STRING>, address STRUCT<city STRING, zip INT>)"
            + " WITH (KAFKA_TOPIC='orders', VALUE_FORMAT='JSON', PARTITIONS=1);"),
    /** Keys JSON, event time in a column. */
    TIMED(
        "timed-orders",
        "CREATE STREAM timedOrders (userId STRING KEY, quantity BIGINT, happenedAt BIGINT)"
            + " WITH (KAFKA_TOPIC='timed-orders', FORMAT='JSON', TIMESTAMP='happenedAt',"
            + " PARTITIONS=1);");

    private final String topicName;
    private final String declaration;

    Topic(String topicName, String declaration) {
      this.topicName = topicName;
      this.declaration = declaration;
    }

    /** The Kafka topic. */
    public String topicName() {
      return topicName;
    }

    /** The statement that declares the source. */
    public String declaration() {
      return declaration;
    }
  }

  /** What becomes of a record. */
  public sealed interface Fate {
    /**
     * It is an event.
     *
     * @param columns the columns that the row is about; a null value is SQL NULL
     */
    record Accepted(Map<String, @Nullable Object> columns, boolean tombstone, long eventTimeMillis)
        implements Fate {}

    /** It goes to the dead letters. */
    record Rejected(RejectReason reason) implements Fate {}
  }

  /** Whether a Kafka producer can send it: not without a timestamp. */
  public boolean producible() {
    return record.timestampMillis() >= 0;
  }

  static RecordRow order(String name, byte @Nullable [] value, Fate fate) {
    return new RecordRow(name, Topic.ORDERS, raw(Topic.ORDERS, bytes("u1"), value), fate);
  }

  static RecordRow order(String name, String value, Fate fate) {
    return order(name, bytes(value), fate);
  }

  static RecordRow timed(String name, byte @Nullable [] key, String value, Fate fate) {
    return new RecordRow(name, Topic.TIMED, raw(Topic.TIMED, key, bytes(value)), fate);
  }

  static RecordRow timed(String name, String value, Fate fate) {
    return timed(name, bytes("\"u1\""), value, fate);
  }

  static RawRecord raw(Topic topic, byte @Nullable [] key, byte @Nullable [] value) {
    return new RawRecord(topic.topicName(), 0, 7, ARRIVAL_MILLIS, key, value, List.of());
  }

  static Fate accepted(Map<String, @Nullable Object> columns) {
    return new Fate.Accepted(columns, false, ARRIVAL_MILLIS);
  }

  static Fate accepted(String column, Object value) {
    return accepted(Map.of(column, value));
  }

  static Fate rejected(RejectReason reason) {
    return new Fate.Rejected(reason);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return name;
  }
}
