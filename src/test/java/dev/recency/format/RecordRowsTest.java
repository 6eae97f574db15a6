package dev.recency.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.operator.FutureGuard;
import dev.recency.plan.Column;
import dev.recency.plan.Input;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.RejectReason;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the table of odd records has its fate. */
class RecordRowsTest {
  static List<RecordRow> rows() {
    return RecordRows.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void aRecordHasItsFate(RecordRow row) {
    Input input = Inputs.of(row.topic());
    Decoded decoded = guarded(row, Decoders.of(input).decode(row.record()));
    if (row.fate() instanceof RecordRow.Fate.Rejected rejected) {
      assertThat(decoded)
          .isInstanceOfSatisfying(
              Decoded.Rejected.class,
              got -> {
                assertThat(got.reason()).isEqualTo(rejected.reason());
                assertThat(got.message()).isNotBlank().hasSizeLessThan(200);
              });
      return;
    }
    RecordRow.Fate.Accepted accepted = (RecordRow.Fate.Accepted) row.fate();
    assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
    Event event = ((Decoded.Accepted) decoded).event();
    assertThat(event.tombstone()).isEqualTo(accepted.tombstone());
    assertThat(event.eventTimeMillis()).isEqualTo(accepted.eventTimeMillis());
    assertThat(event.partition()).isZero();
    assertThat(event.offset()).isEqualTo(7);
    accepted
        .columns()
        .forEach((name, value) -> assertThat(column(input, event, name)).isEqualTo(value));
  }

  private static Decoded guarded(RecordRow row, Decoded decoded) {
    FutureGuard guard =
        new FutureGuard(RecordRow.MAX_FUTURE_MILLIS, row.topic() == RecordRow.Topic.TIMED, false);
    return decoded instanceof Decoded.Accepted accepted
            && guard.rejects(
                accepted.event().eventTimeMillis(), accepted.event().arrivalMillis(), 0)
        ? new Decoded.Rejected(RejectReason.FUTURE_TIMESTAMP, "too far ahead")
        : decoded;
  }

  private static @Nullable Object column(Input input, Event event, String name) {
    List<Column> columns = input.layout().columns();
    for (int slot = 0; slot < columns.size(); slot++) {
      if (columns.get(slot).name().equals(name)) {
        return event.row().get(slot, columns.get(slot).type());
      }
    }
    throw new IllegalArgumentException("no column [" + name + "]");
  }

  @Test
  void theTableIsWhole() {
    Set<String> names = new HashSet<>();
    Set<RejectReason> reasons = EnumSet.noneOf(RejectReason.class);
    for (RecordRow row : RecordRows.all()) {
      assertThat(names.add(row.name())).as("twice: %s", row.name()).isTrue();
      if (row.fate() instanceof RecordRow.Fate.Rejected rejected) {
        reasons.add(rejected.reason());
      }
    }
    assertThat(names).hasSizeGreaterThan(100);
    assertThat(reasons)
        .isEqualTo(EnumSet.complementOf(EnumSet.of(RejectReason.NULL_KEY, RejectReason.LATE)));
  }
}
