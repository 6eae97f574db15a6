package dev.recency.expression.function;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects implementations by signature, as the catalog prints it. {@code one} to {@code four} take
 * functions of so many arguments that are NULL where an argument is; {@code raw} sees NULLs.
 */
@SuppressWarnings("unchecked")
final class Registry {
  private final Map<String, FunctionFactory> factories = new HashMap<>();

  /** One argument. */
  @FunctionalInterface
  interface One<A> {
    @Nullable Object apply(A a);
  }

  /** Two arguments. */
  @FunctionalInterface
  interface Two<A, B> {
    @Nullable Object apply(A a, B b);
  }

  /** Three arguments. */
  @FunctionalInterface
  interface Three<A, B, C> {
    @Nullable Object apply(A a, B b, C c);
  }

  /** Four arguments. */
  @FunctionalInterface
  interface Four<A, B, C, D> {
    @Nullable Object apply(A a, B b, C c, D d);
  }

  Map<String, FunctionFactory> factories() {
    return Map.copyOf(factories);
  }

  /** A function that depends on the call's types or surroundings, or keeps a cache. */
  void site(String signature, FunctionFactory factory) {
    if (factories.put(signature, factory) != null) {
      throw new IllegalStateException("Two implementations of " + signature);
    }
  }

  void raw(String signature, ScalarFunction function) {
    site(signature, site -> function);
  }

  <A> void one(String signature, One<A> function) {
    raw(
        signature,
        arguments -> {
          Object a = arguments[0];
          return a == null ? null : function.apply((A) a);
        });
  }

  <A, B> void two(String signature, Two<A, B> function) {
    raw(
        signature,
        arguments -> {
          Object a = arguments[0];
          Object b = arguments[1];
          return a == null || b == null ? null : function.apply((A) a, (B) b);
        });
  }

  <A, B, C> void three(String signature, Three<A, B, C> function) {
    raw(
        signature,
        arguments -> {
          Object a = arguments[0];
          Object b = arguments[1];
          Object c = arguments[2];
          return a == null || b == null || c == null ? null : function.apply((A) a, (B) b, (C) c);
        });
  }

  <A, B, C, D> void four(String signature, Four<A, B, C, D> function) {
    raw(
        signature,
        arguments -> {
          Object a = arguments[0];
          Object b = arguments[1];
          Object c = arguments[2];
          Object d = arguments[3];
          return a == null || b == null || c == null || d == null
              ? null
              : function.apply((A) a, (B) b, (C) c, (D) d);
        });
  }
}
