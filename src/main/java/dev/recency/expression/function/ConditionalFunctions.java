package dev.recency.expression.function;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Choice among arguments. GREATEST and LEAST ignore NULLs. */
final class ConditionalFunctions {
  private ConditionalFunctions() {}

  static void register(Registry registry) {
    registry.raw("COALESCE(T...) -> T", ConditionalFunctions::firstPresent);
    registry.raw("IFNULL(T, T) -> T", ConditionalFunctions::firstPresent);
    registry.raw(
        "NULLIF(T, T) -> T",
        arguments -> {
          Object value = arguments[0];
          return value == null || value.equals(arguments[1]) ? null : value;
        });
    registry.raw("AS_VALUE(T) -> T", arguments -> arguments[0]);
    registry.one("INT_FROM_BOOLEAN(BOOLEAN) -> INTEGER", (Boolean flag) -> flag ? 1 : 0);
    registry.raw("WHENCONDITION(BOOLEAN, BOOLEAN) -> BOOLEAN", ConditionalFunctions::expected);
    registry.raw("WHENRESULT(INTEGER, BOOLEAN) -> INTEGER", ConditionalFunctions::expected);
    for (String type :
        new String[] {
          "INTEGER", "BIGINT", "DECIMAL", "DOUBLE", "STRING", "BYTES", "DATE", "TIME", "TIMESTAMP"
        }) {
      String form = "(" + type + "...) -> " + type;
      registry.raw("GREATEST" + form, arguments -> extreme(arguments, Ordering.natural()));
      registry.raw("LEAST" + form, arguments -> extreme(arguments, Ordering.natural().reversed()));
    }
  }

  /** For tests of CASE: fails where its author did not expect it to be evaluated. */
  private static @Nullable Object expected(@Nullable Object[] arguments) {
    if (!Boolean.TRUE.equals(arguments[1])) {
      throw new IllegalStateException("evaluated where it must not be");
    }
    return arguments[0];
  }

  private static @Nullable Object firstPresent(@Nullable Object[] arguments) {
    for (Object argument : arguments) {
      if (argument != null) {
        return argument;
      }
    }
    return null;
  }

  private static @Nullable Object extreme(
      @Nullable Object[] arguments, Comparator<Object> comparator) {
    Object extreme = null;
    for (Object argument : arguments) {
      if (argument != null && (extreme == null || comparator.compare(argument, extreme) > 0)) {
        extreme = argument;
      }
    }
    return extreme;
  }
}
