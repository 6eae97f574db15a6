/**
 * Fixed binary forms of everything that crosses a network edge or is kept in state, each with a
 * layout version. It may import what {@code flink} may; start with {@link
 * dev.recency.flink.serializer.ImmutableSerializer}.
 */
@NullMarked
package dev.recency.flink.serializer;

import org.jspecify.annotations.NullMarked;
