/** Tests of the page: hostile names, a real browser, sizes, the vendored library. */
@NullMarked
package dev.recency.accuracy.page;

import org.jspecify.annotations.NullMarked;
