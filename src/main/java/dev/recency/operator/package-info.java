/**
 * What every keyed operator is and how it sees its host, and the small operators. It may import
 * {@code plan} and {@code aggregate}; start with {@link dev.recency.operator.KeyContext}.
 */
@NullMarked
package dev.recency.operator;

import org.jspecify.annotations.NullMarked;
