package dev.recency.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code recency run} that speak of the state of an earlier run. */
final class StateOptions {
  private static final List<String> KEPT =
      List.of(
          "execution.checkpointing.dir",
          "state.checkpoints.dir",
          "execution.checkpointing.storage",
          "state.checkpoint-storage",
          "execution.checkpointing.externalized-checkpoint-retention");

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description =
          "Keep the broker's and the job's state here; a live run goes on from it, a replay needs"
              + " an empty one.")
  private @Nullable Path stateDirectory;

  @Option(
      names = "--accept-state-loss",
      paramLabel = "STATEMENT",
      split = ",",
      description =
          "With --state-dir: this statement may lose its state if that does not fit its new"
              + " definition. May be repeated.")
  private Set<String> acceptedLosses = Set.of();

  Optional<Path> directory() {
    return Optional.ofNullable(stateDirectory);
  }

  Set<String> acceptedLosses() {
    return acceptedLosses;
  }

  /** What is wrong with these options and Flink's settings. */
  Optional<String> mistake(Map<String, String> flinkSettings) {
    if (stateDirectory == null && !acceptedLosses.isEmpty()) {
      return Optional.of(
          "--accept-state-loss needs --state-dir DIR: without it there is no state.");
    }
    return stateDirectory == null
        ? Optional.empty()
        : KEPT.stream()
            .filter(flinkSettings::containsKey)
            .findFirst()
            .map(key -> "--state-dir keeps the checkpoints: remove -D " + key + ".");
  }
}
