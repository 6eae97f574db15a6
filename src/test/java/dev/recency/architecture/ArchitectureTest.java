package dev.recency.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ArchitectureTest {
  private static final String ROOT = "dev.recency";
  private static final String FIXTURE = "dev.recency.architecture.fixture";
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  static Iterable<String> packages() {
    return ImportTable.packages();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void importsOnlyWhatTheTableAllows(String name) {
    ImportTable.rule(ROOT, name).check(PRODUCT);
  }

  @Test
  void everyPackageOfTheProductHasARowInTheTable() {
    Stream<String> found =
        PRODUCT.stream()
            .map(each -> each.getPackageName().substring(ROOT.length() + 1).split("\\.", 2)[0]);
    assertThat(found.distinct()).isSubsetOf(ImportTable.packages());
  }

  @Test
  void theTableRefusesAnImportAgainstTheFlow() {
    JavaClasses fixture = new ClassFileImporter().importPackages(FIXTURE);
    assertThatThrownBy(() -> ImportTable.rule(FIXTURE, "sql").check(fixture))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ReachesUp")
        .hasMessageContaining("Above");
  }

  @Test
  void onlyTheOutermostPackagesReadTheClockOrRandomNumbers() {
    clockAndChance(ROOT).check(PRODUCT);
  }

  @Test
  void theRuleAboutTheClockRefusesTheWallClock() {
    JavaClasses fixture = new ClassFileImporter().importPackages(FIXTURE);
    assertThatThrownBy(() -> clockAndChance(FIXTURE).check(fixture))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("currentTimeMillis");
  }

  @Test
  void onlyWhatIsStartedReadsTheEnvironment() {
    environment(ROOT).check(PRODUCT);
  }

  @Test
  void theRuleAboutTheEnvironmentRefusesAVariable() {
    JavaClasses fixture = new ClassFileImporter().importPackages(FIXTURE);
    assertThatThrownBy(() -> environment(FIXTURE).check(fixture))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("getenv");
  }

  private static GivenClassesConjunction belowTheOutermost(String root, String exception) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and(
            resideInAnyPackage(root + ".cli..", root + ".local..")
                .negate()
                .as("are below cli and local"))
        .and()
        .doNotHaveFullyQualifiedName(root + exception);
  }

  /** The main class of the job is started by Flink, on the client. */
  private static ArchRule environment(String root) {
    return belowTheOutermost(root, ".flink.FeatureJob")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .allowEmptyShould(true);
  }

  private static ArchRule clockAndChance(String root) {
    return belowTheOutermost(root, ".flink.SystemClock")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(ThreadLocalRandom.class, "current")
        .orShould()
        .callConstructor(Random.class)
        .allowEmptyShould(true);
  }
}
