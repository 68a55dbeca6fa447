package dev.gantry.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** A resource as it is given to Kubernetes. */
record Manifest(JsonNode content) {
    String apiVersion() {
        return content.path("apiVersion").asText();
    }

    String kind() {
        return content.path("kind").asText();
    }

    String name() {
        return content.path("metadata").path("name").asText();
    }

    boolean is(String kind, String name) {
        return kind().equals(kind) && name().equals(name);
    }

    JsonNode at(String pointer) {
        return content.at(pointer);
    }

    /** Whether it makes pods that the chart itself describes. */
    boolean hasPods() {
        return kind().equals("Deployment") || kind().equals("Pod");
    }

    /** What its pods are. */
    JsonNode pod() {
        return kind().equals("Pod") ? at("/spec") : at("/spec/template/spec");
    }

    JsonNode container() {
        return pod().at("/containers/0");
    }

    /** The container's environment; what comes from elsewhere has an empty text. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        container()
                .path("env")
                .forEach(variable -> environment.put(
                        variable.path("name").asText(), variable.path("value").asText()));
        return environment;
    }

    @Override
    public String toString() {
        return kind() + "/" + name();
    }
}
