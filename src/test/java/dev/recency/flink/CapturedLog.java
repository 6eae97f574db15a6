package dev.recency.flink;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** Everything that is logged meanwhile, at DEBUG and above; kept is what holds a word. */
final class CapturedLog implements AutoCloseable {
  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
  private final Map<LoggerConfig, Level> levels = new HashMap<>();
  private final Map<String, Appender> silenced = new HashMap<>();
  private final List<String> telling = new CopyOnWriteArrayList<>();
  private final AtomicLong seen = new AtomicLong();
  private final Capture capture;

  private CapturedLog(String word) {
    capture = new Capture(word);
  }

  static CapturedLog of(String word) {
    CapturedLog log = new CapturedLog(word);
    log.open();
    return log;
  }

  private void open() {
    capture.start();
    LoggerConfig root = context.getConfiguration().getRootLogger();
    silenced.putAll(root.getAppenders());
    silenced.keySet().forEach(root::removeAppender);
    for (LoggerConfig each : context.getConfiguration().getLoggers().values()) {
      levels.put(each, each.getLevel());
      each.setLevel(Level.DEBUG);
    }
    root.addAppender(capture, Level.ALL, null);
    context.updateLoggers();
  }

  /** The lines, with stack traces, that hold the word. */
  List<String> telling() {
    return telling;
  }

  /** How many lines there were. */
  long seen() {
    return seen.get();
  }

  @Override
  public void close() {
    LoggerConfig root = context.getConfiguration().getRootLogger();
    root.removeAppender(capture.getName());
    silenced.values().forEach(each -> root.addAppender(each, null, null));
    levels.forEach(LoggerConfig::setLevel);
    context.updateLoggers();
    capture.stop();
  }

  private final class Capture extends AbstractAppender {
    private final String word;

    Capture(String word) {
      super("capture", null, null, true, Property.EMPTY_ARRAY);
      this.word = word;
    }

    @Override
    public void append(LogEvent event) {
      seen.incrementAndGet();
      StringWriter text = new StringWriter();
      text.append(event.getLoggerName()).append(": ");
      text.append(event.getMessage().getFormattedMessage());
      if (event.getThrown() != null) {
        event.getThrown().printStackTrace(new PrintWriter(text, true));
      }
      if (text.toString().contains(word)) {
        telling.add(text.toString());
      }
    }
  }
}
