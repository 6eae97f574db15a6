package dev.recency.cli;

import dev.recency.flink.ProductVersion;
import picocli.CommandLine.IVersionProvider;

/** The version of the product, for {@code --version}. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"recency " + ProductVersion.current()};
  }
}
