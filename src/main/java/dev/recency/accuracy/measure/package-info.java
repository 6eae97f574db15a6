/**
 * How often and by how much a store was wrong, and how long it took to become right. It imports the
 * other packages of {@code accuracy} but for {@code report}; start with {@link
 * dev.recency.accuracy.measure.Measurement}.
 */
@NullMarked
package dev.recency.accuracy.measure;

import org.jspecify.annotations.NullMarked;
