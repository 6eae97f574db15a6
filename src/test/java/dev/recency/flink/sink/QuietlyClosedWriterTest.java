package dev.recency.flink.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.junit.jupiter.api.Test;

/** A writer that fails whatever it is asked. */
final class QuietlyClosedWriterTest {
  private static final class Failing
      implements StatefulSinkWriter<String, String>, CommittingSinkWriter<String, String> {
    private boolean closed;

    @Override
    public void write(String element, Context context) throws IOException {
      throw new IOException("write");
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      throw new IOException("flush");
    }

    @Override
    public List<String> snapshotState(long checkpointId) throws IOException {
      throw new IOException("snapshot");
    }

    @Override
    public Collection<String> prepareCommit() throws IOException {
      throw new IOException("prepare");
    }

    @Override
    public void close() throws IOException {
      closed = true;
      throw new IOException("close");
    }
  }

  private final Failing failing = new Failing();
  private final QuietlyClosedWriter<String, String, String> writer =
      QuietlyClosedWriter.of(failing, "commands");

  @Test
  void aFailureOnClosingEndsWithTheWriter() {
    assertThatCode(writer::close).doesNotThrowAnyException();
    assertThat(failing.closed).isTrue();
  }

  @Test
  void everyOtherFailureIsTheTasks() {
    assertThatThrownBy(() -> writer.flush(true)).hasMessage("flush");
    assertThatThrownBy(() -> writer.snapshotState(1)).hasMessage("snapshot");
    assertThatThrownBy(writer::prepareCommit).hasMessage("prepare");
  }
}
