package dev.recency.format;

import dev.recency.format.json.JsonDecoder;
import dev.recency.format.json.JsonEncoder;
import dev.recency.format.part.DelimitedDecoder;
import dev.recency.format.part.DelimitedEncoder;
import dev.recency.format.part.KafkaPart;
import dev.recency.format.part.PartColumns;
import dev.recency.format.part.PartDecoder;
import dev.recency.format.part.PartEncoder;
import dev.recency.plan.Format;
import dev.recency.plan.Serialization;
import dev.recency.plan.row.Row;
import org.jspecify.annotations.Nullable;

/** Which decoder and encoder the key and the value of a topic need. */
final class Parts {
  /** Reads nothing: a part without format, or without columns that anybody reads. */
  private static final PartDecoder NOTHING = (bytes, row, problems) -> true;

  private Parts() {}

  /** The decoder of the key columns; several JSON columns are an object, one is bare. */
  static PartDecoder keyDecoder(Serialization serialization, PartColumns columns) {
    return columns.unused()
        ? NOTHING
        : decoder(serialization.keyFormat(), columns, columns.size() == 1);
  }

  /**
   * The decoder of the value columns. Also without any that is read: a value that is not what the
   * format says is no event.
   */
  static PartDecoder valueDecoder(Serialization serialization, PartColumns columns) {
    return decoder(serialization.valueFormat(), columns, bareValue(serialization, columns));
  }

  private static PartDecoder decoder(Format format, PartColumns columns, boolean bare) {
    return switch (format.kind()) {
      case JSON -> bare ? JsonDecoder.ofBare(columns) : JsonDecoder.ofObject(columns);
      case DELIMITED -> new DelimitedDecoder(columns, format.delimiter());
      case KAFKA -> columns.size() == 0 ? NOTHING : KafkaPart.of(columns);
      case NONE -> NOTHING;
    };
  }

  /** The encoder of the key columns. One NULL column is no key; several are written. */
  static PartEncoder keyEncoder(Serialization serialization, PartColumns columns) {
    if (columns.size() == 0) {
      return PartEncoder.NONE;
    }
    PartEncoder encoder = encoder(serialization.keyFormat(), columns, columns.size() == 1);
    return columns.size() > 1
        ? encoder
        : row -> row.isNull(columns.slots().get(0)) ? null : encoder.encode(row);
  }

  /** The encoder of the value columns. */
  static PartEncoder valueEncoder(Serialization serialization, PartColumns columns) {
    return encoder(serialization.valueFormat(), columns, bareValue(serialization, columns));
  }

  private static PartEncoder encoder(Format format, PartColumns columns, boolean bare) {
    return switch (format.kind()) {
      case JSON -> bare ? JsonEncoder.ofBare(columns) : JsonEncoder.ofObject(columns);
      case DELIMITED -> new DelimitedEncoder(columns, format.delimiter());
      case KAFKA -> KafkaPart.of(columns);
      case NONE -> PartEncoder.NONE;
    };
  }

  private static boolean bareValue(Serialization serialization, PartColumns columns) {
    return columns.size() == 1 && !serialization.wrapSingleValue();
  }

  /** Bytes that are there, decoded; false if there are none. */
  static boolean decode(
      PartDecoder decoder,
      byte @Nullable [] bytes,
      Row.Builder row,
      dev.recency.format.part.Problems problems) {
    problems.clear();
    return bytes != null && decoder.decode(bytes, row, problems);
  }
}
