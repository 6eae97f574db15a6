/** Tests of the reference's parts. */
@NullMarked
package dev.recency.ksqldb.streams;

import org.jspecify.annotations.NullMarked;
