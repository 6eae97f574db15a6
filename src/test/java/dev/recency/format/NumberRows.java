package dev.recency.format;

import static dev.recency.format.RecordRow.accepted;
import static dev.recency.format.RecordRow.order;
import static dev.recency.format.RecordRow.rejected;
import static dev.recency.plan.row.RejectReason.LIMIT;
import static dev.recency.plan.row.RejectReason.MALFORMED_VALUE;
import static dev.recency.plan.row.RejectReason.OUT_OF_RANGE;

import java.math.BigDecimal;
import java.util.List;

/** Numbers at and over the edges of their columns. */
final class NumberRows {
  private NumberRows() {}

  static List<RecordRow> all() {
    return List.of(
        order("largest INT", "{\"age\":2147483647}", accepted("AGE", Integer.MAX_VALUE)),
        order("2^31 into INT", "{\"age\":2147483648}", rejected(OUT_OF_RANGE)),
        order("2^31 in text into INT", "{\"age\":\"2147483648\"}", rejected(OUT_OF_RANGE)),
        order("fraction into INT is cut", "{\"age\":-3.7}", accepted("AGE", -3)),
        order("exponent into INT", "{\"age\":1e2}", accepted("AGE", 100)),
        order("1e10 into INT", "{\"age\":1e10}", rejected(OUT_OF_RANGE)),
        order(
            "largest BIGINT",
            "{\"quantity\":9223372036854775807}",
            accepted("QUANTITY", Long.MAX_VALUE)),
        order("2^63 into BIGINT", "{\"quantity\":9223372036854775808}", rejected(OUT_OF_RANGE)),
        order(
            "-2^63 - 1 into BIGINT", "{\"quantity\":-9223372036854775809}", rejected(OUT_OF_RANGE)),
        order(
            "2^63 - 0.5 into BIGINT is cut",
            "{\"quantity\":9223372036854775807.5}",
            accepted("QUANTITY", Long.MAX_VALUE)),
        order("1.5 into BIGINT is cut", "{\"quantity\":1.5}", accepted("QUANTITY", 1L)),
        order("text into BIGINT", "{\"quantity\":\"12\"}", accepted("QUANTITY", 12L)),
        order("blank text into BIGINT", "{\"quantity\":\" 12\"}", rejected(MALFORMED_VALUE)),
        order("1e999999999 into BIGINT", "{\"quantity\":1e999999999}", rejected(OUT_OF_RANGE)),
        order("1e-999999999 into BIGINT", "{\"quantity\":1e-999999999}", accepted("QUANTITY", 0L)),
        order("exponent of 11 digits", "{\"quantity\":1e99999999999}", rejected(OUT_OF_RANGE)),
        order("1e400 into DOUBLE", "{\"amount\":1e400}", rejected(OUT_OF_RANGE)),
        order("1e400 in text into DOUBLE", "{\"amount\":\"1e400\"}", rejected(OUT_OF_RANGE)),
        order("1e-400 into DOUBLE", "{\"amount\":1e-400}", accepted("AMOUNT", 0.0)),
        order("-0.0 into DOUBLE", "{\"amount\":-0.0}", accepted("AMOUNT", 0.0)),
        order("text into DOUBLE", "{\"amount\":\"2.5\"}", accepted("AMOUNT", 2.5)),
        order("NaN in text", "{\"amount\":\"NaN\"}", accepted("AMOUNT", Double.NaN)),
        order(
            "Infinity in text",
            "{\"amount\":\"Infinity\"}",
            accepted("AMOUNT", Double.POSITIVE_INFINITY)),
        order(
            "-Infinity in text",
            "{\"amount\":\"-Infinity\"}",
            accepted("AMOUNT", Double.NEGATIVE_INFINITY)),
        order("DECIMAL", "{\"price\":1.5}", accepted("PRICE", new BigDecimal("1.50"))),
        order("DECIMAL in text", "{\"price\":\"1.5\"}", accepted("PRICE", new BigDecimal("1.50"))),
        order("DECIMAL trailing zero", "{\"price\":5.000}", accepted("PRICE", decimal("5.00"))),
        order("DECIMAL of too many digits", "{\"price\":12345.6}", rejected(OUT_OF_RANGE)),
        order("DECIMAL of too large a scale", "{\"price\":1.567}", rejected(OUT_OF_RANGE)),
        order("DECIMAL 1e999999999", "{\"price\":1e999999999}", rejected(OUT_OF_RANGE)),
        order("DECIMAL 0e999999999", "{\"price\":0e999999999}", accepted("PRICE", decimal("0.00"))),
        order("number of 1,001 digits", "{\"quantity\":" + digits(1_001) + "}", rejected(LIMIT)),
        order("number of 101 digits skipped", "{\"x\":" + digits(101) + "}", rejected(LIMIT)),
        order("number of 100 digits skipped", "{\"x\":" + digits(100) + ",\"age\":3}", age()),
        order("number of 101 digits in text", "{\"price\":\"" + digits(101) + "\"}", limit()),
        order("sum overflow begins as a number", "{\"quantity\":4611686018427387904}", half()));
  }

  private static RecordRow.Fate age() {
    return accepted("AGE", 3);
  }

  private static RecordRow.Fate limit() {
    return rejected(LIMIT);
  }

  private static RecordRow.Fate half() {
    return accepted("QUANTITY", 1L << 62);
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }

  private static String digits(int count) {
    return "9".repeat(count);
  }
}
