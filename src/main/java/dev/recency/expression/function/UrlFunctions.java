package dev.recency.expression.function;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Parts of addresses (RFC 2396 as Java reads them) and the encoding of their parameters. */
final class UrlFunctions {
  private UrlFunctions() {}

  static void register(Registry registry) {
    registry.one(
        "URL_ENCODE_PARAM(STRING) -> STRING",
        (String text) -> URLEncoder.encode(text, StandardCharsets.UTF_8));
    registry.one(
        "URL_DECODE_PARAM(STRING) -> STRING",
        (String text) -> URLDecoder.decode(text, StandardCharsets.UTF_8));
    registry.one(
        "URL_EXTRACT_PROTOCOL(STRING) -> STRING", (String url) -> URI.create(url).getScheme());
    registry.one("URL_EXTRACT_HOST(STRING) -> STRING", (String url) -> URI.create(url).getHost());
    registry.one("URL_EXTRACT_PORT(STRING) -> INTEGER", UrlFunctions::port);
    registry.one("URL_EXTRACT_PATH(STRING) -> STRING", (String url) -> URI.create(url).getPath());
    registry.one("URL_EXTRACT_QUERY(STRING) -> STRING", (String url) -> URI.create(url).getQuery());
    registry.two("URL_EXTRACT_PARAMETER(STRING, STRING) -> STRING", UrlFunctions::parameter);
    registry.one(
        "URL_EXTRACT_FRAGMENT(STRING) -> STRING", (String url) -> URI.create(url).getFragment());
  }

  private static @Nullable Integer port(String url) {
    int port = URI.create(url).getPort();
    return port < 0 ? null : port;
  }

  /** The first value of the parameter; empty if it has no value, NULL if it is missing. */
  private static @Nullable String parameter(String url, String name) {
    String query = URI.create(url).getQuery();
    if (query == null) {
      return null;
    }
    for (String pair : query.split("&", -1)) {
      int separator = pair.indexOf('=');
      if ((separator < 0 ? pair : pair.substring(0, separator)).equals(name)) {
        return separator < 0 ? "" : pair.substring(separator + 1);
      }
    }
    return null;
  }
}
