package dev.recency.accuracy.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A connection to a browser by its DevTools protocol: calls with answers, and events. */
final class DevTools implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 120;

  private final WebSocket socket;
  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final Map<String, CompletableFuture<Void>> loads = new ConcurrentHashMap<>();

  DevTools(String address) {
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), new Listener())
            .join();
  }

  /**
   * Calls a method and waits for its result.
   *
   * @param session of a page; null for the browser itself
   * @throws IllegalStateException if the browser answers with an error
   */
  JsonNode call(@Nullable String session, String method, ObjectNode parameters) {
    int id = lastId.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", parameters);
    if (session != null) {
      message.put("sessionId", session);
    }
    socket.sendText(message.toString(), true).join();
    JsonNode full = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    if (full.has("error")) {
      throw new IllegalStateException(method + ": " + full.get("error"));
    }
    return full.get("result");
  }

  /** Lets a page go to an address and waits until it is loaded. */
  void navigate(String session, String address) {
    CompletableFuture<Void> load = new CompletableFuture<>();
    loads.put(session, load);
    call(session, "Page.navigate", JSON.createObjectNode().put("url", address));
    load.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** What has happened on a page. */
  List<JsonNode> events(String session) {
    return events.stream().filter(it -> session.equals(it.path("sessionId").textValue())).toList();
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        take(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }

    private void take(String message) {
      try {
        JsonNode node = JSON.readTree(message);
        if (node.has("id")) {
          Objects.requireNonNull(answers.remove(node.get("id").intValue())).complete(node);
          return;
        }
        events.add(node);
        String session = node.path("sessionId").asText();
        if (node.path("method").asText().equals("Page.loadEventFired")
            && loads.containsKey(session)) {
          loads.get(session).complete(null);
        }
      } catch (IOException e) {
        throw new IllegalStateException("the browser speaks no JSON: " + message, e);
      }
    }
  }
}
