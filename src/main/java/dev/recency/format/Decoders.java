package dev.recency.format;

import dev.recency.plan.Input;

/** Makes the decoder of an input. */
public final class Decoders {
  private Decoders() {}

  /** A decoder of the columns in {@code input.layout()}; everything else in a record is skipped. */
  public static RecordDecoder of(Input input) {
    throw new UnsupportedOperationException(input.source().name());
  }
}
