package dev.recency.cli.server;

import java.util.Optional;

/**
 * What became of a statement.
 *
 * @param message the server's words
 * @param queryId of the persistent query that the statement started
 */
public record StatementResult(String message, Optional<String> queryId) {}
