package dev.recency.bench.windows;

import dev.recency.command.CommandRecord;
import dev.recency.flink.keyed.KeyedElement;
import org.apache.flink.streaming.api.datastream.DataStream;

/** What stands between the same source and the same sink. */
@FunctionalInterface
interface WindowJob {
  DataStream<CommandRecord> build(DataStream<KeyedElement> events);
}
