package dev.recency.cli.server;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** A small HTTP server that answers as ksqlDB documents, and remembers what it was told. */
public final class DocumentedServer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<String> statements = new CopyOnWriteArrayList<>();
  private final List<Map<String, String>> properties = new CopyOnWriteArrayList<>();
  private volatile String refused = "\0";
  private volatile boolean nonsense;
  private volatile BiConsumer<String, String> work = (sql, query) -> {};

  private DocumentedServer(HttpServer server) {
    this.server = server;
  }

  /** Starts it on a free port of the loopback address. */
  public static DocumentedServer start() {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      DocumentedServer started = new DocumentedServer(HttpServer.create(address, 0));
      started.server.createContext("/info", started::info);
      started.server.createContext("/ksql", started::ksql);
      started.server.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it is. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on statements that begin so are refused. */
  public void refuse(String beginning) {
    refused = beginning;
  }

  /** From now on it answers like a web server of another kind. */
  public void talkNonsense() {
    nonsense = true;
  }

  /** What it does with the SQL of a query, and its id, before it answers. */
  public void work(BiConsumer<String, String> done) {
    work = done;
  }

  /** What it was told, in order; refused statements are not among them. */
  public List<String> statements() {
    return List.copyOf(statements);
  }

  /** With which properties. */
  public List<Map<String, String>> properties() {
    return List.copyOf(properties);
  }

  public void stop() {
    server.stop(0);
  }

  private void info(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        200,
        nonsense
            ? "<html>"
            : "{\"KsqlServerInfo\":{\"version\":\"8.3.0\",\"kafkaClusterId\":\"c\","
                + "\"ksqlServiceId\":\"default_\",\"serverStatus\":\"RUNNING\"}}");
  }

  private void ksql(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    String sql = request.get("ksql").textValue();
    if (sql.startsWith(refused)) {
      answer(
          exchange,
          400,
          "{\"@type\":\"statement_error\",\"error_code\":40001,\"message\":\"A reason.\\nAnd"
              + " more.\",\"statementText\":\"\",\"entities\":[]}");
      return;
    }
    statements.add(sql);
    properties.add(
        JSON.convertValue(
            request.get("streamsProperties"), new TypeReference<Map<String, String>>() {}));
    String query = sql.contains(" AS SELECT ") ? "\"CTAS_" + statements.size() + "\"" : "null";
    if (sql.contains(" AS SELECT ")) {
      work.accept(sql, "CTAS_" + statements.size());
    }
    answer(
        exchange,
        200,
        "[{\"@type\":\"currentStatus\",\"statementText\":\"\",\"commandId\":\"c\","
            + "\"commandStatus\":{\"status\":\"SUCCESS\",\"message\":\"Done\",\"queryId\":"
            + query
            + "},\"commandSequenceNumber\":1,\"warnings\":[]}]");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
