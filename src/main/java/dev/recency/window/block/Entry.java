package dev.recency.window.block;

/** Something at a position that it keeps. */
public abstract class Entry {
  final long position;

  protected Entry(long position) {
    this.position = position;
  }

  /** Where it stands. */
  public final long position() {
    return position;
  }
}
