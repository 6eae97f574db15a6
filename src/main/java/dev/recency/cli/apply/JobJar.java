package dev.recency.cli.apply;

import dev.recency.cli.EnvironmentException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/** The jar with the classes of a job, which goes to the cluster with it. */
final class JobJar {
  private static final String NAME = "recency-job.jar";

  private JobJar() {}

  /**
   * The file of this path, else the one beside the jar that this class is from.
   *
   * @throws EnvironmentException if it is not there
   */
  static Path find(Optional<Path> named) {
    Path jar = named.orElseGet(JobJar::besideThisOne);
    if (!Files.isRegularFile(jar) || !Files.isReadable(jar)) {
      throw new EnvironmentException(
          jar + ": no such file, or not readable. Write --job-jar with the path of " + NAME + ".",
          null);
    }
    return jar;
  }

  private static Path besideThisOne() {
    CodeSource source = JobJar.class.getProtectionDomain().getCodeSource();
    try {
      return source == null
          ? Path.of(NAME)
          : Path.of(source.getLocation().toURI()).resolveSibling(NAME);
    } catch (URISyntaxException e) {
      return Path.of(NAME);
    }
  }
}
