/**
 * Aggregate functions as algebra: lift an event, combine what was lifted, lower it to a value. May
 * import {@code plan}. Start with {@link dev.recency.aggregate.Aggregate}; {@link
 * dev.recency.aggregate.Aggregates} makes them from calls.
 *
 * <table>
 *   <caption>What each costs; n events, k the parameter, state as written for a few values</caption>
 *   <tr><th>function</th><th>algebra</th><th>time per event</th><th>bytes of state</th></tr>
 *   <tr><td>COUNT</td><td>invertible</td><td>O(1)</td><td>1 to 10</td></tr>
 *   <tr><td>SUM, AVG of INTEGER, BIGINT</td><td>invertible, 128 bits</td><td>O(1)</td>
 *       <td>2 to 29</td></tr>
 *   <tr><td>SUM, AVG of DECIMAL</td><td>invertible</td><td>O(digits)</td><td>3 to 50</td></tr>
 *   <tr><td>SUM, AVG of DOUBLE</td><td>invertible, superaccumulator</td>
 *       <td>O(1)</td><td>2 to 15, up to 280</td></tr>
 *   <tr><td>STDDEV_SAMP, STDDEV_SAMPLE</td><td>invertible</td><td>O(1), O(width²) to read</td>
 *       <td>4 to 40, up to 820</td></tr>
 *   <tr><td>COUNT_DISTINCT</td><td>invertible</td><td>O(1)</td><td>per distinct value its bytes and
 *       count</td></tr>
 *   <tr><td>MIN, MAX</td><td>combine</td><td>O(1)</td><td>1 and the value</td></tr>
 *   <tr><td>EARLIEST_BY_OFFSET, LATEST_BY_OFFSET</td><td>combine</td><td>O(1), O(k) out of order
 *       </td><td>k times position and value</td></tr>
 *   <tr><td>TOPK, TOPKDISTINCT</td><td>combine</td><td>O(log k)</td><td>k values</td></tr>
 *   <tr><td>COLLECT_LIST</td><td>collecting</td><td>O(1)</td><td>up to 1000 times position and
 *       value, in the dialect 100,000</td></tr>
 *   <tr><td>COLLECT_SET</td><td>collecting</td><td>O(log n)</td><td>up to 1000 distinct values with
 *       position, in the dialect 100,000</td></tr>
 *   <tr><td>HISTOGRAM</td><td>collecting</td><td>O(log n)</td><td>up to 1000 distinct texts with
 *       position and count</td></tr>
 * </table>
 *
 * <p>With the meaning of the dialect some are others: sums that wrap or round as they go ({@code
 * WrappingTotals}, {@code PlainTotals}: 2 to 20 bytes), {@code RunningVariance} (10 to 27), {@code
 * Correlation} (41 to 50), {@code TopRows} (k rows), {@code OnlyValue} (ATTR: the distinct values). All
 * take O(1) per event, TopRows O(log k), and combine; which can take a row back is in their type,
 * {@link dev.recency.aggregate.UndoableAggregate}.
 *
 * <p>What is invertible needs no event again; what only combines needs partial results of a window's
 * parts; what collects reads the window's events again.
 */
@NullMarked
package dev.recency.aggregate;

import org.jspecify.annotations.NullMarked;
