package dev.recency.command;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.format.RawRecord;
import dev.recency.plan.Column;
import dev.recency.plan.Column.Role;
import dev.recency.plan.Format;
import dev.recency.plan.Query;
import dev.recency.plan.Serialization;
import dev.recency.plan.Sink;
import dev.recency.plan.TimestampColumn;
import dev.recency.plan.row.RejectReason;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.plan.typed.TypedExpression;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Commands and dead letters, byte for byte. */
class CommandTest {
  private static final List<SqlType> TYPES = List.of(Simple.STRING, Simple.BIGINT);

  @Test
  void aRowIsACommandWithHeaders() {
    CommandRecord command = requireNonNull(encode(Optional.empty(), RowKind.INSERT, false, 5L));
    assertThat(command.topic()).isEqualTo("commands");
    assertThat(text(command.key())).isEqualTo("u1");
    assertThat(text(command.value())).isEqualTo("{\"AT\":5}");
    assertThat(command.timestampMillis()).isEqualTo(100);
    assertThat(command.headers())
        .extracting(header -> header.key() + "=" + text(header.value()))
        .containsExactly("recency-statement=LEVELS", "recency-arrival-ms=200");
  }

  @Test
  void aDeletedRowAndATombstoneHaveAKeyAndNoValue() {
    for (CommandRecord command :
        List.of(
            requireNonNull(encode(column(), RowKind.DELETE, false, null)),
            requireNonNull(encode(column(), RowKind.INSERT, true, null)))) {
      assertThat(text(command.key())).isEqualTo("u1");
      assertThat(command.value()).isNull();
      assertThat(command.timestampMillis()).isEqualTo(100);
    }
  }

  @Test
  void theTimestampColumnOfASinkDecidesOrRefuses() {
    CommandRecord command = requireNonNull(encode(column(), RowKind.UPDATE, false, 7L));
    assertThat(command.timestampMillis()).isEqualTo(7);
    assertThat(encode(column(), RowKind.UPDATE, false, -7L)).isNull();
    assertThat(encode(column(), RowKind.UPDATE, false, null)).isNull();
  }

  @Test
  void aTextTimestampOfASinkFollowsItsPattern() {
    Optional<TimestampColumn> text =
        Optional.of(new TimestampColumn("USERID", Optional.of("yyyy-MM-dd")));
    CommandEncoder encoder = CommandEncoder.of(query(text));
    CommandRecord command =
        requireNonNull(encoder.encode(row("1970-01-02", 1L), RowKind.INSERT, false, 100, 200));
    assertThat(command.timestampMillis()).isEqualTo(86_400_000);
    assertThat(encoder.encode(row("tomorrow", 1L), RowKind.INSERT, false, 100, 200)).isNull();
  }

  @Test
  void aDeadLetterKeepsTheRecord() {
    RawRecord record = new RawRecord("orders", 3, 9, 1_000, new byte[] {1}, null, List.of());
    CommandRecord letter =
        DeadLetter.of("dead", record, RejectReason.MALFORMED_KEY, "key: expected \"JSON\"");
    assertThat(letter.topic()).isEqualTo("dead");
    assertThat(letter.key()).isEqualTo(new byte[] {1});
    assertThat(letter.timestampMillis()).isEqualTo(1_000);
    assertThat(text(letter.value()))
        .isEqualTo(
            "{\"reason\":\"MALFORMED_KEY\",\"message\":\"key: expected \\\"JSON\\\"\","
                + "\"topic\":\"orders\",\"partition\":3,\"offset\":9,\"timestamp\":1000,"
                + "\"key\":\"AQ==\",\"value\":null}");
  }

  @Test
  void aDeadLetterOfARecordWithoutTimestampCanBeWritten() {
    RawRecord record = new RawRecord("orders", 0, 0, -1, null, new byte[0], List.of());
    CommandRecord letter = DeadLetter.of("dead", record, RejectReason.INVALID_TIMESTAMP, "none");
    assertThat(letter.timestampMillis()).isZero();
    assertThat(text(letter.value())).contains("\"timestamp\":-1", "\"value\":\"\"");
  }

  private static Optional<TimestampColumn> column() {
    return Optional.of(new TimestampColumn("AT", Optional.empty()));
  }

  private static @Nullable CommandRecord encode(
      Optional<TimestampColumn> timestamp, RowKind kind, boolean tombstone, @Nullable Long at) {
    return CommandEncoder.of(query(timestamp)).encode(row("u1", at), kind, tombstone, 100, 200);
  }

  private static Row row(String key, @Nullable Long at) {
    return Row.of(TYPES, Arrays.asList(key, at));
  }

  private static Query query(Optional<TimestampColumn> timestamp) {
    Sink sink =
        new Sink(
            "LEVELS",
            new Serialization("commands", Format.KAFKA, Format.JSON, true),
            List.of(
                new Column("USERID", Simple.STRING, Role.KEY),
                new Column("AT", Simple.BIGINT, Role.VALUE)),
            timestamp,
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalLong.empty());
    List<TypedExpression> projection =
        List.of(
            new TypedExpression.Slot(0, "USERID", Simple.STRING),
            new TypedExpression.Slot(1, "AT", Simple.BIGINT));
    return new Query.Transform("LEVELS", "INPUT", Optional.empty(), projection, sink, true);
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
