/**
 * The accuracy report for people: {@code report.html}, one file without network, and a picture of
 * it. It imports {@code accuracy.report} with the {@code measure.Spread} in it, and Jackson; start
 * with {@link dev.recency.accuracy.page.ReportPage}.
 */
@NullMarked
package dev.recency.accuracy.page;

import org.jspecify.annotations.NullMarked;
