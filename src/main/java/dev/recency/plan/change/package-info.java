/**
 * What becomes of a running job's state when its definitions change. It imports the rest of {@code
 * plan}; start with {@link dev.recency.plan.change.PlanDifference}.
 */
@NullMarked
package dev.recency.plan.change;

import org.jspecify.annotations.NullMarked;
