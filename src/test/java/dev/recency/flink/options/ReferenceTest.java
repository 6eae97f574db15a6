package dev.recency.flink.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.flink.ClientOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReferenceTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"${file:/a/b.properties:key}", "${directory:/a:file}", "${env:NAME}"})
  void whatIsWrittenIsRead(String text) {
    assertThat(Reference.parse(text).map(Reference::text)).hasValue(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "${file:/a}",
        "${env:}",
        "${env:A}x",
        "x${env:A}",
        "${url:http:x}",
        "${file:/a:b:c}",
        "${env:A} ${env:B}"
      })
  void allElseIsAValue(String text) {
    assertThat(Reference.parse(text)).isEmpty();
  }

  @Test
  void aNameThatWouldEndAReferenceIsRefused() {
    assertThatThrownBy(() -> new Reference(Reference.Kind.FILE, "/a:b", "c"))
        .hasMessageContaining("must hold neither : nor }");
  }

  /** What the check reads is what a client of Kafka reads. */
  @Test
  void aClientReadsTheSameValue() throws IOException {
    Path file = Files.writeString(directory.resolve("a.properties"), "kafka.key = caf\u00e9");
    Files.writeString(directory.resolve("mounted"), "of the directory");
    String variable =
        System.getenv().keySet().stream()
            .filter(each -> each.matches("\\w+"))
            .findFirst()
            .orElseThrow();
    Map<String, String> references =
        Map.of(
            "ssl.keystore.password", "${file:" + file + ":kafka.key}",
            "ssl.truststore.password", "${directory:" + directory + ":mounted}",
            "ssl.key.password", "${env:" + variable + "}");
    Map<String, Object> client = new HashMap<>(ClientOptions.resolvable(references));
    client.put("bootstrap.servers", "k:1");
    AdminClientConfig read = new AdminClientConfig(client);
    for (Map.Entry<String, String> each : references.entrySet()) {
      String expected = Reference.parse(each.getValue()).orElseThrow().resolve(System.getenv());
      assertThat(read.getPassword(each.getKey())).isEqualTo(new Password(expected));
    }
  }
}
