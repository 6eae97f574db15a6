/**
 * A real ksqlDB server, over its REST API: statements are deployed for a comparison and dropped
 * afterwards. It may import everything; start with {@link
 * dev.recency.cli.server.KsqldbServer}.
 */
@NullMarked
package dev.recency.cli.server;

import org.jspecify.annotations.NullMarked;
