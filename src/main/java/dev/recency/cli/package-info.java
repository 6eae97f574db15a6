/**
 * The command line {@code recency}: one class per sub-command, listed in pipeline order in {@link
 * dev.recency.cli.Main}. May import everything; data goes to standard output, all else to standard
 * error.
 */
@NullMarked
package dev.recency.cli;

import org.jspecify.annotations.NullMarked;
