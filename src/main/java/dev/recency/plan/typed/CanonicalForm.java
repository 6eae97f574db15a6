package dev.recency.plan.typed;

import dev.recency.plan.typed.TypedExpression.Slot;

/**
 * A typed expression as text that does not depend on the slots that its columns happen to have:
 * equal texts, same meaning over the same source.
 */
public final class CanonicalForm {
  private CanonicalForm() {}

  /** The text of an expression. */
  public static String of(TypedExpression expression) {
    if (expression instanceof Slot slot) {
      return slot.name() + ":" + slot.type();
    }
    return Components.text(expression, CanonicalForm::of);
  }
}
