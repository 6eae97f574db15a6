package dev.recency.cli;

import dev.recency.flink.Definitions;
import dev.recency.local.LocalRun;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** A run without an end: until Ctrl-C, and with a state directory until the next time. */
final class LiveRun {
  private static final Duration TICK = Duration.ofSeconds(1);

  private final Console console;
  private final RunSettings settings;
  private final LocalRun run;
  private final StateDirectory state;

  LiveRun(Console console, RunSettings settings, LocalRun run, StateDirectory state) {
    this.console = console;
    this.settings = settings;
    this.run = run;
    this.state = state;
  }

  void execute(Definitions definitions, long loaded, StopSignal signal)
      throws InterruptedException {
    Optional<String> stored = state.newest();
    stored.ifPresent(path -> console.err().println("recency: going on from " + path));
    run.start(settings.job(run.topics().bootstrapServers()), definitions, stored);
    console
        .err()
        .println(
            String.format(
                Locale.ROOT,
                "recency: running on Kafka at %s, %,d records loaded; Ctrl-C stops it.",
                run.topics().bootstrapServers(),
                loaded));
    Progress progress = new Progress(console);
    long startNanos = System.nanoTime();
    try {
      signal.arm();
      run.awaitEnd(
          TICK,
          () ->
              progress.show(
                  "running for %,d s",
                  Duration.ofNanos(System.nanoTime() - startNanos).toSeconds()));
    } catch (InterruptedException e) {
      progress.clear();
      state.savepoints().ifPresent(run::stopWithSavepoint);
      throw e;
    }
  }
}
