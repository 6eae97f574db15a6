/**
 * What ksqlDB itself would write: a plain model of its windows, with and without the losses of its
 * store, as the reference for reports and tests. It may import {@code plan}, {@code expression},
 * {@code aggregate}, {@code format} and {@code command}; start with {@link
 * dev.recency.ksqldb.QueryModel}.
 */
@NullMarked
package dev.recency.ksqldb;

import org.jspecify.annotations.NullMarked;
