package dev.holdfast.audit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
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

/** The arrows inside this module, and that none leads out of it. */
class AuditPackagesTest {

    private static final JavaClasses AUDITOR = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.holdfast.audit");

    @Test
    void nothingOfTheProductIsUsed() {
        noClasses().that().resideInAPackage("dev.holdfast.audit..")
                .should().dependOnClassesThat(resideInAPackage("dev.holdfast..").and(not(resideInAPackage("dev.holdfast.audit..")))).check(AUDITOR);
    }

    @Test
    void theChecksNeedNeitherADatabaseNorKafka() {
        noClasses().that().resideInAnyPackage("dev.holdfast.audit.invariant..", "dev.holdfast.audit.answer..", "dev.holdfast.audit.contract..",
                        "dev.holdfast.audit.rows..")
                .should().dependOnClassesThat().resideInAnyPackage("java.sql..", "org.apache.kafka..", "com.github.shyiko..").check(AUDITOR);
    }

    @Test
    void packagesHaveNoCycle() {
        slices().matching("dev.holdfast.audit.(*)..").should().beFreeOfCycles().check(AUDITOR);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(AUDITOR.stream().map(JavaClass::getPackage).distinct()
                .filter(room -> !room.isAnnotatedWith(NullMarked.class)).map(JavaPackage::getName)).isEmpty();
    }
}
