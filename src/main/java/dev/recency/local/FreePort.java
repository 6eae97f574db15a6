package dev.recency.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds ports of this machine's loopback address that nobody listens on. */
public final class FreePort {
  private FreePort() {}

  /**
   * A port that was free a moment ago. Another process may take it before the caller does; binding
   * port 0 is better where the server can say which port it got.
   */
  public static int find() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No free port on the loopback address", e);
    }
  }
}
