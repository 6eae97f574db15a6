package dev.recency.format;

import dev.recency.plan.Input;

/** Makes the decoder of an input. */
public final class Decoders {
  private Decoders() {}

  /**
   * A decoder of the columns in {@code input.layout()}; every other column is passed over, and the
   * key too if none of its columns is there.
   *
   * @throws IllegalArgumentException if a format cannot hold its columns
   */
  public static RecordDecoder of(Input input) {
    return new LayoutDecoder(input);
  }
}
