package dev.recency.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recency.format.Decoded;
import dev.recency.format.Decoders;
import dev.recency.format.RawRecord;
import dev.recency.format.RecordDecoder;
import dev.recency.plan.Column;
import dev.recency.plan.Column.Role;
import dev.recency.plan.Format;
import dev.recency.plan.Input;
import dev.recency.plan.RowLayout;
import dev.recency.plan.Serialization;
import dev.recency.plan.Source;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds per record to decode 4 of the 20 fields of a JSON object: as the job does it, all 20,
 * and the Jackson tree of the same bytes for comparison.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecodeBenchmark {
  private static final int FIELDS = 20;
  private static final List<Integer> WANTED = List.of(1, 6, 11, 16);

  private final RawRecord[] records = records();
  private final RecordDecoder four = Decoders.of(input(WANTED));
  private final RecordDecoder all = Decoders.of(input(everyField()));
  private final ObjectMapper mapper = new ObjectMapper();
  private int next;

  /** Four columns: a STRING, a BIGINT, a DOUBLE and a BOOLEAN. */
  @Benchmark
  public Decoded fourOfTwenty() {
    return four.decode(record());
  }

  /** All twenty columns. */
  @Benchmark
  public Decoded twentyOfTwenty() {
    return all.decode(record());
  }

  /** The tree that the decoder does not build. */
  @Benchmark
  public JsonNode tree() throws IOException {
    return mapper.readTree(record().value());
  }

  private RawRecord record() {
    next = (next + 1) % records.length;
    return records[next];
  }

  private static SqlType type(int field) {
    return switch (field % 4) {
      case 0 -> Simple.BOOLEAN;
      case 1 -> Simple.STRING;
      case 2 -> Simple.BIGINT;
      default -> Simple.DOUBLE;
    };
  }

  private static List<Integer> everyField() {
    List<Integer> fields = new ArrayList<>();
    for (int field = 0; field < FIELDS; field++) {
      fields.add(field);
    }
    return fields;
  }

  private static Column column(int field) {
    return new Column("FIELDNUMBER" + field, type(field), Role.VALUE);
  }

  private static Input input(List<Integer> wanted) {
    Source source =
        new Source(
            "EVENTS",
            Source.Kind.STREAM,
            new Serialization("events", Format.KAFKA, Format.JSON, true),
            everyField().stream().map(DecodeBenchmark::column).toList(),
            Optional.empty(),
            true,
            OptionalInt.empty());
    List<Column> layout = wanted.stream().map(DecodeBenchmark::column).toList();
    return new Input(source, new RowLayout(layout), OptionalInt.empty());
  }

  /** 1,024 different records of about 550 bytes. */
  private static RawRecord[] records() {
    RawRecord[] records = new RawRecord[1_024];
    for (int i = 0; i < records.length; i++) {
      StringBuilder json = new StringBuilder("{");
      for (int field = 0; field < FIELDS; field++) {
        json.append(field == 0 ? "" : ",").append("\"fieldNumber").append(field).append("\":");
        switch (field % 4) {
          case 0 -> json.append(i % 3 == 0);
          case 1 -> json.append("\"value-").append(i * 31 + field).append('"');
          case 2 -> json.append(1_700_000_000_000L + i * 977L);
          default -> json.append(i * 0.25);
        }
      }
      byte[] value = json.append('}').toString().getBytes(StandardCharsets.UTF_8);
      records[i] = new RawRecord("events", 0, i, 1_700_000_000_000L, null, value, List.of());
    }
    return records;
  }
}
