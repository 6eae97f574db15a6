package dev.recency.accuracy.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A headless Chromium with an empty profile, spoken to by its DevTools protocol. */
final class Chromium implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");
  private static final int PATIENCE_SECONDS = 120;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final Map<String, CompletableFuture<Void>> loads = new ConcurrentHashMap<>();

  private Chromium(Process process, Path profile, String address) {
    this.process = process;
    this.profile = profile;
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), new Listener())
            .join();
  }

  /** Starts it; aborts the test where there is none. */
  static Chromium start(String test) throws IOException {
    String reason = "there is no [" + PROGRAM + "]";
    if (!Files.isExecutable(PROGRAM)) {
      System.out.println(test + ": skipped, because " + reason);
    }
    Assumptions.assumeTrue(Files.isExecutable(PROGRAM), reason);
    Path target = Files.createDirectories(Path.of("target"));
    Path profile = Files.createTempDirectory(target, "chromium").toAbsolutePath();
    Process process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader errors = process.errorReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = errors.readLine(); line != null; line = errors.readLine()) {
      if (line.startsWith("DevTools listening on ")) {
        drain(errors);
        return new Chromium(process, profile, line.substring("DevTools listening on ".length()));
      }
      said.append(line).append('\n');
    }
    throw new IOException("[" + PROGRAM + "] ended before it listened: " + said);
  }

  /** Reads on, so that it never waits for a full pipe. */
  private static void drain(BufferedReader errors) {
    Runnable read =
        () -> {
          try {
            errors.transferTo(Writer.nullWriter());
          } catch (IOException e) {
            return; // the browser has ended
          }
        };
    Thread reader = new Thread(read, "what the browser says");
    reader.setDaemon(true);
    reader.start();
  }

  /** Opens a file in a window of this size and scheme, and waits until it is loaded. */
  Page open(Path file, int width, boolean dark, boolean scripts) {
    String target =
        call(null, "Target.createTarget", JSON.createObjectNode().put("url", "about:blank"))
            .get("targetId")
            .textValue();
    ObjectNode attach = JSON.createObjectNode().put("targetId", target).put("flatten", true);
    String session = call(null, "Target.attachToTarget", attach).get("sessionId").textValue();
    for (String each : List.of("Network.enable", "Log.enable", "Runtime.enable", "Page.enable")) {
      call(session, each, JSON.createObjectNode());
    }
    ObjectNode size = JSON.createObjectNode().put("width", width).put("height", 900);
    size.put("deviceScaleFactor", 1).put("mobile", width < 700);
    call(session, "Emulation.setDeviceMetricsOverride", size);
    ObjectNode media = JSON.createObjectNode();
    media
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", dark ? "dark" : "light");
    call(session, "Emulation.setEmulatedMedia", media);
    ObjectNode disabled = JSON.createObjectNode().put("value", !scripts);
    call(session, "Emulation.setScriptExecutionDisabled", disabled);
    CompletableFuture<Void> load = new CompletableFuture<>();
    loads.put(session, load);
    String address = file.toUri().toString();
    call(session, "Page.navigate", JSON.createObjectNode().put("url", address));
    load.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    return new Page(target, session, address);
  }

  private JsonNode call(@Nullable String session, String method, ObjectNode parameters) {
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

  @Override
  public void close() throws IOException {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    socket.abort();
    all.forEach(ProcessHandle::destroy);
    for (ProcessHandle each : all) {
      each.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /** A loaded page. */
  final class Page implements AutoCloseable {
    private final String target;
    private final String session;
    private final String address;

    private Page(String target, String session, String address) {
      this.target = target;
      this.session = session;
      this.address = address;
    }

    /** The value of an expression. */
    JsonNode evaluate(String script) {
      ObjectNode parameters = JSON.createObjectNode().put("expression", script);
      parameters.put("returnByValue", true).put("awaitPromise", true);
      JsonNode result = call(session, "Runtime.evaluate", parameters);
      if (result.has("exceptionDetails")) {
        throw new IllegalStateException(script + ": " + result.get("exceptionDetails"));
      }
      return result.get("result").path("value");
    }

    /** What stands in the console: errors, warnings, refusals of the policy. */
    List<String> complaints() {
      List<String> found = new ArrayList<>();
      for (JsonNode each : ofThis()) {
        String method = each.get("method").textValue();
        boolean log = method.equals("Log.entryAdded");
        if (log
            || method.equals("Runtime.exceptionThrown")
            || method.equals("Runtime.consoleAPICalled")) {
          found.add(each.get("params").toString());
        }
      }
      return found;
    }

    /** What it asked for, but for itself. */
    List<String> requests() {
      List<String> found = new ArrayList<>();
      for (JsonNode each : ofThis()) {
        if (each.get("method").textValue().equals("Network.requestWillBeSent")) {
          String url = each.at("/params/request/url").textValue();
          if (!url.equals(address) && !url.startsWith("data:")) {
            found.add(url);
          }
        }
      }
      return found;
    }

    private List<JsonNode> ofThis() {
      return events.stream()
          .filter(it -> session.equals(it.path("sessionId").textValue()))
          .toList();
    }

    /** A picture of the whole page, PNG. */
    byte[] screenshot() throws IOException {
      ObjectNode parameters = JSON.createObjectNode().put("captureBeyondViewport", true);
      return call(session, "Page.captureScreenshot", parameters).get("data").binaryValue();
    }

    /** The page as it prints, PDF. */
    byte[] print() throws IOException {
      return call(session, "Page.printToPDF", JSON.createObjectNode()).get("data").binaryValue();
    }

    @Override
    public void close() {
      call(null, "Target.closeTarget", JSON.createObjectNode().put("targetId", target));
    }
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
