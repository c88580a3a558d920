package dev.holdfast.system;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The arrows of ARCHITECTURE.md. Maven's dependencies draw the same ones; this also sees what comes along transitively. */
class ArchitectureTest {

    private static final JavaClasses HOLDFAST = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.holdfast");

    @ParameterizedTest(name = "{0} uses only {1}")
    @CsvSource({
        "events,     ''",
        "changelog,  ''",
        "outbox,     ''",
        "checkout,   'outbox events'",
        "api,        'checkout outbox'",
        "reconcile,  'checkout'",
        "expiry,     'checkout reconcile'",
        "relay,      'outbox'",
        "embedded,   'changelog'",
        "quickstart, 'api checkout expiry reconcile relay embedded changelog'",
        "testing,    'embedded changelog'",
    })
    void arrowsGoOneWay(String module, String allowed) {
        String[] mayUse = Stream.concat(Stream.of(module), Arrays.stream(allowed.split(" ")).filter(name -> !name.isBlank()))
                .map(name -> "dev.holdfast." + name + "..").toArray(String[]::new);
        ArchRule rule = noClasses().that().resideInAPackage("dev.holdfast." + module + "..")
                .should().dependOnClassesThat(resideInAPackage("dev.holdfast..").and(not(resideInAnyPackage(mayUse))));
        assertThat(HOLDFAST.that(resideInAPackage("dev.holdfast." + module + ".."))).isNotEmpty();
        rule.check(HOLDFAST);
    }

    @Test
    void noModuleIsMissingAbove() {
        List<String> modules = HOLDFAST.getPackage("dev.holdfast").getSubpackages().stream().map(JavaPackage::getRelativeName).sorted().toList();
        assertThat(modules).containsExactly("api", "changelog", "checkout", "embedded", "events", "expiry", "outbox", "quickstart",
                "reconcile", "relay", "testing");
    }

    @Test
    void theRulesOfTheCheckoutHaveNoCycle() {
        slices().matching("dev.holdfast.checkout.(*)..").should().beFreeOfCycles().check(HOLDFAST);
    }

    @Test
    void theContractOfTheEventsNeedsNoSpring() {
        noClasses().that().resideInAPackage("dev.holdfast.events..").should().dependOnClassesThat().resideInAPackage("org.springframework..")
                .check(HOLDFAST);
    }

    @Test
    void onlyTheRelayAndTheQuickstartKnowKafka() {
        noClasses().that(not(resideInAnyPackage("dev.holdfast.relay..", "dev.holdfast.quickstart..", "dev.holdfast.embedded..",
                        "dev.holdfast.testing..")))
                .should().dependOnClassesThat().resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..").check(HOLDFAST);
    }

    @Test
    void theApplicationsReachTheCheckoutThroughItsTransactionsOnly() {
        noClasses().that().resideInAnyPackage("dev.holdfast.api..", "dev.holdfast.expiry..", "dev.holdfast.reconcile..")
                .should().dependOnClassesThat().haveSimpleNameEndingWith("Table")
                .orShould().dependOnClassesThat().haveSimpleName("UnitOfWork").check(HOLDFAST);
    }

    @Test
    void ofTheOutboxTheApiKnowsOnlyWhatIsParked() {
        noClasses().that().resideInAPackage("dev.holdfast.api..").should().dependOnClassesThat(
                resideInAPackage("dev.holdfast.outbox..").and(DescribedPredicate.describe("are about the outbox itself", type ->
                        !type.getName().matches("dev\\.holdfast\\.outbox\\.(ParkedEvents?|Decision)(\\$.*)?")))).check(HOLDFAST);
    }

    @Test
    void inTheCheckoutOnlyTablesRunSql() {
        classes().that().resideInAPackage("dev.holdfast.checkout..")
                .and(callsJdbc()).should().haveNameMatching(".*(Table|DatabaseClock|DatabaseSettings|IdBlocks|DurabilityHealth|CheckoutConfiguration)").check(HOLDFAST);
    }

    private static DescribedPredicate<JavaClass> callsJdbc() {
        return DescribedPredicate.describe("use JDBC", type -> type.getDirectDependenciesFromSelf().stream()
                .anyMatch(use -> use.getTargetClass().isEquivalentTo(JdbcClient.class)
                        || use.getTargetClass().isEquivalentTo(JdbcOperations.class)));
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(HOLDFAST.stream().map(JavaClass::getPackage).distinct()
                .filter(room -> !room.isAnnotatedWith(NullMarked.class)).map(JavaPackage::getName)).isEmpty();
    }

    @Test
    void noPackageHasANameThatSaysNothing() {
        assertThat(HOLDFAST.stream().map(JavaClass::getPackageName).distinct()
                .filter(name -> name.matches(".*\\.(util|utils|common|core|helper|support|impl|manager|misc)(\\..*)?"))).isEmpty();
    }
}
