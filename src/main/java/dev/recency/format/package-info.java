/**
 * Bytes to rows and rows to bytes: JSON, DELIMITED and KAFKA. It may import {@code plan} and
 * Jackson; start with {@link dev.recency.format.RecordDecoder}.
 */
@NullMarked
package dev.recency.format;

import org.jspecify.annotations.NullMarked;
