package dev.recency.ksqldb.streams;

import dev.recency.expression.Projection;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.row.Event;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.Record;

/** Records to rows with their GROUP BY values, at their event time. */
final class GroupingStep {
  private final EventReader reader;
  private final Projection key;
  private final Projection arguments;
  private final GroupKeys keys;
  private long position;

  private GroupingStep(Plan plan, Query.Grouped query) {
    reader = new EventReader(plan, query);
    key = Steps.projection(query, query.groupBy());
    arguments = Steps.projection(query, query.arguments());
    keys = new GroupKeys(query);
  }

  private GroupedRow row(Event event) {
    return new GroupedRow(key.apply(event.row()), arguments.apply(event.row()), position++);
  }

  /** For a source whose records have another key: they get that of their group. */
  static final class Rekeyed extends ContextualProcessor<byte[], byte[], byte[], GroupedRow> {
    private final GroupingStep step;

    Rekeyed(Plan plan, Query.Grouped query) {
      step = new GroupingStep(plan, query);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      Event event =
          step.reader.read(
              context().recordMetadata(),
              record.timestamp(),
              record.key(),
              record.value(),
              record.headers());
      if (event != null) {
        GroupedRow row = step.row(event);
        byte[] group = step.keys.of(row.key());
        if (group != null) {
          context()
              .forward(record.withKey(group).withValue(row).withTimestamp(event.eventTimeMillis()));
        }
      }
    }
  }

  /** For a source that is keyed by the group already. */
  static final class Keyed extends ContextualFixedKeyProcessor<byte[], byte[], GroupedRow> {
    private final GroupingStep step;

    Keyed(Plan plan, Query.Grouped query) {
      step = new GroupingStep(plan, query);
    }

    @Override
    public void process(FixedKeyRecord<byte[], byte[]> record) {
      Event event =
          step.reader.read(
              context().recordMetadata(),
              record.timestamp(),
              record.key(),
              record.value(),
              record.headers());
      if (event != null && record.key() != null) {
        context().forward(record.withValue(step.row(event)).withTimestamp(event.eventTimeMillis()));
      }
    }
  }
}
