package dev.recency.plan.analysis;

import dev.recency.plan.Column;
import dev.recency.plan.DurationText;
import dev.recency.plan.Format;
import dev.recency.plan.KeyWindow;
import dev.recency.plan.Serialization;
import dev.recency.plan.Sink;
import dev.recency.plan.Source;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Where an INSERT INTO writes: as its target says, which must have the same columns; for DECIMAL see
 * {@link InsertTypes}.
 */
final class InsertAnalyzer {
  private InsertAnalyzer() {}

  /**
   * @param bounds of the window that keys of the SELECT hold
   */
  static SinkAnalyzer.Result analyze(
      Source target, Output query, Optional<Bounds> bounds, Location location) {
    Output selected = InsertTypes.adapt(target, query);
    Serialization serialization = target.serialization();
    boolean keyless = target.columns(Column.Role.KEY).isEmpty();
    Format.Kind keyFormat = serialization.keyFormat().kind();
    boolean mayBeKeyed = keyFormat == Format.Kind.JSON || keyFormat == Format.Kind.KAFKA;
    Output output =
        serialization.wrapSingleValue() || !mayBeKeyed ? selected : KeysStruct.asKey(selected);
    boolean structKey = output != selected;
    checkColumns(target, keyless ? selected : output, location);
    checkWindow(target, bounds, location);
    Output written = Bounds.behind(output, bounds);
    Sink sink =
        new Sink(
            target.name(),
            structKey ? withJsonKey(serialization) : serialization,
            written.columns(),
            target.timestamp(),
            target.partitions(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            target.keyWindow());
    return new SinkAnalyzer.Result(sink, written);
  }

  private static Serialization withJsonKey(Serialization serialization) {
    return new Serialization(
        serialization.topic(),
        Format.JSON,
        serialization.valueFormat(),
        serialization.wrapSingleValue());
  }

  private static void checkWindow(Source target, Optional<Bounds> bounds, Location location) {
    if (!target.keyWindow().equals(bounds.map(Bounds::window))) {
      throw Refusal.of(
          ErrorCode.TYPE_MISMATCH,
          location,
          "The SELECT gives keys %s, but [%s] has keys %s. Write to a stream whose keys are the"
              + " same.",
          describe(bounds.map(Bounds::window)),
          target.name(),
          describe(target.keyWindow()));
    }
  }

  private static String describe(Optional<KeyWindow> window) {
    if (window.isEmpty()) {
      return "without a window";
    }
    return window.get() instanceof KeyWindow.Sized sized
        ? "with a window of " + DurationText.of(sized.sizeMillis())
        : "with a session";
  }

  private static void checkColumns(Source target, Output output, Location location) {
    if (!InsertTypes.match(output.keys(), target.columns(Column.Role.KEY))
        || !InsertTypes.match(output.values(), target.columns(Column.Role.VALUE))) {
      throw Refusal.of(
          ErrorCode.TYPE_MISMATCH,
          location,
          "The SELECT gives %s, but [%s] has %s. Names, types and order must be the same;"
              + " only a DECIMAL may be narrower.",
          describe(output.columns()),
          target.name(),
          describe(
              target.columns().stream()
                  .filter(
                      column ->
                          column.role() == Column.Role.KEY || column.role() == Column.Role.VALUE)
                  .toList()));
    }
  }

  private static List<String> describe(List<Column> columns) {
    return columns.stream()
        .map(
            column ->
                column.name()
                    + " "
                    + column.type()
                    + (column.role() == Column.Role.KEY ? " KEY" : ""))
        .toList();
  }
}
