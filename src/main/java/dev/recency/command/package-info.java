/**
 * The records that leave the system: feature-store commands and dead letters. It may import {@code
 * plan} and {@code format}; start with {@link dev.recency.command.CommandRecord}.
 */
@NullMarked
package dev.recency.command;

import org.jspecify.annotations.NullMarked;
