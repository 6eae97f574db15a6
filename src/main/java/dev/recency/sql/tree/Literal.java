package dev.recency.sql.tree;

import dev.recency.sql.Location;
import java.math.BigDecimal;

/** A constant. A sign written directly before a number belongs to the number. */
public sealed interface Literal extends Expression {

  /** {@code TRUE} or {@code FALSE}. */
  record BooleanLiteral(boolean value, Location location) implements Literal {}

  /** A whole number that fits 32 bits. */
  record IntegerLiteral(int value, Location location) implements Literal {}

  /** A whole number that fits 64 bits but not 32. */
  record LongLiteral(long value, Location location) implements Literal {}

  /** A number with a point and without an exponent, scale as written. */
  record DecimalLiteral(BigDecimal value, Location location) implements Literal {}

  /** A number with an exponent; always finite. */
  record DoubleLiteral(double value, Location location) implements Literal {}

  /** A text, doubled quotes undone. */
  record StringLiteral(String value, Location location) implements Literal {}

  /** {@code NULL}. */
  record NullLiteral(Location location) implements Literal {}
}
