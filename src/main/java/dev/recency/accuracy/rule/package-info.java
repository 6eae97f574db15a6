/**
 * What systems would write by the rule of their windows alone. It may import {@code plan}; start
 * with {@link dev.recency.accuracy.rule.WindowRule} and {@link dev.recency.accuracy.rule.RuleModel}.
 */
@NullMarked
package dev.recency.accuracy.rule;

import org.jspecify.annotations.NullMarked;
