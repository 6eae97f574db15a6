package dev.recency.accuracy.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A loaded page. */
final class BrowserPage implements AutoCloseable {
  private final DevTools tools;
  private final String target;
  private final String session;
  private final String address;

  BrowserPage(DevTools tools, String target, String session, String address) {
    this.tools = tools;
    this.target = target;
    this.session = session;
    this.address = address;
  }

  /** The value of an expression. */
  JsonNode evaluate(String script) {
    ObjectNode parameters = DevTools.JSON.createObjectNode().put("expression", script);
    parameters.put("returnByValue", true).put("awaitPromise", true);
    JsonNode result = tools.call(session, "Runtime.evaluate", parameters);
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(script + ": " + result.get("exceptionDetails"));
    }
    return result.get("result").path("value");
  }

  /** What stands in the console: errors, warnings, refusals of the policy. */
  List<String> complaints() {
    List<String> found = new ArrayList<>();
    for (JsonNode each : tools.events(session)) {
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
    for (JsonNode each : tools.events(session)) {
      if (each.get("method").textValue().equals("Network.requestWillBeSent")) {
        String url = each.at("/params/request/url").textValue();
        if (!url.equals(address) && !url.startsWith("data:")) {
          found.add(url);
        }
      }
    }
    return found;
  }

  /** A picture of the whole page, PNG. */
  byte[] screenshot() throws IOException {
    ObjectNode parameters = DevTools.JSON.createObjectNode().put("captureBeyondViewport", true);
    return tools.call(session, "Page.captureScreenshot", parameters).get("data").binaryValue();
  }

  /** The page as it prints, PDF. */
  byte[] print() throws IOException {
    return tools
        .call(session, "Page.printToPDF", DevTools.JSON.createObjectNode())
        .get("data")
        .binaryValue();
  }

  @Override
  public void close() {
    tools.call(
        null, "Target.closeTarget", DevTools.JSON.createObjectNode().put("targetId", target));
  }
}
