/**
 * A sorted list of one key's entries that lies in its header and chunks, for any kind of entry. May
 * import {@code operator} and {@code window.log}. Start with {@link
 * dev.recency.window.block.Blocks}.
 */
@NullMarked
package dev.recency.window.block;

import org.jspecify.annotations.NullMarked;
