/** Tests of multisets. */
@NullMarked
package dev.recency.window.distinct;

import org.jspecify.annotations.NullMarked;
