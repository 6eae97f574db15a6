package dev.recency.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shipped, and what must not be. */
final class JarContentsIT {
  private static final Path JOB = Path.of("target", "recency-job.jar");
  private static final Path TEST_CLASSES = Path.of("target", "test-classes");
  private static final Path COMMAND_LINE = Path.of("target", "recency.jar");
  private static final List<String> TEST_PARTS =
      List.of("org/junit/", "org/assertj/", "com/tngtech/", "org/awaitility/", "org/openjdk/jmh/");

  @Test
  void theJobJarHoldsTheJobItsConnectorAndItsClients() throws IOException {
    assertThat(entries(JOB))
        .contains(
            "dev/recency/flink/FeatureJob.class",
            "dev/recency/sql/SqlParser.class",
            "dev/recency/plan/function/text.txt",
            "org/antlr/v4/runtime/Parser.class",
            "com/fasterxml/jackson/core/JsonFactory.class",
            "org/apache/flink/connector/kafka/source/KafkaSource.class",
            "org/apache/flink/connector/base/source/reader/SourceReaderBase.class",
            "org/apache/kafka/clients/consumer/KafkaConsumer.class",
            "com/github/luben/zstd/Zstd.class",
            "META-INF/LICENSE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org/apache/flink/runtime/",
        "org/apache/flink/streaming/api/",
        "org/apache/flink/api/common/functions/",
        "org/apache/kafka/streams/",
        "kafka/server/",
        "org/apache/kafka/controller/",
        "org/rocksdb/",
        "scala/",
        "picocli/",
        "org/slf4j/",
        "org/apache/logging/",
        "dev/recency/cli/",
        "dev/recency/local/",
        "dev/recency/simulator/",
        "log4j2"
      })
  void theJobJarLeavesOutWhatTheClusterHasAndWhatOnlyTheCommandLineNeeds(String prefix)
      throws IOException {
    assertThat(entries(JOB)).noneMatch(entry -> entry.startsWith(prefix));
  }

  @Test
  void theJobJarIsAboutTwentyFiveMegabytes() throws IOException {
    assertThat(Files.size(JOB)).isBetween(20_000_000L, 28_000_000L);
  }

  @Test
  void theCommandLineHasEverythingInIt() throws IOException {
    assertThat(entries(COMMAND_LINE))
        .contains(
            "dev/recency/cli/Main.class",
            "dev/recency/flink/FeatureJob.class",
            "org/apache/flink/runtime/minicluster/MiniCluster.class",
            "kafka/server/KafkaRaftServer.class",
            "picocli/CommandLine.class",
            "log4j2-cli.properties",
            "META-INF/LICENSE");
    assertThat(Files.size(COMMAND_LINE)).isLessThan(140_000_000L);
  }

  @Test
  void neitherJarHoldsTestsNorSignaturesOfOtherJars() throws IOException {
    for (Path jar : List.of(JOB, COMMAND_LINE)) {
      assertThat(entries(jar))
          .noneMatch(entry -> TEST_PARTS.stream().anyMatch(entry::startsWith))
          .noneMatch(entry -> entry.matches("META-INF/[^/]+\\.(SF|DSA|RSA)"))
          .noneMatch(
              entry ->
                  entry.endsWith(".class")
                      && !entry.endsWith("/package-info.class")
                      && Files.exists(TEST_CLASSES.resolve(entry)));
    }
  }

  @Test
  void serviceFilesOfSeveralJarsAreOneFileWithAllTheirLines() throws IOException {
    assertThat(service(COMMAND_LINE, "org.apache.flink.core.execution.PipelineExecutorFactory"))
        .contains(
            "org.apache.flink.client.deployment.executors.LocalExecutorFactory",
            "org.apache.flink.client.deployment.executors.RemoteExecutorFactory");
    assertThat(service(COMMAND_LINE, "com.fasterxml.jackson.core.JsonFactory"))
        .contains(
            "com.fasterxml.jackson.core.JsonFactory",
            "com.fasterxml.jackson.dataformat.csv.CsvFactory");
  }

  @Test
  void theManifestsNameTheMainClassAndTheVersion() throws IOException {
    assertThat(manifest(JOB).getValue("Main-Class")).isEqualTo("dev.recency.flink.FeatureJob");
    Attributes commandLine = manifest(COMMAND_LINE);
    assertThat(commandLine.getValue("Main-Class")).isEqualTo("dev.recency.cli.Main");
    assertThat(commandLine.getValue("Multi-Release")).isEqualTo("true");
    assertThat(commandLine.getValue("Implementation-Version")).startsWith("0.");
  }

  private static Set<String> entries(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(ZipEntry::getName).collect(Collectors.toSet());
    }
  }

  private static List<String> service(Path jar, String name) throws IOException {
    try (JarFile file = new JarFile(jar.toFile());
        InputStream bytes = file.getInputStream(file.getEntry("META-INF/services/" + name))) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static Attributes manifest(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes();
    }
  }
}
