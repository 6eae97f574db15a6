package dev.recency.operator;

/**
 * The header of a key in the form in which its operator works on it. A host keeps it between calls
 * if it can, so that a busy key costs no reading and writing of bytes, and asks for its bytes when
 * it must: before a snapshot, and when it forgets the live form. Belongs to one key.
 */
public interface LiveHeader {
  /** The header as {@link KeyContext#header} will give it back; begins with a format version. */
  byte[] toBytes();

  /** About how many bytes of memory the live form takes, for bounds. */
  int memoryBytes();
}
