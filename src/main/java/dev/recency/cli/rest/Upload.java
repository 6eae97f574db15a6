package dev.recency.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A request of several parts: what is asked as JSON, and files. */
final class Upload {
  private static final String BOUNDARY = "recency-f2b1d0c6e5a94b7f";
  private static final String END_OF_LINE = "\r\n";

  private final List<BodyPublisher> parts = new ArrayList<>();
  private int files;

  Upload(JsonNode request) {
    parts.add(text("--" + BOUNDARY));
    parts.add(header("name=\"request\"", "application/json"));
    parts.add(text(request.toString()));
  }

  Upload add(String name, byte[] content) {
    return add(name, BodyPublishers.ofByteArray(content));
  }

  Upload add(String name, Path file) throws FileNotFoundException {
    return add(name, BodyPublishers.ofFile(file));
  }

  private Upload add(String name, BodyPublisher content) {
    parts.add(text(END_OF_LINE + "--" + BOUNDARY));
    parts.add(
        header(
            "name=\"file_" + files++ + "\"; filename=\"" + name + "\"",
            "application/octet-stream"));
    parts.add(content);
    return this;
  }

  String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  BodyPublisher body() {
    List<BodyPublisher> all = new ArrayList<>(parts);
    all.add(text(END_OF_LINE + "--" + BOUNDARY + "--" + END_OF_LINE));
    return BodyPublishers.concat(all.toArray(BodyPublisher[]::new));
  }

  private static BodyPublisher header(String disposition, String contentType) {
    return text(
        END_OF_LINE
            + "Content-Disposition: form-data; "
            + disposition
            + END_OF_LINE
            + "Content-Type: "
            + contentType
            + END_OF_LINE
            + END_OF_LINE);
  }

  private static BodyPublisher text(String text) {
    return BodyPublishers.ofString(text, StandardCharsets.UTF_8);
  }
}
