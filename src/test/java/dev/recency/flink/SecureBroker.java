package dev.recency.flink;

import dev.recency.local.EmbeddedKafka;
import dev.recency.local.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker with one way in: over TLS, with a login. Its certificate is made for the occasion. The
 * user {@code admin} may do everything, {@code job} what it is allowed.
 */
final class SecureBroker implements AutoCloseable {
  static final String PASSWORD = "open sesame";
  private static final String ADMIN_PASSWORD = "own";
  private static final String STORE_PASSWORD = "changeit";
  private static final String HOST = "127.0.0.1";

  private final Path truststore;
  private final EmbeddedKafka kafka;

  private SecureBroker(Path truststore, EmbeddedKafka kafka) {
    this.truststore = truststore;
    this.kafka = kafka;
  }

  static SecureBroker start(Path directory) throws IOException, InterruptedException {
    Path keystore = directory.resolve("broker.p12");
    Path certificate = directory.resolve("broker.pem");
    Path truststore = directory.resolve("trusted.p12");
    String[] pair = {"-genkeypair", "-keyalg", "EC", "-dname", "CN=" + HOST, "-validity", "2"};
    keytool(keystore, List.of(pair), List.of("-ext", "SAN=ip:" + HOST));
    keytool(keystore, List.of("-exportcert", "-rfc"), List.of("-file", certificate.toString()));
    keytool(truststore, List.of("-importcert"), List.of("-file", certificate.toString()));
    Map<String, String> settings = new HashMap<>();
    settings.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,CLIENTS:SASL_SSL");
    settings.put("ssl.keystore.location", keystore.toString());
    settings.put("ssl.keystore.password", STORE_PASSWORD);
    settings.put("ssl.truststore.location", truststore.toString());
    settings.put("ssl.truststore.password", STORE_PASSWORD);
    settings.put("sasl.enabled.mechanisms", "PLAIN");
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    settings.put(
        "listener.name.clients.plain.sasl.jaas.config",
        "%s user_admin=\"%s\" user_job=\"%s\";"
            .formatted(login("admin", ADMIN_PASSWORD), ADMIN_PASSWORD, PASSWORD));
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    // The broker comes to its own controller without a name, and nobody else comes there.
    settings.put("super.users", "User:admin;User:ANONYMOUS");
    return new SecureBroker(truststore, EmbeddedKafka.start(directory, settings));
  }

  private static void keytool(Path store, List<String> command, List<String> options)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    all.addAll(command);
    all.addAll(List.of("-noprompt", "-alias", "broker", "-storetype", "PKCS12"));
    all.addAll(List.of("-keystore", store.toString(), "-storepass", STORE_PASSWORD));
    all.addAll(options);
    Path said = store.resolveSibling("keytool.txt");
    int code =
        new ProcessBuilder(all)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start()
            .waitFor();
    if (code != 0) {
      throw new IOException("keytool made nothing: " + Files.readString(said));
    }
  }

  private static String login(String user, String password) {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\""
        .formatted(user, password);
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** What a client of the user {@code job} needs, without the prefix {@code kafka.}. */
  Map<String, String> security(String password) {
    return security("job", password);
  }

  /** What a client that may do everything needs. */
  Map<String, String> adminSecurity() {
    return security("admin", ADMIN_PASSWORD);
  }

  private Map<String, String> security(String user, String password) {
    return Map.of(
        "security.protocol",
        "SASL_SSL",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        login(user, password) + ";",
        "ssl.truststore.location",
        truststore.toString(),
        "ssl.truststore.password",
        STORE_PASSWORD);
  }

  /** To be used as {@code admin}. */
  Topics topics() {
    return Topics.of(bootstrapServers(), adminSecurity());
  }

  /** Allows {@code job} this. */
  void allow(ResourceType type, String name, AclOperation... operations) throws Exception {
    try (Admin admin = admin()) {
      admin.createAcls(rules(type, name, operations)).all().get();
    }
  }

  /** Allows it no more. */
  void forbid(ResourceType type, String name, AclOperation operation) throws Exception {
    try (Admin admin = admin()) {
      List<AclBindingFilter> filters =
          rules(type, name, operation).stream().map(AclBinding::toFilter).toList();
      admin.deleteAcls(filters).all().get();
    }
  }

  private static List<AclBinding> rules(
      ResourceType type, String name, AclOperation... operations) {
    // The sinks count the transactions that they begin with the job's name.
    PatternType pattern =
        type == ResourceType.TRANSACTIONAL_ID ? PatternType.PREFIXED : PatternType.LITERAL;
    return Stream.of(operations)
        .map(
            each ->
                new AclBinding(
                    new ResourcePattern(type, name, pattern),
                    new AccessControlEntry("User:job", "*", each, AclPermissionType.ALLOW)))
        .toList();
  }

  private Admin admin() {
    Map<String, Object> settings = new HashMap<>(adminSecurity());
    settings.put("bootstrap.servers", bootstrapServers());
    return Admin.create(settings);
  }

  @Override
  public void close() {
    kafka.close();
  }
}
