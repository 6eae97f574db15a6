package dev.recency.cli.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests to one address, with JSON both ways. Every method throws {@link ClusterException} if
 * nobody answers within 30 seconds, or the answer is an error or no JSON.
 */
final class RestCalls {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration UPLOAD = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FIRST_OF_ERRORS = 300;

  private final URI address;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  private RestCalls(URI address) {
    this.address = address;
  }

  /**
   * Calls to an address such as {@code http://localhost:8081}; one behind a proxy may have a path.
   *
   * @throws IllegalArgumentException if it is no address of HTTP
   */
  static RestCalls to(String address) {
    try {
      URI uri = URI.create(address.endsWith("/") ? address : address + "/");
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        return new RestCalls(uri);
      }
    } catch (IllegalArgumentException e) {
      throw malformed(address, e);
    }
    throw malformed(address, null);
  }

  private static IllegalArgumentException malformed(String address, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "[" + address + "] is no address of Flink's REST API: write http://host:8081", cause);
  }

  JsonNode get(String path) {
    return send(request(path).timeout(ANSWER).GET().build());
  }

  JsonNode post(String path, JsonNode body) {
    return send(
        request(path)
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  JsonNode post(String path, String contentType, BodyPublisher body) {
    return send(
        request(path).timeout(UPLOAD).header("Content-Type", contentType).POST(body).build());
  }

  JsonNode patch(String path) {
    return send(request(path).timeout(ANSWER).method("PATCH", BodyPublishers.noBody()).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path)).header("Accept", "application/json");
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      JsonNode body = JSON.readTree(response.body());
      if (response.statusCode() >= FIRST_OF_ERRORS) {
        throw new ClusterException(
            "Flink at [" + address + "] refuses: " + reason(body), response.statusCode());
      }
      return body;
    } catch (JsonProcessingException e) {
      throw notFlink(e);
    } catch (IOException e) {
      throw new ClusterException(
          "No Flink answers at [" + address + "]. Check host, port and http or https.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("Interrupted while waiting for Flink", e);
    }
  }

  /** Another server answers. */
  ClusterException notFlink(@Nullable Throwable cause) {
    return new ClusterException(
        "[" + address + "] does not answer as Flink does. Name its REST address (port 8081).",
        cause);
  }

  private static String reason(JsonNode body) {
    StringBuilder all = new StringBuilder();
    body.path("errors").forEach(error -> all.append(error.asText()).append('\n'));
    return Reason.of(all.toString());
  }
}
