/**
 * How statements become a plan: names are resolved, types computed, mistakes refused. Internal to
 * {@code plan}; start with {@link dev.recency.plan.analysis.StatementAnalyzer}.
 */
@NullMarked
package dev.recency.plan.analysis;

import org.jspecify.annotations.NullMarked;
