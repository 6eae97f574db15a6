package dev.recency.plan.function;

import java.util.List;

/**
 * What a reader of {@code docs/functions.md} is told of one function.
 *
 * @param family the title that it stands under
 * @param name upper-case
 * @param forms at least one
 * @param meaning one sentence
 * @param nulls what NULL arguments do, and when the result is NULL
 * @param example a call and its result
 */
public record FunctionDescription(
    String family,
    String name,
    List<FunctionSignature> forms,
    String meaning,
    String nulls,
    Example example) {
  public FunctionDescription {
    forms = List.copyOf(forms);
  }

  /**
   * A call of a function.
   *
   * @param call of a scalar or table function an expression without columns; of an aggregate the
   *     call and, behind commas, the columns with their types and values: {@code SUM(x), x INT: 1,
   *     NULL, 2; y INT: 3, 4, 5}
   * @param result JSON; of a table function the rows, separated by semicolons
   */
  public record Example(String call, String result) {}

  /** The same with other forms. */
  FunctionDescription withForms(List<FunctionSignature> otherForms) {
    return new FunctionDescription(family, name, otherForms, meaning, nulls, example);
  }
}
