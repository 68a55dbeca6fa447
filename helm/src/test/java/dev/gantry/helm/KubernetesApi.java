package dev.gantry.helm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Kubernetes takes. Its own kinds are held to the models that its project generates from the OpenAPI description of version 1.33:
 * required fields, types, and no field that is not known. Kinds of operators are held to those operators' Java models, and to small
 * schemas of the parts in use where there are none.
 */
final class KubernetesApi {
    private static final Set<String> OWN_GROUPS = Set.of("", "apps", "autoscaling", "networking.k8s.io", "policy");
    private static final Map<String, Class<?>> OPERATORS = Map.of(
            "monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class,
            "monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class,
            "cert-manager.io/v1/Certificate", Certificate.class,
            "gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class,
            "kafka.strimzi.io/v1/Kafka", Kafka.class,
            "kafka.strimzi.io/v1/KafkaNodePool", KafkaNodePool.class,
            "kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class,
            "kafka.strimzi.io/v1/KafkaUser", KafkaUser.class);
    private static final Map<String, String> SCHEMAS = Map.of(
            "keda.sh/v1alpha1/ScaledObject", "ScaledObject.json",
            "external-secrets.io/v1/ExternalSecret", "ExternalSecret.json");
    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public @Nullable Boolean hasAnySetter(Annotated member) {
                    // The models keep what they do not know; here it must fail.
                    return false;
                }
            });

    private KubernetesApi() {}

    /** @throws IllegalArgumentException with the field that is wrong */
    static void check(Manifest manifest) {
        String type = manifest.apiVersion() + "/" + manifest.kind();
        if (OPERATORS.containsKey(type)) {
            parse(manifest, OPERATORS.get(type));
        } else if (SCHEMAS.containsKey(type)) {
            compare(manifest, SCHEMAS.get(type));
        } else {
            validate(manifest);
        }
    }

    private static void parse(Manifest manifest, Class<?> model) {
        try {
            Object unused = STRICT.treeToValue(manifest.content(), model);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(manifest + ": " + e.getMessage(), e);
        }
    }

    private static void compare(Manifest manifest, String file) {
        try (InputStream in = KubernetesApi.class.getResourceAsStream("/schemas/" + file)) {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in, InputFormat.JSON);
            var errors = schema.validate(manifest.content());
            if (!errors.isEmpty()) {
                throw new IllegalArgumentException(manifest + ": " + errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void validate(Manifest manifest) {
        String apiVersion = manifest.apiVersion();
        int slash = apiVersion.indexOf('/');
        String group = apiVersion.substring(0, Math.max(slash, 0));
        if (!OWN_GROUPS.contains(group)) {
            throw new IllegalArgumentException(manifest + ": " + apiVersion + " is not known here");
        }
        String model = apiVersion.substring(slash + 1).replaceFirst("v", "V") + manifest.kind();
        try {
            Class.forName("io.kubernetes.client.openapi.models." + model)
                    .getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, JsonParser.parseString(manifest.content().toString()));
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(manifest + ": " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(manifest + ": Kubernetes has no " + model, e);
        }
    }
}
