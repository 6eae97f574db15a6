/**
 * Brings definitions onto a Flink session cluster: what runs is compared, stopped with a savepoint
 * and replaced, and put back if the replacement does not run. It may import everything; start with
 * {@link dev.recency.cli.apply.ApplyCommand}.
 */
@NullMarked
package dev.recency.cli.apply;

import org.jspecify.annotations.NullMarked;
