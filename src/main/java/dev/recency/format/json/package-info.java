/**
 * JSON by a streaming parser and generator: only columns that a plan uses become values. It may
 * import {@code plan}, {@code format.part} and Jackson; start with {@link
 * dev.recency.format.json.JsonDecoder} and {@link dev.recency.format.json.JsonEncoder}.
 */
@NullMarked
package dev.recency.format.json;

import org.jspecify.annotations.NullMarked;
