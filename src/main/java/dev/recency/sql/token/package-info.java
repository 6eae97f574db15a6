/**
 * Cuts text into statements of tokens: limits, variables and the way back to the place
 * in the file. Internal to {@code dev.recency.sql}, and may import only it and the ANTLR
 * runtime. Start at {@link dev.recency.sql.token.Tokenizer}.
 */
@NullMarked
package dev.recency.sql.token;

import org.jspecify.annotations.NullMarked;
