package dev.recency.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds ports of this machine's loopback address that nobody listens on. They lie below those that
 * systems give to connections, of which a starting cluster makes many, so they stay free until their
 * server listens, and while it is restarted.
 */
public final class FreePort {
  private static final int FIRST = 20_000;
  private static final int COUNT = 12_000;

  // Two processes on one machine begin at different ports.
  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 127 % COUNT));

  private FreePort() {}

  /**
   * A port that was free a moment ago and that this process has not been given before. Binding port
   * 0 is better where the server can say which port it got.
   *
   * @throws IllegalStateException if all are taken
   */
  public static int find() {
    for (int tried = 0; tried < COUNT; tried++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        continue; // somebody listens there
      }
    }
    throw new IllegalStateException("no free port from [" + FIRST + "] on");
  }
}
