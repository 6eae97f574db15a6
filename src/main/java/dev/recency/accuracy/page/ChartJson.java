package dev.recency.accuracy.page;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recency.accuracy.report.FeatureTable;
import dev.recency.accuracy.report.FeatureTable.Chart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data of a chart for page.js, as JSON that can stand in a {@code script} element: {@code < > &}
 * and the line separators U+2028 and U+2029 are written as escapes, so nothing in it ends it.
 */
final class ChartJson {
  private static final JsonMapper JSON =
      JsonMapper.builder(new JsonFactoryBuilder().characterEscapes(new InScript()).build()).build();

  /** A number of a step line; page.js leaves a gap for null. */
  private record Point(long millis, @Nullable Double value) {}

  private record Series(
      String cssClass, List<Integer> dashes, @Nullable String symbol, List<Point> steps) {}

  private record Data(
      long fromMillis,
      long untilMillis,
      long sizeMillis,
      long atMillis,
      List<Long> eventMillis,
      List<Series> series) {}

  /** What must not stand in a script element as it is. */
  private static final class InScript extends CharacterEscapes {
    private static final long serialVersionUID = 1;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      for (char each : "<>&'/".toCharArray()) {
        codes[each] = ESCAPE_STANDARD;
      }
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      return character == 0x2028 || character == 0x2029
          ? new SerializedString(String.format("\\u%04x", character))
          : null;
    }
  }

  private ChartJson() {}

  static String write(FeatureTable feature, Chart chart, List<StepLine> lines, long atMillis) {
    List<Series> series = new ArrayList<>();
    for (StepLine line : lines) {
      List<Point> points =
          line.steps().stream().map(it -> new Point(it.millis(), StepLine.finite(it))).toList();
      List<Integer> dashes =
          line.dashes().isEmpty()
              ? List.of()
              : Arrays.stream(line.dashes().split(" ")).map(Integer::valueOf).toList();
      String symbol = line.style() == null ? null : line.style().symbol();
      series.add(new Series(line.cssClass(), dashes, symbol, points));
    }
    Data data =
        new Data(
            chart.fromMillis(),
            chart.untilMillis(),
            feature.windowSizeMillis(),
            atMillis,
            chart.eventMillis(),
            series);
    return write(data);
  }

  /** Any value as JSON for a script element. */
  static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("chart data are always JSON", e);
    }
  }
}
