package dev.recency.bench.windows;

import dev.recency.command.CommandRecord;
import dev.recency.flink.keyed.KeyedElement;
import dev.recency.flink.serializer.CommandSerializer;
import java.time.Duration;
import java.util.Locale;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Flink SQL with an OVER window by time: one row per event when the watermark has passed it, never
 * another. One millisecond less than the size, because its interval is closed at both ends. It gets
 * and gives the rows of its own engine, so that nothing is converted.
 */
record OverJob(long sizeMillis) implements WindowJob {
  @Override
  public DataStream<CommandRecord> build(DataStream<KeyedElement> events) {
    StreamTableEnvironment tables =
        StreamTableEnvironment.create(events.getExecutionEnvironment());
    DataStream<RowData> rows =
        events
            .map(new ToRow())
            .returns(InternalTypeInfo.of(RowType.of(new BigIntType(), new DoubleType())));
    Schema schema =
        Schema.newBuilder()
            .column("f0", DataTypes.BIGINT())
            .column("f1", DataTypes.DOUBLE())
            .columnByMetadata("ts", DataTypes.TIMESTAMP_LTZ(3), "rowtime")
            .watermark("ts", "SOURCE_WATERMARK()")
            .build();
    tables.createTemporaryView("events", rows, schema);
    Table answers =
        tables.sqlQuery(
            """
            SELECT f0, ts, COUNT(*) OVER w, AVG(f1) OVER w FROM events
            WINDOW w AS (PARTITION BY f0 ORDER BY ts
              RANGE BETWEEN INTERVAL '%s' DAY TO SECOND(3) PRECEDING AND CURRENT ROW)
            """
                .formatted(interval(Duration.ofMillis(sizeMillis - 1))));
    return tables
        .toDataStream(
            answers,
            DataTypes.ROW(
                    DataTypes.FIELD("f0", DataTypes.BIGINT()),
                    DataTypes.FIELD("ts", DataTypes.TIMESTAMP_LTZ(3)),
                    DataTypes.FIELD("n", DataTypes.BIGINT()),
                    DataTypes.FIELD("a", DataTypes.DOUBLE()))
                .bridgedTo(RowData.class))
        .map(new FromRow())
        .returns(CommandSerializer.TYPE);
  }

  private static String interval(Duration length) {
    return String.format(
        Locale.ROOT,
        "%d %02d:%02d:%02d.%03d",
        length.toDaysPart(),
        length.toHoursPart(),
        length.toMinutesPart(),
        length.toSecondsPart(),
        length.toMillisPart());
  }

  private static final class ToRow implements MapFunction<KeyedElement, RowData> {
    private static final long serialVersionUID = 1L;

    @Override
    public RowData map(KeyedElement event) {
      return GenericRowData.of(
          Answer.key(event.key().bytes()), Answer.argument(event.arguments()));
    }
  }

  private static final class FromRow implements MapFunction<Object, CommandRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public CommandRecord map(Object answer) {
      RowData row = (RowData) answer;
      return Answer.of(
          row.getLong(0), row.getTimestamp(1, 3).getMillisecond(), row.getLong(2), row.getDouble(3));
    }
  }
}
