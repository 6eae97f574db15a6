/**
 * What a page needs, as records that are written as {@code report.json} (docs/report-schema.md) and
 * as Markdown. It imports {@code measure}, {@code cause} and Jackson; start with {@link
 * dev.recency.accuracy.report.AccuracyReport}.
 */
@NullMarked
package dev.recency.accuracy.report;

import org.jspecify.annotations.NullMarked;
