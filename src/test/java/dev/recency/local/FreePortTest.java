package dev.recency.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class FreePortTest {
  @Test
  void portsAreNewAndBelowThoseOfConnections() {
    List<Integer> ports = Stream.generate(FreePort::find).limit(100).toList();
    assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port >= 20_000 && port < 32_000);
  }
}
