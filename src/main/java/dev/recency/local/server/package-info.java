/**
 * A real ksqlDB server, over its REST API: statements are deployed for a comparison and dropped
 * afterwards. Imports {@code local} and Jackson; start with {@link
 * dev.recency.local.server.KsqldbServer}.
 */
@NullMarked
package dev.recency.local.server;

import org.jspecify.annotations.NullMarked;
