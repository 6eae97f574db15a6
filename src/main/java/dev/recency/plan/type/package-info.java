/**
 * The dialect's column types and how values of each are represented in Java. It imports nothing;
 * start with {@link dev.recency.plan.type.SqlType}.
 */
@NullMarked
package dev.recency.plan.type;

import org.jspecify.annotations.NullMarked;
