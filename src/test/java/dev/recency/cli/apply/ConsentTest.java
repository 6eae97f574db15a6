package dev.recency.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.cli.apply.Consent.Answer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConsentTest {
  @Test
  void yesOnTheCommandLineIsEnoughIfNoStateIsLost() {
    assertThat(Consent.of(true, List.of(), Optional::empty)).isEqualTo(new Answer.Yes());
  }

  @Test
  void yesOnTheCommandLineLosesNoState() {
    assertThat(Consent.of(true, List.of("A", "B"), () -> Optional.of("y")))
        .isEqualTo(
            new Answer.Unclear(
                "A, B would lose state: write --yes --accept-state-loss A,B if that is meant."));
  }

  @Test
  void withoutATerminalNothingIsDone() {
    assertThat(Consent.of(false, List.of(), Optional::empty))
        .isEqualTo(
            new Answer.Unclear(
                "Nobody can be asked here: write --yes to apply this, or --dry-run only to see it."));
  }

  /** Who is asked has seen which state is lost. */
  @ParameterizedTest
  @CsvSource({"y,true", "Yes,true", "' Y ',true", "n,false", "'',false", "yup,false"})
  void whoIsAskedDecides(String said, boolean yes) {
    assertThat(Consent.of(false, List.of("A"), () -> Optional.of(said)))
        .isEqualTo(yes ? new Answer.Yes() : new Answer.No());
  }
}
