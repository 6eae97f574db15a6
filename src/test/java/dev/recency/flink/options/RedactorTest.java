package dev.recency.flink.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedactorTest {
  private final Redactor redactor = new Redactor();

  @Test
  void whatWasLearnedIsHiddenWhereverItStands() {
    redactor.learn("canary");
    assertThat(redactor.text("a canary, 2 canarys")).isEqualTo("a [hidden], 2 [hidden]s");
  }

  @Test
  void theLongerSecretIsHiddenFirst() {
    redactor.learn("canary");
    redactor.learn("canary-and-more");
    assertThat(redactor.text("[canary-and-more]")).isEqualTo("[[hidden]]");
  }

  @Test
  void theSecretPartsOfALoginConfigurationAreHiddenToo() {
    redactor.learn(
        "a.b.PlainLoginModule required username=\"alice\" password='canary 1'"
            + " clientSecret=canary2 user_bob=canary3 API_KEY=\"canary=4\";");
    assertThat(redactor.text("wrong: canary 1, canary2, canary3, canary=4 of alice"))
        .isEqualTo("wrong: [hidden], [hidden], [hidden], [hidden] of alice");
  }

  @Test
  void theOtherPartsOfALoginConfigurationAreNoSecrets() {
    String login =
        "Krb5LoginModule required useKeyTab=true storeKey=true tokenauth=TRUE"
            + " keyTab=\"/etc/kafka.keytab\" principal=\"recency\" username=\"kafka\";";
    redactor.learn(login);
    String text = "option [--kafka.source.acks] of recency is true: see /etc/kafka.keytab";
    assertThat(redactor.text(text)).isEqualTo(text);
    assertThat(redactor.text("all of [" + login + "]")).isEqualTo("all of [[hidden]]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--kafka.sink.ssl.key.password=canary | --kafka.sink.ssl.key.password=[hidden]",
        "{\"client_secret\": \"canary\"} | {\"client_secret\": [hidden]}",
        "sasl.jaas.config = \"canary a\" b | sasl.jaas.config = [hidden] b",
        "PASSWORD=canary&x=1 | PASSWORD=[hidden]&x=1",
        "ssl.key.password = ${env:KEY} (flag) | ssl.key.password = ${env:KEY} (flag)",
        "option [ssl.key.password] is a secret | option [ssl.key.password] is a secret"
      })
  void whatIsAssignedToATellingNameIsHidden(String text, String hidden) {
    assertThat(redactor.text(text)).isEqualTo(hidden);
  }

  @Test
  void ordinaryTextStaysAsItIs() {
    redactor.learn("abc");
    String text = "features/a.sql:1:2: mismatched input 'secret'. Expecting: ':=' abc";
    assertThat(redactor.text(text)).isEqualTo(text);
  }

  @Test
  void aCauseThatTellsASecretIsLeftOut() {
    redactor.learn("canary");
    IOException harmless = new IOException("disk full");
    IOException telling = new IOException("failed", new IllegalStateException("key canary"));
    assertThat(redactor.cause(harmless)).containsSame(harmless);
    assertThat(redactor.cause(telling)).isEmpty();
    assertThat(redactor.trace(telling)).contains("key [hidden]", "\tat ").doesNotContain("canary");
  }
}
