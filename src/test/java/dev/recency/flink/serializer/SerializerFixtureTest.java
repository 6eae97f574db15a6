package dev.recency.flink.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.command.CommandRecord;
import dev.recency.flink.clock.TopicClock;
import dev.recency.flink.clock.TopicClockSerializer;
import dev.recency.flink.keyed.KeyGroupSizes;
import dev.recency.flink.keyed.KeyGroupSizesSerializer;
import dev.recency.flink.keyed.KeyedElement;
import dev.recency.flink.keyed.KeyedElementSerializer;
import dev.recency.flink.keyed.KnownStatement;
import dev.recency.flink.keyed.KnownStatementSerializer;
import dev.recency.flink.keyed.StoredKey;
import dev.recency.flink.keyed.StoredKeySerializer;
import dev.recency.flink.statement.StatementCount;
import dev.recency.flink.statement.StatementCountSerializer;
import dev.recency.format.RawRecord;
import dev.recency.operator.PartitionClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each layout against bytes that stand in the repository: what a savepoint of version 1 holds is
 * read for ever, or refused. A new layout adds a file; no file is ever changed.
 */
final class SerializerFixtureTest {
  private static final Path FIXTURES = Path.of("src/test/resources/serializer");

  /** A serializer with a value and how to compare it. */
  record Layout<T>(TypeSerializer<T> serializer, T value, Function<T, Object> content) {
    String fileName() {
      return serializer.getClass().getSimpleName() + "-1.hex";
    }

    String written() throws IOException {
      DataOutputSerializer snapshot = new DataOutputSerializer(64);
      TypeSerializerSnapshot.writeVersionedSnapshot(snapshot, serializer.snapshotConfiguration());
      DataOutputSerializer bytes = new DataOutputSerializer(64);
      serializer.serialize(value, bytes);
      return HexFormat.of().formatHex(snapshot.getCopyOfBuffer())
          + "\n"
          + HexFormat.of().formatHex(bytes.getCopyOfBuffer())
          + "\n";
    }

    void checkRestored(List<String> fixture) throws IOException {
      TypeSerializerSnapshot<T> snapshot =
          TypeSerializerSnapshot.readVersionedSnapshot(
              input(fixture.get(0)), SerializerFixtureTest.class.getClassLoader());
      T restored = snapshot.restoreSerializer().deserialize(input(fixture.get(1)));
      assertThat(content.apply(restored)).isEqualTo(content.apply(value));
      assertThat(
              serializer
                  .snapshotConfiguration()
                  .resolveSchemaCompatibility(snapshot)
                  .isCompatibleAsIs())
          .isTrue();
    }

    @Override
    public String toString() {
      return fileName();
    }
  }

  private static DataInputDeserializer input(String hex) {
    return new DataInputDeserializer(HexFormat.of().parseHex(hex));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Stream<Layout<?>> layouts() {
    return Stream.of(
        new Layout<>(BytesSerializer.INSTANCE, bytes("header"), HexFormat.of()::formatHex),
        new Layout<>(OrderedLongSerializer.INSTANCE, -2L, value -> value),
        new Layout<>(EncodedKeySerializer.INSTANCE, new EncodedKey(bytes("key")), key -> key),
        new Layout<>(
            TopicClockSerializer.INSTANCE,
            new TopicClock("orders", new PartitionClock(3, 1_000, 2_000, true)),
            clock -> clock),
        new Layout<>(
            KeyedElementSerializer.INSTANCE,
            new KeyedElement(new EncodedKey(bytes("key")), bytes("arguments"), 1, 2, 3, 4),
            element ->
                List.of(
                    element.key(),
                    HexFormat.of().formatHex(element.arguments()),
                    element.eventTimeMillis(),
                    element.arrivalMillis(),
                    element.partition(),
                    element.partitionClockMillis())),
        new Layout<>(
            StoredKeySerializer.INSTANCE,
            new StoredKey(bytes("header"), 7_000),
            key -> List.of(key.dueMillis(), HexFormat.of().formatHex(headerOf(key)))),
        new Layout<>(
            KnownStatementSerializer.INSTANCE,
            new KnownStatement(7, 600_000, List.of(-3, 4), 5_000),
            statement -> statement),
        new Layout<>(
            KeyGroupSizesSerializer.INSTANCE,
            new KeyGroupSizes(
                240, 479, new TreeMap<>(Map.of(241, new KeyGroupSizes.Size(3, 1_000)))),
            sizes -> sizes),
        new Layout<>(
            StatementCountSerializer.INSTANCE,
            new StatementCount("COUNTED", "rejected.NULL_KEY", new TreeMap<>(Map.of(5, 70L))),
            count -> count),
        new Layout<>(
            CommandSerializer.INSTANCE,
            new CommandRecord(
                "commands",
                null,
                bytes("{}"),
                5,
                List.of(new RawRecord.Header("name", bytes("text")))),
            command ->
                List.of(
                    command.topic(),
                    command.key() == null,
                    command.value() == null,
                    command.timestampMillis(),
                    command.headers().get(0).key())));
  }

  private static byte[] headerOf(StoredKey key) {
    return Objects.requireNonNull(key.header());
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void bytesOfVersion1AreWrittenAndRead(Layout<?> layout) throws IOException {
    List<String> fixture = Files.readAllLines(FIXTURES.resolve(layout.fileName()));
    assertThat(layout.written()).isEqualTo(String.join("\n", fixture) + "\n");
    layout.checkRestored(fixture);
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void aLayoutOfALaterReleaseIsRefusedWithBothVersions(Layout<?> layout) {
    TypeSerializerSnapshot<?> snapshot = layout.serializer().snapshotConfiguration();
    assertThatThrownBy(
            () ->
                snapshot.readSnapshot(
                    2, new DataInputDeserializer(new byte[0]), getClass().getClassLoader()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("layout version [2], this release reads version [1]");
  }

  @ParameterizedTest
  @MethodSource("layouts")
  <T> void aCopyIsTheValueItself(Layout<T> layout) {
    assertThat(layout.serializer().copy(layout.value())).isSameAs(layout.value());
    assertThat(layout.serializer().isImmutableType()).isTrue();
  }
}
