package dev.recency.expression.function;

import dev.recency.plan.function.FunctionSignature;
import java.util.Map;
import java.util.Set;

/** Every scalar and table function's implementation, by signature. */
public final class FunctionLibrary {
  private static final Map<String, FunctionFactory> FACTORIES = factories();

  private FunctionLibrary() {}

  private static Map<String, FunctionFactory> factories() {
    Registry registry = new Registry();
    ConditionalFunctions.register(registry);
    RoundingFunctions.register(registry);
    DoubleFunctions.register(registry);
    GeoFunctions.register(registry);
    TextFunctions.register(registry);
    SearchFunctions.register(registry);
    PaddingFunctions.register(registry);
    MaskFunctions.register(registry);
    RegexFunctions.register(registry);
    BytesFunctions.register(registry);
    UrlFunctions.register(registry);
    ClockFunctions.register(registry);
    FormatFunctions.register(registry);
    TimeArithmeticFunctions.register(registry);
    ArrayFunctions.register(registry);
    ArraySetFunctions.register(registry);
    MapFunctions.register(registry);
    LambdaFunctions.register(registry);
    JsonFunctions.register(registry);
    TableFunctions.register(registry);
    return registry.factories();
  }

  /**
   * The implementation of a signature.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static FunctionFactory of(FunctionSignature signature) {
    FunctionFactory factory = FACTORIES.get(signature.toString());
    if (factory == null) {
      throw new IllegalArgumentException("No implementation of " + signature);
    }
    return factory;
  }

  /** The signatures that have an implementation. */
  static Set<String> signatures() {
    return FACTORIES.keySet();
  }
}
