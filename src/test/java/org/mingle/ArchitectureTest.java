package org.mingle;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The house's rules: who may know whom. */
class ArchitectureTest {
    private static final JavaClasses MINGLE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.mingle");
    private static final String[] ENGINE = {"..mingle.data..", "..mingle.compute..", "..mingle.features..",
        "..mingle.model..", "..mingle.retrieval..", "..mingle.mixing..", "..mingle.projection..", "..mingle.runs..",
        "..mingle.samples.."};

    @Test
    void theEngineKnowsNoWindow() {
        noClasses().that().resideOutsideOfPackage("..mingle.ui..")
                .should().dependOnClassesThat().resideInAnyPackage("javafx..", "org.controlsfx..", "atlantafx..")
                .because("the terminal and other programs use the engine where there is no display").check(MINGLE);
    }

    @Test
    void importsRunOneWay() {
        noClasses().that().resideInAnyPackage(ENGINE)
                .should().dependOnClassesThat().resideInAnyPackage("..mingle.ui..", "..mingle.cli..")
                .because("window and terminal are two faces of one engine").check(MINGLE);
        noClasses().that().resideInAnyPackage("..mingle.model..", "..mingle.projection..", "..mingle.mixing..",
                        "..mingle.retrieval..", "..mingle.features..", "..mingle.data..", "..mingle.compute..")
                .should().dependOnClassesThat().resideInAnyPackage("..mingle.runs..")
                .because("methods must be usable without a run on disk").check(MINGLE);
        noClasses().that().resideInAPackage("..mingle.data..")
                .should().dependOnClassesThat(in("model", "projection", "mixing", "retrieval", "features"))
                .because("data is what all others share").check(MINGLE);
    }

    private static DescribedPredicate<JavaClass> in(String... names) {
        return JavaClass.Predicates.resideInAnyPackage(
                java.util.Arrays.stream(names).map(n -> "..mingle." + n + "..").toArray(String[]::new));
    }

    @Test
    void theMethodAloneKnowsItsNetworks() {
        noClasses().that().resideOutsideOfPackage("..mingle.model..")
                .should().dependOnClassesThat().resideInAPackage("org.deeplearning4j..")
                .because("the network library can then be changed in one place").check(MINGLE);
    }

    @Test
    void packagesDoNotGoRoundInCircles() {
        slices().matching("org.mingle.(*)..").should().beFreeOfCycles()
                .because("a circle of packages can only be understood as a whole").check(MINGLE);
    }

    @Test
    void nothingKnowsTheNetwork() {
        noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.net.Socket")
                .orShould().dependOnClassesThat().haveFullyQualifiedName("java.net.ServerSocket")
                .orShould().dependOnClassesThat().haveFullyQualifiedName("java.net.DatagramSocket")
                .orShould().dependOnClassesThat().haveFullyQualifiedName("java.net.HttpURLConnection")
                .orShould().dependOnClassesThat().resideInAnyPackage("java.net.http..", "javafx.scene.web..")
                .because("Mingle works on its own machine and tells nobody").check(MINGLE);
    }

    @Test
    void filesAreNotReadOnTheWindowsThread() {
        classes().that().resideInAPackage("..mingle.ui..").and().haveSimpleNameEndingWith("Panel")
                .should().onlyAccessClassesThat(DescribedPredicate.not(
                        JavaClass.Predicates.equivalentTo(java.nio.file.Files.class)))
                .because("panels live on the FX thread, which must never wait for a disk").check(MINGLE);
    }
}
