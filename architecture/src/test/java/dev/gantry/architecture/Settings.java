package dev.gantry.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The settings of a service as environment variables, found in the interfaces that its configuration is mapped to. */
final class Settings {
    private static final String MAPPING = "io.smallrye.config.ConfigMapping";
    private static final String DEFAULT = "io.smallrye.config.WithDefault";

    private Settings() {}

    /**
     * Name to default, which is empty where there is none. Maps are left out: their keys are anybody's.
     *
     * @param service what is shared by all services comes with it
     */
    static Map<String, String> of(Module service) {
        Map<String, String> settings = new TreeMap<>();
        for (JavaClass type : Module.classes(Set.of(service, Module.SERVICE))) {
            if (type.isAnnotatedWith(MAPPING)) {
                String prefix =
                        (String) type.getAnnotationOfType(MAPPING).get("prefix").orElseThrow();
                add(settings, prefix.replace('.', '_').toUpperCase(Locale.ROOT), type);
            }
        }
        return settings;
    }

    private static void add(Map<String, String> settings, String prefix, JavaClass mapping) {
        for (JavaMethod method : mapping.getAllMethods()) {
            JavaClass type = method.getRawReturnType();
            String name = prefix + "_" + variable(method.getName());
            if (type.isInterface() && type.getPackageName().startsWith("dev.gantry.")) {
                add(settings, name, type);
            } else if (method.getModifiers().contains(JavaModifier.ABSTRACT) && !type.isEquivalentTo(Map.class)) {
                settings.put(
                        name,
                        method.tryGetAnnotationOfType(DEFAULT)
                                .flatMap(annotation -> annotation.get("value"))
                                .map(String.class::cast)
                                .orElse(""));
            }
        }
    }

    private static String variable(String method) {
        return method.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }
}
