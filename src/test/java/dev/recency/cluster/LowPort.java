package dev.recency.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of the loopback address that stay free until their process listens, and while it is
 * restarted: they lie below those that systems give to connections, of which a starting cluster
 * makes many.
 */
final class LowPort {
  private static final int FIRST = 20_000;
  private static final int COUNT = 12_000;

  // Two builds on one machine begin at different ports.
  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 31 % COUNT));

  private LowPort() {}

  /** One that nobody listens on and that this process has not been given before. */
  static int find() {
    for (int tried = 0; tried < COUNT; tried++) {
      int port = FIRST + NEXT.getAndIncrement() % COUNT;
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        continue;
      }
    }
    throw new IllegalStateException("no free port from [" + FIRST + "] on");
  }
}
