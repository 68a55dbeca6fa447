package dev.gantry.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.detector.DetectorConfig;
import dev.gantry.gateway.GatewayConfig;
import dev.gantry.gateway.oidc.OidcConfig;
import dev.gantry.inference.InferenceConfig;
import dev.gantry.service.config.CallersConfig;
import dev.gantry.service.config.EmissionConfig;
import dev.gantry.service.config.KafkaConfig;
import dev.gantry.service.config.SigningConfig;
import dev.gantry.service.config.StoreConfig;
import dev.gantry.service.config.TracingConfig;
import dev.gantry.trainer.TrainerConfig;
import dev.gantry.trainer.data.DataCacheConfig;
import dev.gantry.trainer.data.DataConfig;
import dev.gantry.trainer.refit.RefitConfig;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart tells the services are settings that they have. */
class SettingsTest {
    private static final List<Class<?>> SHARED = List.of(KafkaConfig.class, StoreConfig.class, TracingConfig.class);
    private static final Map<String, List<Class<?>>> OWN = Map.of(
            "trainer",
                    List.of(
                            TrainerConfig.class,
                            RefitConfig.class,
                            DataConfig.class,
                            DataCacheConfig.class,
                            SigningConfig.class),
            "inference", List.of(InferenceConfig.class, SigningConfig.class, EmissionConfig.class, CallersConfig.class),
            "detector", List.of(DetectorConfig.class, SigningConfig.class, CallersConfig.class),
            "gateway", List.of(GatewayConfig.class, OidcConfig.class));

    /** Of the images' start and of Quarkus. */
    private static final Set<String> OF_OTHERS = Set.of(
            "JAVA_MAX_MEM_RATIO",
            "JAVA_OPTS_APPEND",
            "QUARKUS_HTTP_HOST",
            "QUARKUS_HTTP_PORT",
            "QUARKUS_LOG_LEVEL",
            "QUARKUS_SHUTDOWN_TIMEOUT");

    @ParameterizedTest
    @ValueSource(strings = {"trainer", "inference", "detector", "gateway"})
    void everyVariableIsASettingOfItsService(String service) {
        Set<String> known = new TreeSet<>(OF_OTHERS);
        SHARED.forEach(config -> known.addAll(variables(config)));
        OWN.getOrDefault(service, List.of()).forEach(config -> known.addAll(variables(config)));

        assertThat(Chart.valueFiles().stream()
                        .flatMap(values -> Chart.rendered(values).stream())
                        .filter(manifest -> manifest.is("Deployment", "gantry-" + service))
                        .flatMap(manifest -> manifest.environment().keySet().stream()))
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(known).contains(variable));
    }

    private static Set<String> variables(Class<?> config) {
        Set<String> names = new TreeSet<>();
        ConfigMappings.getProperties(ConfigClass.configClass(config))
                .keySet()
                .forEach(name -> names.add(variable(name)));
        return names;
    }

    private static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
