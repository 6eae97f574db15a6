/**
 * Makes events as an application would send them: users with heavy-tailed activity who chat in
 * sessions, quiet phases, disorder, duplicates, bad records; the same for the same seed. Imports
 * nothing of the project. Start with {@link dev.recency.local.generator.EventGenerator}.
 */
@NullMarked
package dev.recency.local.generator;

import org.jspecify.annotations.NullMarked;
