/**
 * The function library: one class per family, each function registered under its signature. It may
 * import {@code plan} and the errors of {@code expression}; start with {@link
 * dev.recency.expression.function.FunctionLibrary}.
 */
@NullMarked
package dev.recency.expression.function;

import org.jspecify.annotations.NullMarked;
