package dev.recency.local.generator;

import dev.recency.local.generator.GeneratedEvent.Fault;

/** Records as JSON lines. Every text is made of digits and letters, so nothing needs an escape. */
public final class EventLines {
  private static final String NO_JSON = "{\"base64\":\"bm90IGpzb24=\"}";

  private final EventGenerator generator;
  private final EventKind kind;
  private final StringBuilder line = new StringBuilder();

  public EventLines(Traffic traffic) {
    generator = new EventGenerator(traffic);
    kind = traffic.kind();
  }

  /** The next record, without a line end; good until the next call. */
  public CharSequence next() {
    GeneratedEvent event = generator.next();
    line.setLength(0);
    line.append("{\"topic\":\"").append(kind.topic()).append("\",\"key\":null,\"value\":");
    if (event.fault() == Fault.NO_JSON) {
      line.append(NO_JSON);
    } else {
      value(event);
    }
    return line.append(",\"timestamp\":").append(event.arrivalMillis()).append('}');
  }

  private void value(GeneratedEvent event) {
    line.append('{');
    if (event.fault() != Fault.NO_USER) {
      line.append("\"userId\":\"u").append(event.user() + 1).append("\",");
    }
    if (kind == EventKind.MESSAGES) {
      line.append("\"peerId\":\"u").append(event.peer() + 1).append("\",\"");
    } else {
      line.append("\"chat_duration\":").append(event.durationSeconds()).append(",\"");
    }
    line.append(kind.timeField()).append("\":");
    if (event.fault() == Fault.TEXT_TIME) {
      line.append("\"yesterday\"}");
    } else {
      line.append(event.eventTimeMillis()).append('}');
    }
  }
}
