package dev.recency.operator;

import java.util.stream.LongStream;

/** The seeds of a random test: a fixed run, or the one of {@code -Dseed=}. */
public final class Seeds {
  private Seeds() {}

  /** This many seeds from 1, or the given one alone; prints which. */
  public static LongStream of(String test, int count) {
    Long given = Long.getLong("seed");
    long first = given == null ? 1 : given;
    long last = given == null ? count : given;
    System.out.println(test + ": seeds [" + first + "] to [" + last + "], repeat with -Dseed=");
    return LongStream.rangeClosed(first, last);
  }
}
