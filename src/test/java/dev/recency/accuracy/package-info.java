/** Tests of the comparison: figures of the real engine, truth, rules, causes and reports. */
@NullMarked
package dev.recency.accuracy;

import org.jspecify.annotations.NullMarked;
