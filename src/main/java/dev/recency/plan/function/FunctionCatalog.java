package dev.recency.plan.function;

import dev.recency.plan.function.Argument.ValueArgument;
import dev.recency.plan.function.Resolution.NoMatch;
import dev.recency.plan.function.Resolution.Resolved;
import dev.recency.plan.function.Resolution.UnknownFunction;
import dev.recency.sql.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All functions of the dialect by name. Of several forms the one whose arguments need the fewest
 * widening steps (INTEGER → BIGINT → DECIMAL → DOUBLE) is taken, the first listed of equal ones; a
 * NULL literal fits everywhere. Beyond that only a STRING is read as a
 * TIMESTAMP, DATE or TIME where no form takes it as it is.
 */
public final class FunctionCatalog {
  private static final Set<String> AGGREGATES =
      Set.of(
          "ATTR",
          "AVG",
          "COLLECT_LIST",
          "COLLECT_SET",
          "CORRELATION",
          "COUNT",
          "COUNT_DISTINCT",
          "EARLIEST_BY_OFFSET",
          "HISTOGRAM",
          "LATEST_BY_OFFSET",
          "MAX",
          "MIN",
          "STDDEV_SAMP",
          "STDDEV_SAMPLE",
          "SUM",
          "SUM_LIST",
          "TOPK",
          "TOPKDISTINCT");
  private static final Map<String, List<FunctionSignature>> SCALARS =
      byName(FunctionReference.scalars());
  private static final Map<String, List<FunctionSignature>> TABLE_FUNCTIONS =
      byName(FunctionReference.tableFunctions());

  private FunctionCatalog() {}

  private static Map<String, List<FunctionSignature>> byName(
      List<FunctionDescription> descriptions) {
    Map<String, List<FunctionSignature>> forms = new LinkedHashMap<>();
    for (FunctionDescription each : descriptions) {
      if (forms.put(each.name(), each.forms()) != null) {
        throw new IllegalStateException("Two descriptions of " + each.name());
      }
    }
    return forms;
  }

  /** Every form of every scalar function. */
  public static List<FunctionSignature> signatures() {
    return SCALARS.values().stream().flatMap(Collection::stream).toList();
  }

  /** Every form of every table function. */
  public static List<FunctionSignature> tableFunctions() {
    return TABLE_FUNCTIONS.values().stream().flatMap(Collection::stream).toList();
  }

  /** Whether an aggregate has this upper-case name. */
  public static boolean isAggregate(String name) {
    return AGGREGATES.contains(name);
  }

  /** Whether a function that gives several rows for one has this upper-case name. */
  public static boolean isTableFunction(String name) {
    return TABLE_FUNCTIONS.containsKey(name);
  }

  /** Whether a function of any sort has this upper-case name. */
  public static boolean exists(String name) {
    return SCALARS.containsKey(name) || isAggregate(name) || isTableFunction(name);
  }

  /**
   * The form of a scalar or table function for these arguments.
   *
   * @param name upper-case
   */
  public static Resolution resolve(String name, List<? extends Argument> arguments) {
    List<FunctionSignature> signatures = SCALARS.getOrDefault(name, TABLE_FUNCTIONS.get(name));
    if (signatures == null) {
      return new UnknownFunction(Spelling.nearest(name, allNames()));
    }
    return choose(name, signatures, arguments);
  }

  /** The cheapest of these forms for the arguments. */
  static Resolution choose(
      String name, List<FunctionSignature> signatures, List<? extends Argument> arguments) {
    Candidate best = null;
    for (FunctionSignature signature : signatures) {
      Candidate candidate = Candidate.of(signature, arguments);
      if (candidate != null && (best == null || candidate.cost() < best.cost())) {
        best = candidate;
      }
    }
    Optional<Resolved> resolved = complete(best, arguments);
    return resolved.isPresent()
        ? resolved.get()
        : new NoMatch(message(name, arguments, signatures));
  }

  private static Optional<Resolved> complete(
      @Nullable Candidate best, List<? extends Argument> arguments) {
    return best == null ? Optional.empty() : best.complete(arguments);
  }

  private static List<String> allNames() {
    List<String> names = new ArrayList<>(SCALARS.keySet());
    names.addAll(AGGREGATES);
    names.addAll(TABLE_FUNCTIONS.keySet());
    return names;
  }

  private static String message(
      String name, List<? extends Argument> arguments, List<FunctionSignature> signatures) {
    String given =
        arguments.stream()
            .map(
                argument ->
                    argument instanceof ValueArgument value ? value.type().toString() : "lambda")
            .collect(Collectors.joining(", ", "(", ")"));
    String forms =
        signatures.stream().map(FunctionSignature::call).collect(Collectors.joining(", "));
    return name + " does not take " + given + ". Expected " + forms + ".";
  }
}
