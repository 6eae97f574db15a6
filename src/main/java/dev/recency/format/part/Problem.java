package dev.recency.format.part;

import dev.recency.plan.row.RejectReason;

/**
 * Why a part of a record cannot be read.
 *
 * @param path the column and fields that lead to the place, empty for the part as a whole
 * @param text what was expected there and what stands there; never data
 */
public record Problem(RejectReason reason, String path, String text) {
  /** The same problem, seen from the column or field that holds it. */
  Problem within(String name) {
    return new Problem(reason, path.isEmpty() ? name : name + "." + path, text);
  }

  /** The sentence for the dead letter. */
  String message(String part) {
    return path.isEmpty() ? part + ": " + text : part + " [" + path + "]: " + text;
  }
}
