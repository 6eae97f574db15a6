package dev.recency.cli.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A ksqlDB server over its REST API. Not thread-safe.
 *
 * <p>Every method throws {@link KsqldbException} if the server does not answer within 30 seconds,
 * answers with an error, or answers what it does not document.
 */
public final class KsqldbServer {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final String MEDIA_TYPE = "application/vnd.ksql.v1+json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;

  private final URI address;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  private KsqldbServer(URI address) {
    this.address = address;
  }

  /**
   * The server at an address such as {@code http://localhost:8088}.
   *
   * @throws IllegalArgumentException if it is no address of HTTP
   */
  public static KsqldbServer at(String address) {
    try {
      URI uri = URI.create(address.endsWith("/") ? address : address + "/");
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        return new KsqldbServer(uri);
      }
    } catch (IllegalArgumentException e) {
      throw malformed(address, e);
    }
    throw malformed(address, null);
  }

  private static IllegalArgumentException malformed(String address, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "[" + address + "] is no address of a ksqlDB server. Write http://host:8088.", cause);
  }

  /** Who the server is; also tells whether it is there. */
  public ServerInfo info() {
    JsonNode info = send(request("info").GET().build()).path("KsqlServerInfo");
    if (!info.hasNonNull("ksqlServiceId")) {
      throw new KsqldbException("[" + address + "] does not answer as a ksqlDB server does.");
    }
    return new ServerInfo(info.path("version").asText(), info.get("ksqlServiceId").asText());
  }

  /**
   * Runs statements and waits until the server has taken them.
   *
   * @param sql each ended by a semicolon
   * @param properties {@code streamsProperties}, such as {@code auto.offset.reset}
   * @return one result per statement
   */
  public List<StatementResult> run(String sql, Map<String, String> properties) {
    ObjectNode body = JSON.createObjectNode().put("ksql", sql);
    ObjectNode options = body.putObject("streamsProperties");
    properties.forEach(options::put);
    JsonNode answer =
        send(
            request("ksql")
                .header("Content-Type", MEDIA_TYPE)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    List<StatementResult> results = new ArrayList<>();
    for (JsonNode entity : answer) {
      results.add(result(entity));
    }
    return results;
  }

  private static StatementResult result(JsonNode entity) {
    JsonNode status = entity.path("commandStatus");
    if (status.path("status").asText().equals("ERROR")) {
      throw new KsqldbException(
          "ksqlDB could not run ["
              + entity.path("statementText").asText()
              + "]: "
              + firstLine(status.path("message").asText()));
    }
    JsonNode query = status.path("queryId");
    return new StatementResult(
        status.path("message").asText(),
        query.isTextual() ? Optional.of(query.textValue()) : Optional.empty());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path))
        .timeout(ANSWER)
        .header("Accept", MEDIA_TYPE);
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      JsonNode body = JSON.readTree(response.body());
      if (response.statusCode() != OK) {
        throw new KsqldbException(
            "ksqlDB at ["
                + address
                + "] refuses: "
                + firstLine(body.path("message").asText("status " + response.statusCode())));
      }
      return body;
    } catch (JsonProcessingException e) {
      throw new KsqldbException("[" + address + "] does not answer as a ksqlDB server does.", e);
    } catch (IOException e) {
      throw new KsqldbException(
          "No ksqlDB server answers at [" + address + "]. Check host, port and http or https.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KsqldbException("Interrupted while waiting for ksqlDB", e);
    }
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("no reason given");
  }
}
