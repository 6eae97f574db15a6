package dev.recency.accuracy.truth;

import dev.recency.accuracy.column.FeatureRow;
import dev.recency.plan.typed.TypedExpression;

/**
 * A number that a statement computes and a model reads.
 *
 * @param statement the query's id
 * @param name of the field; of a nested one the names from outside in, joined by dots
 * @param index its place among the features of the statement
 * @param number how its values are held
 * @param expression over the statement's layout
 */
public record Feature(
    String statement, String name, int index, FeatureNumber number, TypedExpression expression) {

  /** Whether two rows hold the same value of it; NULL equals NULL alone. */
  public boolean equal(FeatureRow left, FeatureRow right) {
    if (left.isNull(index) || right.isNull(index)) {
      return left.isNull(index) && right.isNull(index);
    }
    return number.equal(left.bits(index), right.bits(index));
  }

  /** The value for the size of errors: NULL counts as 0. */
  public double size(FeatureRow row) {
    return row.isNull(index) ? 0 : number.value(row.bits(index));
  }

  /** The value as text; {@code null} for NULL. */
  public String text(FeatureRow row) {
    return row.isNull(index) ? "null" : number.text(row.bits(index));
  }
}
