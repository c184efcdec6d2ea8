package verdict.system;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** Who may know whom; each package-info says the same in words. */
@AnalyzeClasses(packages = "verdict", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final String[] SERVICES = {
    "verdict.ingest..", "verdict.scoring..", "verdict.ledger..", "verdict.analytics.."
  };

  @ArchTest
  static final ArchRule services_never_see_each_other =
      SlicesRuleDefinition.slices()
          .matching("verdict.(ingest|scoring|ledger|analytics)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule only_the_app_sees_services =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "verdict.app..", SERVICES[0], SERVICES[1], SERVICES[2], SERVICES[3])
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SERVICES);

  @ArchTest
  static final ArchRule decisions_are_pure =
      noClasses()
          .that()
          .resideInAPackage("verdict.decision..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..",
              "org.apache.avro..",
              "java.sql..",
              "java.net.http..",
              "io.netty..",
              "reactor..",
              "verdict.wire..",
              "verdict.kit..")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.time.Instant.class, "now");

  @ArchTest
  static final ArchRule native_code_stays_behind_two_classes =
      noClasses()
          .that()
          .haveNameNotMatching("verdict\\.decision\\.challenger\\.(Booster|NativeLibrary)")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.microsoft.ml..", "io.github.metarank..");

  @ArchTest
  static final ArchRule yaml_is_read_in_one_package =
      noClasses()
          .that()
          .resideOutsideOfPackage("verdict.decision.yaml..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.snakeyaml..");

  @ArchTest
  static final ArchRule only_decisioning_sees_yaml =
      noClasses()
          .that()
          .resideOutsideOfPackage("verdict.decision..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("verdict.decision.yaml..");

  @ArchTest
  static final ArchRule scoring_has_no_database_and_no_reactor =
      noClasses()
          .that()
          .resideInAPackage("verdict.scoring..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..", "javax.sql..", "org.postgresql..", "reactor..", "io.netty..");

  @ArchTest
  static final ArchRule analytics_has_no_database =
      noClasses()
          .that()
          .resideInAPackage("verdict.analytics..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..");

  @ArchTest
  static final ArchRule reactor_kafka_stays_in_one_package =
      noClasses()
          .that()
          .resideOutsideOfPackage("verdict.ingest.publish..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("reactor.kafka..");

  @ArchTest
  static final ArchRule the_sdk_of_traces_stays_in_one_package =
      noClasses()
          .that()
          .resideOutsideOfPackage("verdict.kit.traces..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.opentelemetry.sdk..", "io.opentelemetry.exporter..");

  @ArchTest
  static final ArchRule embedded_servers_are_for_the_app_only =
      noClasses()
          .that()
          .resideOutsideOfPackages("verdict.app..", "verdict.embedded..", "verdict.testkit..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("verdict.embedded..");

  @ArchTest
  static final ArchRule nobody_sleeps =
      noClasses().should().callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  static final ArchRule nothing_static_is_mutable =
      ArchRuleDefinition.fields()
          .that()
          .areStatic()
          .and()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackage("verdict.wire..") // generated classes
          .should()
          .beFinal();
}
