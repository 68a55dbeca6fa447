package dev.gantry.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** The rules, each for any classes, so that a test can also show what breaks them. */
final class Arrows {
    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public String getDescription() {
            return "packages";
        }

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith("dev.gantry.")
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }
    };

    private Arrows() {}

    /** Nothing reaches into a module that no arrow leads to from the given one. */
    static ArchRule respectArrows(Module module) {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        module.forbidden().stream().map(Module::packages).toArray(String[]::new));
    }

    /** The module does not know the technology. */
    static ArchRule doNotKnow(Technology technology) {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(technology.packages().toArray(String[]::new))
                .as("classes should not know " + technology);
    }

    /** Contracts are what everybody depends on, so they carry nothing but JSON. */
    static ArchRule beLight() {
        return classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "dev.gantry.contracts..",
                        "com.fasterxml.jackson..",
                        "com.networknt..",
                        "org.jspecify..");
    }

    /** Packages of a module do not depend on each other in a circle. */
    static ArchRule haveNoPackageCycles() {
        return SlicesRuleDefinition.slices().assignedFrom(PACKAGES).should().beFreeOfCycles();
    }
}
