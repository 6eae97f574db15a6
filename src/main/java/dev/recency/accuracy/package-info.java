/**
 * How wrong a feature store is: truth by brute force, the replayed commands of any number of
 * systems, all measures, the cause of each wrong read, and the report. It may import {@code plan},
 * {@code expression}, {@code aggregate}, {@code window}, {@code format}, {@code command} and
 * Jackson; start with {@link dev.recency.accuracy.Comparison}. Sub-packages in the order in which
 * data flows: {@code event}, {@code truth}, {@code store} (and {@code rule}, which fills one),
 * {@code cause}, {@code measure}, {@code report}.
 */
@NullMarked
package dev.recency.accuracy;

import org.jspecify.annotations.NullMarked;
