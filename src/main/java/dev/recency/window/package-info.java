/**
 * The arithmetic of windows: the per-key event log and the sliding windows over it, and {@code
 * FromScratch}, the obviously correct version. May import {@code plan}, {@code aggregate} and
 * {@code operator}. Start with {@link dev.recency.window.SlidingWindows}.
 */
@NullMarked
package dev.recency.window;

import org.jspecify.annotations.NullMarked;
