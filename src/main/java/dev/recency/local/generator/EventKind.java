package dev.recency.local.generator;

import java.util.Locale;

/** What the events are about: the topic, and the fields of their values. */
public enum EventKind {
  /** Topic {@code message-sent}: {@code userId}, {@code peerId}, {@code sentAt}. */
  MESSAGES("message-sent", "sentAt"),
  /** Topic {@code azar_match_event}: {@code userId}, {@code chat_duration}, {@code timestampMillis}. */
  MATCHES("azar_match_event", "timestampMillis");

  private final String topic;
  private final String timeField;

  EventKind(String topic, String timeField) {
    this.topic = topic;
    this.timeField = timeField;
  }

  /** Where the events go. */
  public String topic() {
    return topic;
  }

  /** The field with the event time in milliseconds. */
  String timeField() {
    return timeField;
  }

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
