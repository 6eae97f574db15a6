@NullMarked
package dev.recency.plan.legal;

import org.jspecify.annotations.NullMarked;
