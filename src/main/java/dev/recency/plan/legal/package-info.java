/**
 * Definitions in the form that ksqlDB accepts: what it refuses of a script that Recency runs, and the
 * nearest statement that it takes. Works on syntax trees; may import {@code sql} and the plan. Start
 * with {@link dev.recency.plan.legal.LegalForm}.
 */
@NullMarked
package dev.recency.plan.legal;

import org.jspecify.annotations.NullMarked;
