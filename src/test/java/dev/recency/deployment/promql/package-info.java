/**
 * What Prometheus would do with the alert rules, as far as they need it: queries are parsed and
 * evaluated over given scrapes, and an alert is followed from pending to firing. Imports nothing of
 * the product but the length of its intervals; start with {@link
 * dev.recency.deployment.promql.AlertsTest}.
 */
@NullMarked
package dev.recency.deployment.promql;

import org.jspecify.annotations.NullMarked;
