package dev.recency.accuracy.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A headless Chromium with an empty profile of its own. */
final class Chromium implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");
  private static final int PATIENCE_SECONDS = 120;

  private final Process process;
  private final Path profile;
  private final DevTools tools;

  private Chromium(Process process, Path profile, DevTools tools) {
    this.process = process;
    this.profile = profile;
    this.tools = tools;
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
        String address = line.substring("DevTools listening on ".length());
        return new Chromium(process, profile, new DevTools(address));
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
  BrowserPage open(Path file, int width, boolean dark, boolean scripts) {
    String target =
        tools
            .call(
                null,
                "Target.createTarget",
                DevTools.JSON.createObjectNode().put("url", "about:blank"))
            .get("targetId")
            .textValue();
    ObjectNode attach =
        DevTools.JSON.createObjectNode().put("targetId", target).put("flatten", true);
    String session = tools.call(null, "Target.attachToTarget", attach).get("sessionId").textValue();
    for (String each : List.of("Network.enable", "Log.enable", "Runtime.enable", "Page.enable")) {
      tools.call(session, each, DevTools.JSON.createObjectNode());
    }
    ObjectNode size = DevTools.JSON.createObjectNode().put("width", width).put("height", 900);
    size.put("deviceScaleFactor", 1).put("mobile", width < 700);
    tools.call(session, "Emulation.setDeviceMetricsOverride", size);
    ObjectNode media = DevTools.JSON.createObjectNode();
    media
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", dark ? "dark" : "light");
    tools.call(session, "Emulation.setEmulatedMedia", media);
    ObjectNode disabled = DevTools.JSON.createObjectNode().put("value", !scripts);
    tools.call(session, "Emulation.setScriptExecutionDisabled", disabled);
    String address = file.toUri().toString();
    tools.navigate(session, address);
    return new BrowserPage(tools, target, session, address);
  }

  @Override
  public void close() throws IOException {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    tools.close();
    all.forEach(ProcessHandle::destroy);
    for (ProcessHandle each : all) {
      each.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
