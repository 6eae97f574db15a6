package dev.recency.plan.typed;

import dev.recency.plan.typed.TypedExpression.Slot;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A typed expression as text that does not depend on the slots that its columns happen to have:
 * equal texts, same meaning over the same source. Lengths stand before names and values, so no name
 * can be mistaken for structure. O(n) in the size of the expression.
 */
public final class CanonicalForm {
  private CanonicalForm() {}

  /** The text of an expression over the columns of a source, whose names are unique. */
  public static String of(TypedExpression expression) {
    return of(expression, slot -> counted(slot.name()) + ' ' + counted(slot.type().toString()));
  }

  /** The text of several expressions over the columns of a source. */
  public static String ofAll(List<TypedExpression> expressions) {
    return expressions.stream().map(CanonicalForm::of).collect(Collectors.joining(",", "[", "]"));
  }

  /**
   * The text of an expression over another layout.
   *
   * @param slots what stands for a slot; different for different columns
   */
  public static String of(TypedExpression expression, Function<Slot, String> slots) {
    return expression instanceof Slot slot
        ? "Slot(" + slots.apply(slot) + ')'
        : Components.text(expression, part -> of(part, slots));
  }

  /** The text behind its length. */
  public static String counted(String text) {
    return text.length() + ":" + text;
  }
}
