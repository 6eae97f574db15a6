/** Tests of the package of the same name, and the recorded cases that others test against too. */
@NullMarked
package dev.recency.ksqldb;

import org.jspecify.annotations.NullMarked;
