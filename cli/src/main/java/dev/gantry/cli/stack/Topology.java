package dev.gantry.cli.stack;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which processes a local stack has, and what each is told. Heaps are sized so that all of it fits into 4 GB. */
final class Topology {
    /** Starts sooner, and long-running compiled code matters little there. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private static final String TRAINER_HEAP = "640m";

    private final Installation installation;
    private final StackDirectory directory;
    private final Ports ports;
    private final HttpClient http;
    private final Map<String, String> settings;

    /** @param settings added to the environment of every service */
    Topology(
            Installation installation,
            StackDirectory directory,
            Ports ports,
            HttpClient http,
            Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
        this.installation = installation;
        this.directory = directory;
        this.ports = ports;
        this.http = http;
    }

    /** What the services depend on. */
    List<ChildSpec> infrastructure() {
        return List.of(
                server(LocalStack.KAFKA, KafkaMain.class, ports.kafka(), Map.of()),
                server(LocalStack.OBJECT_STORE, ObjectStoreMain.class, ports.objectStore(), storeCredentials()));
    }

    List<ChildSpec> services() {
        return List.of(
                service("trainer", "trainer-service", ports.trainer(), TRAINER_HEAP, List.of(), signing()),
                service("inference", "inference-service", ports.inference(), "320m", List.of(), inferenceSettings()),
                service("detector", "detector-service", ports.detector(), "320m", List.of(), called(trust())),
                service("gateway", "gateway", ports.gateway(), "192m", List.of(QUICK_START), gatewaySettings()));
    }

    private Map<String, String> trust() {
        return Map.of(
                "GANTRY_SIGNING_TRUSTED_KEYS",
                directory.secrets().signing().trusted().toString());
    }

    /** Of services that answer the gateway alone. */
    private Map<String, String> called(Map<String, String> others) {
        Map<String, String> all = new HashMap<>(others);
        all.put(
                "GANTRY_CALLERS_TRUSTED_KEYS",
                directory.secrets().calls().trusted().toString());
        return all;
    }

    private Map<String, String> signing() {
        Map<String, String> settings = new HashMap<>(trust());
        settings.put(
                "GANTRY_SIGNING_PRIVATE_KEY",
                directory.secrets().signing().privateKey().toString());
        return settings;
    }

    private Map<String, String> inferenceSettings() {
        Map<String, String> named = new HashMap<>(called(signing()));
        named.put("QUARKUS_GRPC_SERVER_PORT", String.valueOf(ports.inferenceGrpc()));
        return named;
    }

    /** One more trainer, on a port that the system chooses. */
    ChildSpec trainer(String name, Map<String, String> more) {
        Map<String, String> named = new HashMap<>(signing());
        named.putAll(more);
        named.put("GANTRY_TRAINER_NAME", name);
        return service(name, "trainer-service", 0, TRAINER_HEAP, List.of(), named);
    }

    private Map<String, String> gatewaySettings() {
        return Map.of(
                "GANTRY_GATEWAY_API_KEY", directory.secrets().apiKey(),
                "GANTRY_GATEWAY_CALLER_KEY",
                        directory.secrets().calls().privateKey().toString(),
                "GANTRY_GATEWAY_INFERENCE_URL", loopback(ports.inference()).toString(),
                "GANTRY_GATEWAY_INFERENCE_GRPC_URL",
                        loopback(ports.inferenceGrpc()).toString(),
                "GANTRY_GATEWAY_DETECTOR_URL", loopback(ports.detector()).toString());
    }

    private Map<String, String> storeCredentials() {
        return Map.of(
                ObjectStoreMain.ACCESS_KEY, directory.secrets().storeAccessKey(),
                ObjectStoreMain.SECRET_KEY, directory.secrets().storeSecretKey());
    }

    private ChildSpec server(String name, Class<?> main, int port, Map<String, String> environment) {
        List<String> command = java("320m", List.of(QUICK_START));
        command.addAll(List.of(
                "-cp",
                installation.classPath(),
                main.getName(),
                directory.data(name).toString(),
                String.valueOf(port)));
        return new ChildSpec(name, port, command, environment, directory.log(name), Readiness.listening(port));
    }

    private ChildSpec service(
            String name, String module, int port, String heap, List<String> options, Map<String, String> own) {
        Path program = installation.service(module);
        List<String> command = java(heap, options);
        command.addAll(List.of("-javaagent:" + installation.agent(), "-jar", program.toString()));
        Map<String, String> environment = new HashMap<>(own);
        environment.putAll(settings);
        environment.putAll(storeCredentials());
        environment.put("GANTRY_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.kafka());
        environment.put("GANTRY_STORE_ENDPOINT", loopback(ports.objectStore()).toString());
        environment.put("GANTRY_STORE_BUCKET", LocalStack.BUCKET);
        environment.put("GANTRY_DATA_ROOT", installation.datasets().toString());
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        // Native memory of several threads would otherwise be spread over many heaps and never given back.
        environment.put("MALLOC_ARENA_MAX", "2");
        return new ChildSpec(
                name,
                port,
                command,
                environment,
                directory.log(name),
                Readiness.answering(http, loopback(port).resolve("/q/health/ready")));
    }

    private List<String> java(String heap, List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                installation.java(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + directory.temporary()));
        command.addAll(options);
        return command;
    }

    private static URI loopback(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
