package dev.recency.sql.token;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * A string as ANTLR reads it, by UTF-16 code units: ANTLR's own streams count code points, so that
 * their offsets cannot be used in the string.
 */
final class TextStream implements CharStream {

  private final String text;
  private int position;

  TextStream(String text) {
    this.text = text;
  }

  @Override
  public String getText(Interval interval) {
    int end = Math.min(interval.b + 1, text.length());
    return interval.a >= end ? "" : text.substring(interval.a, end);
  }

  @Override
  public void consume() {
    if (position >= text.length()) {
      throw new IllegalStateException("cannot read past the end");
    }
    position++;
  }

  @Override
  public int LA(int distance) {
    int wanted = distance > 0 ? position + distance - 1 : position + distance;
    return wanted < 0 || wanted >= text.length() ? EOF : text.charAt(wanted);
  }

  @Override
  public int mark() {
    return -1;
  }

  @Override
  public void release(int marker) {}

  @Override
  public int index() {
    return position;
  }

  @Override
  public void seek(int index) {
    position = index;
  }

  @Override
  public int size() {
    return text.length();
  }

  @Override
  public String getSourceName() {
    return "";
  }
}
