package dev.recency.sql.build;

import dev.recency.sql.ErrorCode;
import dev.recency.sql.FeatureSqlLexer;
import dev.recency.sql.FeatureSqlParser.WindowContext;
import dev.recency.sql.FeatureSqlParser.WindowPartContext;
import dev.recency.sql.Location;
import dev.recency.sql.SqlException;
import dev.recency.sql.tree.DurationNode;
import dev.recency.sql.tree.Identifier;
import dev.recency.sql.tree.Window;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Builds WINDOW clauses; the grammar takes any parts in any order, this class says which fit. */
final class WindowBuilder {

  private static final String ORDER = " The order is SIZE, ADVANCE BY, RETENTION, GRACE PERIOD.";

  /** The parts in the order in which they must be written. */
  private enum Part {
    GAP("a gap"),
    SIZE("SIZE"),
    ADVANCE("ADVANCE BY"),
    RETENTION("RETENTION"),
    GRACE("GRACE PERIOD");

    private final String written;

    Part(String written) {
      this.written = written;
    }
  }

  private final Terminals terminals;

  WindowBuilder(Terminals terminals) {
    this.terminals = terminals;
  }

  Window build(WindowContext context) {
    Map<Part, DurationNode> parts = parts(context);
    Optional<Identifier> name = terminals.optionalIdentifier(context.name());
    Location location = terminals.location(context.kind);
    Optional<DurationNode> advance = Optional.ofNullable(parts.get(Part.ADVANCE));
    Optional<DurationNode> retention = Optional.ofNullable(parts.get(Part.RETENTION));
    Optional<DurationNode> grace = Optional.ofNullable(parts.get(Part.GRACE));
    return switch (context.kind.getType()) {
      case FeatureSqlLexer.TUMBLING -> {
        refuse(context, parts, Part.ADVANCE, "Write HOPPING for windows that overlap.");
        yield new Window.Tumbling(name, size(context, parts), retention, grace, location);
      }
      case FeatureSqlLexer.HOPPING -> {
        DurationNode size = size(context, parts);
        DurationNode step = required(context, parts, Part.ADVANCE, "ADVANCE BY 1 MINUTE");
        yield new Window.Hopping(name, size, step, retention, grace, location);
      }
      case FeatureSqlLexer.SLIDING ->
          new Window.Sliding(name, size(context, parts), advance, retention, grace, location);
      default -> {
        String fix = "Write the gap alone: SESSION (5 MINUTES).";
        refuse(context, parts, Part.SIZE, fix);
        refuse(context, parts, Part.ADVANCE, fix);
        DurationNode gap = required(context, parts, Part.GAP, "the gap, 5 MINUTES");
        yield new Window.Session(name, gap, retention, grace, location);
      }
    };
  }

  private Map<Part, DurationNode> parts(WindowContext context) {
    Map<Part, DurationNode> parts = new EnumMap<>(Part.class);
    Part previous = null;
    for (WindowPartContext part : context.windowPart()) {
      Part kind = kind(part);
      if (parts.containsKey(kind)) {
        throw terminals.error(
            part, "The window has " + kind.written + " twice. Remove one of them.");
      }
      if (previous != null && previous.compareTo(kind) > 0) {
        throw terminals.error(
            part, kind.written + " stands behind " + previous.written + "." + ORDER);
      }
      parts.put(kind, terminals.duration(part.duration()));
      previous = kind;
    }
    return parts;
  }

  private static Part kind(WindowPartContext part) {
    if (part.part == null) {
      return Part.GAP;
    }
    return switch (part.part.getType()) {
      case FeatureSqlLexer.SIZE -> Part.SIZE;
      case FeatureSqlLexer.ADVANCE -> Part.ADVANCE;
      case FeatureSqlLexer.RETENTION -> Part.RETENTION;
      default -> Part.GRACE;
    };
  }

  private DurationNode size(WindowContext context, Map<Part, DurationNode> parts) {
    DurationNode gap = parts.get(Part.GAP);
    if (gap != null) {
      throw new SqlException(
          ErrorCode.WINDOW,
          gap.location(),
          "A length of time alone is the gap of SESSION. Write SIZE before it.");
    }
    return required(context, parts, Part.SIZE, "SIZE 10 MINUTES");
  }

  private DurationNode required(
      WindowContext context, Map<Part, DurationNode> parts, Part part, String example) {
    DurationNode duration = parts.get(part);
    if (duration == null) {
      throw new SqlException(
          ErrorCode.WINDOW,
          terminals.location(context.kind),
          "WINDOW " + kind(context) + " needs " + example + ".");
    }
    return duration;
  }

  private void refuse(WindowContext context, Map<Part, DurationNode> parts, Part part, String fix) {
    DurationNode duration = parts.get(part);
    if (duration != null) {
      throw new SqlException(
          ErrorCode.WINDOW,
          duration.location(),
          "WINDOW " + kind(context) + " takes no " + part.written + ". " + fix);
    }
  }

  private static String kind(WindowContext context) {
    return context.kind.getText().toUpperCase(Locale.ROOT);
  }
}
