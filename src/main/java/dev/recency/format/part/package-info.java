/**
 * One part of a record, key or value, as bytes: what its decoders and encoders have in common, and
 * the formats DELIMITED and KAFKA. It may import {@code plan}; start with {@link
 * dev.recency.format.part.PartDecoder}.
 */
@NullMarked
package dev.recency.format.part;

import org.jspecify.annotations.NullMarked;
