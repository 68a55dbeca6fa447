package dev.gantry.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** A Maven module, its package, and the arrows that start from it. A new module is added here. */
enum Module {
    CONTRACTS("libs/contracts", "contracts"),
    IMAGING("libs/imaging", "imaging"),
    NETWORKS("libs/networks", "networks"),
    ENGINE("libs/engine", "engine"),
    TESTKIT("libs/testkit", "testkit"),
    PLATFORM("libs/platform", "platform"),
    SERVING("libs/serving", "serving"),
    SERVICE("libs/service", "service"),
    TRAINER("trainer-service", "trainer"),
    INFERENCE("inference-service", "inference"),
    DETECTOR("detector-service", "detector"),
    GATEWAY("gateway", "gateway"),
    CLI("cli", "cli"),
    BENCHMARKS("benchmarks", "benchmarks");

    private final String folder;
    private final String packageName;

    Module(String folder, String name) {
        this.folder = folder;
        this.packageName = "dev.gantry." + name;
    }

    private Set<Module> uses() {
        return switch (this) {
            case CONTRACTS, IMAGING, NETWORKS, TESTKIT -> Set.of();
            case ENGINE -> Set.of(NETWORKS, IMAGING);
            case PLATFORM -> Set.of(CONTRACTS);
            case SERVING, SERVICE -> Set.of(PLATFORM, CONTRACTS, IMAGING);
            case TRAINER -> Set.of(ENGINE, NETWORKS, IMAGING, SERVICE, PLATFORM, CONTRACTS);
            case INFERENCE, DETECTOR -> Set.of(SERVING, IMAGING, SERVICE, PLATFORM, CONTRACTS);
            case GATEWAY -> Set.of(IMAGING, SERVICE, PLATFORM, CONTRACTS);
            case CLI -> Set.of(TESTKIT, IMAGING, PLATFORM, CONTRACTS);
            case BENCHMARKS -> Set.of(CLI, ENGINE, NETWORKS, SERVING, TESTKIT, IMAGING, PLATFORM, CONTRACTS);
        };
    }

    /** Root package of the module. */
    String packageName() {
        return packageName;
    }

    /** The module's own packages, as ArchUnit names them. */
    String packages() {
        return packageName + "..";
    }

    /** The modules that no arrow leads to from here. */
    Set<Module> forbidden() {
        Set<Module> forbidden = EnumSet.complementOf(EnumSet.of(this));
        forbidden.removeAll(uses());
        return forbidden;
    }

    /** The module's compiled classes, without its tests. */
    JavaClasses classes() {
        return classes(Set.of(this));
    }

    /** The compiled classes of several modules, so that they know each other. */
    static JavaClasses classes(Set<Module> modules) {
        return new ClassFileImporter()
                .importPaths(modules.stream()
                        .map(module -> Path.of("..", module.folder, "target", "classes"))
                        .toList());
    }
}
