package dev.holdfast.benchmark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The arrows inside this module. What it may use of the others, Maven's dependencies say; nothing depends on it. */
class BenchmarkPackagesTest {

    private static final JavaClasses BENCHMARKS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.holdfast.benchmark");

    @Test
    void theRivalsHaveNothingOfTheCheckoutButItsHttpStack() {
        noClasses().that().resideInAPackage("dev.holdfast.benchmark.rival..")
                .should().dependOnClassesThat().resideInAnyPackage("dev.holdfast.checkout..", "dev.holdfast.api.groupcommit..",
                        "dev.holdfast.api.storefront..").check(BENCHMARKS);
    }

    @Test
    void packagesHaveNoCycle() {
        slices().matching("dev.holdfast.benchmark.(*)..").should().beFreeOfCycles().check(BENCHMARKS);
    }

    @Test
    void onlyTheProcessesKnowTheApplicationsThatAreMeasured() {
        noClasses().that().resideOutsideOfPackages("dev.holdfast.benchmark.process..", "dev.holdfast.benchmark.rival..")
                .should().dependOnClassesThat().resideInAnyPackage("dev.holdfast.api..", "dev.holdfast.expiry..", "dev.holdfast.relay..",
                        "dev.holdfast.checkout..", "dev.holdfast.outbox..").check(BENCHMARKS);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(BENCHMARKS.stream().map(JavaClass::getPackage).distinct()
                .filter(room -> !room.isAnnotatedWith(NullMarked.class)).map(JavaPackage::getName)).isEmpty();
    }
}
