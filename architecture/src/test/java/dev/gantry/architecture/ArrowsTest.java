package dev.gantry.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.gantry.architecture.cycle.left.Left;
import dev.gantry.architecture.cycle.right.Right;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArrowsTest {
    private static final Map<Module, JavaClasses> CLASSES = new ConcurrentHashMap<>();

    @ParameterizedTest
    @EnumSource
    void modulesHaveTheirPackage(Module module) {
        assertThat(classes(module)).isNotEmpty().allMatch(type -> type.getPackageName()
                .startsWith(module.packageName()));
    }

    @ParameterizedTest
    @EnumSource
    void modulesUseOnlyWhatTheirArrowsLeadTo(Module module) {
        Arrows.respectArrows(module).check(classes(module));
    }

    @ParameterizedTest
    @EnumSource
    void packagesDependOnEachOtherInOneDirection(Module module) {
        Arrows.haveNoPackageCycles().check(classes(module));
    }

    @TestFactory
    Stream<DynamicTest> technologiesStayWhereTheyAreKnown() {
        return Stream.of(Technology.values()).flatMap(technology -> Stream.of(Module.values())
                .filter(module -> !technology.known().contains(module))
                .map(module -> DynamicTest.dynamicTest(
                        module + " does not know " + technology,
                        () -> Arrows.doNotKnow(technology).check(classes(module)))));
    }

    @Test
    void contractsAreLight() {
        Arrows.beLight().check(classes(Module.CONTRACTS));
    }

    @Test
    void aForbiddenArrowIsFound() {
        // The engine uses networks, which imaging must not.
        assertThatThrownBy(() -> Arrows.respectArrows(Module.IMAGING).check(classes(Module.ENGINE)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("<dev.gantry.networks.");
    }

    @ParameterizedTest
    @EnumSource
    void aForbiddenTechnologyIsFound(Technology technology) {
        Module user =
                switch (technology) {
                    case KAFKA, OBJECT_STORE -> Module.PLATFORM;
                    case LIBTORCH -> Module.ENGINE;
                    case ONNX_RUNTIME -> Module.SERVING;
                    case WEB_CONTAINER -> Module.SERVICE;
                };

        assertThatThrownBy(() -> Arrows.doNotKnow(technology).check(classes(user)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aHeavyContractIsFound() {
        assertThatThrownBy(() -> Arrows.beLight().check(classes(Module.PLATFORM)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aCycleBetweenPackagesIsFound() {
        assertThatThrownBy(() -> Arrows.haveNoPackageCycles()
                        .check(new ClassFileImporter().importClasses(Left.class, Right.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Cycle detected");
    }

    private static JavaClasses classes(Module module) {
        return CLASSES.computeIfAbsent(module, Module::classes);
    }
}
