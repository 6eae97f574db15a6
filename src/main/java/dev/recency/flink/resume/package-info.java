/**
 * Which definitions a savepoint was made with, and whether others may go on from it. It imports
 * {@code plan} and Flink; start with {@link dev.recency.flink.resume.SavedDefinitions}.
 */
@NullMarked
package dev.recency.flink.resume;

import org.jspecify.annotations.NullMarked;
