/** Tests of the formats, and the table of odd records. */
@NullMarked
package dev.recency.format;

import org.jspecify.annotations.NullMarked;
