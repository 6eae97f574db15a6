package dev.recency.cli.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.runtime.jobgraph.JobGraph;

/**
 * A small HTTP server that answers as Flink's REST API does, and remembers what it was asked. Jobs
 * that are submitted become what was planned for them, in turn.
 */
public final class SmallFlink implements AutoCloseable {
  private static final Pattern JOB = Pattern.compile("/jobs/([^/]+)/?(.*)");

  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<String, String> states = new LinkedHashMap<>();
  private final Map<String, Fate> fates = new LinkedHashMap<>();
  private final Deque<Fate> planned = new ArrayDeque<>();
  private final Map<String, Function<String, String>> answers = new LinkedHashMap<>();
  private volatile byte[] upload = new byte[0];

  private SmallFlink(HttpServer server) {
    this.server = server;
  }

  /** Starts it on a free port of the loopback address. */
  public static SmallFlink start() {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      SmallFlink started = new SmallFlink(HttpServer.create(address, 0));
      started.server.createContext("/", started::handle);
      started.server.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A job that is there already. */
  public SmallFlink with(String id, String state) {
    states.put(id, state);
    fates.put(id, Fate.RUNS);
    return this;
  }

  /** What becomes of the next jobs. */
  public SmallFlink then(Fate... next) {
    planned.addAll(List.of(next));
    return this;
  }

  /** The answer to a path, instead of what it would be. */
  public SmallFlink answering(String path, String json) {
    answers.put(path, query -> json);
    return this;
  }

  /** The answer to a path by its query. */
  public SmallFlink answering(String path, Function<String, String> json) {
    answers.put(path, json);
    return this;
  }

  /** Method and path of what changed something, in order. */
  public List<String> changes() {
    return requests.stream().filter(each -> !each.startsWith("GET")).toList();
  }

  /** The body of the last upload. */
  public byte[] upload() {
    return upload.clone();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String query = String.valueOf(exchange.getRequestURI().getRawQuery());
    byte[] body = exchange.getRequestBody().readAllBytes();
    requests.add(exchange.getRequestMethod() + " " + path);
    String answer;
    if (answers.containsKey(path)) {
      answer = answers.get(path).apply(query);
    } else if (path.equals("/jobs") && exchange.getRequestMethod().equals("POST")) {
      upload = body;
      answer = submitted();
    } else {
      answer = known(exchange.getRequestMethod(), path);
    }
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0) {
      exchange.sendResponseHeaders(status(answer), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private static int status(String answer) {
    if (!answer.contains("\"errors\"")) {
      return 200;
    }
    return answer.contains("Not found") ? 404 : 500;
  }

  private String submitted() {
    Fate fate = planned.remove();
    if (fate == Fate.REFUSED) {
      return "{\"errors\":[\"Internal server error.\",\"<Exception on server side:\\norg.apache"
          + ".flink.Some: Failed to submit job.\\n\\tat a.b(C)\\nCaused by: java.lang"
          + ".RuntimeException: no room\\n\\tat d\\nEnd of exception on server side>\"]}";
    }
    if (fate == Fate.NEVER_ARRIVES) {
      return "";
    }
    boolean lost = fate == Fate.LOSES_ITS_ANSWER;
    String id = lost ? submittedId() : "new" + states.size();
    states.put(id, fate == Fate.RESTARTS ? "RESTARTING" : "RUNNING");
    fates.put(id, fate);
    return lost ? "" : "{\"jobUrl\":\"/jobs/" + id + "\"}";
  }

  /** The id that the job graph of the last upload has. */
  public String submittedId() {
    int start = new String(upload, StandardCharsets.ISO_8859_1).indexOf("\u00ac\u00ed\u0000\u0005");
    try (ObjectInputStream graph =
        new ObjectInputStream(new ByteArrayInputStream(upload, start, upload.length - start))) {
      return ((JobGraph) graph.readObject()).getJobID().toHexString();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("no job graph was sent", e);
    }
  }

  private String known(String method, String path) {
    Matcher matcher = JOB.matcher(path);
    if (path.equals("/config")) {
      return "{\"flink-version\":\"2.2.1\",\"refresh-interval\":0}";
    }
    if (path.equals("/jobmanager/config")) {
      return "[]";
    }
    if (path.equals("/jobs/overview")) {
      return states.entrySet().stream()
          .map(job -> job(job.getKey(), job.getValue()))
          .collect(Collectors.joining(",", "{\"jobs\":[", "]}"));
    }
    if (matcher.matches() && states.containsKey(matcher.group(1))) {
      return ofJob(method, matcher.group(1), matcher.group(2));
    }
    return "{\"errors\":[\"Not found: " + path + "\"]}";
  }

  private static String job(String id, String state) {
    return "{\"jid\":\"%s\",\"name\":\"shop\",\"state\":\"%s\",\"start-time\":1}"
        .formatted(id, state);
  }

  private String ofJob(String method, String id, String what) {
    Fate fate = fates.getOrDefault(id, Fate.RUNS);
    if (method.equals("PATCH")) {
      if (fate == Fate.FAILS_AND_STAYS_FOR_EVER || fate == Fate.FAILS_AND_STAYS) {
        fates.put(id, fate == Fate.FAILS_AND_STAYS ? Fate.FAILS : Fate.FAILS_AND_STAYS_FOR_EVER);
        return "{\"errors\":[\"busy\"]}";
      }
      states.put(id, "CANCELED");
      return "{}";
    }
    if (what.equals("stop")) {
      states.put(id, "FINISHED");
      return "{\"request-id\":\"t\"}";
    }
    boolean waits = fate == Fate.WAITS_FOR_SLOTS || fate == Fate.RESTARTS;
    return switch (what) {
      case "" ->
          ("{\"jid\":\"%s\",\"name\":\"shop\",\"state\":\"%s\",\"vertices\":"
                  + "[{\"parallelism\":2,\"tasks\":{\"RUNNING\":%d}}]}")
              .formatted(id, states.get(id), waits ? 0 : 2);
      case "exceptions" ->
          fate.fails()
              ? "{\"exceptionHistory\":{\"entries\":[{\"stacktrace\":\"a.B: outer\\n\\tat x\\n"
                  + "Caused by: a.C: no such file\\n\"}]}}"
              : "{\"exceptionHistory\":{\"entries\":[]}}";
      case "savepoints/t" ->
          "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"location\":\"file:/saved\"}}";
      case "checkpoints" ->
          method.equals("POST")
              ? "{\"request-id\":\"c\"}"
              : "{\"counts\":{\"completed\":%d}}".formatted(completed(id, fate));
      case "checkpoints/c" ->
          fate == Fate.FORGETS_ITS_CHECKPOINT
              ? "{\"errors\":[\"Not found: c\"]}"
              : "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{"
                  + (fate == Fate.FAILS_ITS_CHECKPOINT
                      ? "\"failureCause\":{\"stack-trace\":\"a.B: disk full\"}"
                      : "\"checkpointId\":7")
                  + "}}";
      default -> "{\"errors\":[\"Not found\"]}";
    };
  }

  /** One, once it was asked for: that it is complete is all that such a job can tell of it. */
  private int completed(String id, Fate fate) {
    boolean asked = requests.contains("POST /jobs/" + id + "/checkpoints");
    return fate == Fate.FORGETS_ITS_CHECKPOINT && asked ? 1 : 0;
  }
}
