package dev.gantry.helm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.kafka.ShareGroupSpec;
import dev.gantry.platform.kafka.TopicAdmin;
import dev.gantry.platform.kafka.TopicSpec;
import dev.gantry.testkit.EmbeddedKafka;
import dev.gantry.testkit.FreePorts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** A broker with the platform's topics that knows its users by SCRAM and lets them do only what they may, as Strimzi sets one up. */
final class GuardedKafka implements AutoCloseable {
    private static final String HOST = "127.0.0.1:";
    private static final String LOGIN =
            "org.apache.kafka.common.security.%s required username=\"admin\" password=\"admin\"";
    private static final int ITERATIONS = 4096;

    private final EmbeddedKafka broker;
    private final Admin admin;

    private GuardedKafka(EmbeddedKafka broker, KafkaConnection connection) {
        this.broker = broker;
        this.admin = Admin.create(connection.with(Map.of()));
    }

    static GuardedKafka start(Path directory) {
        int port = FreePorts.next();
        int controller = FreePorts.next();
        String plain = LOGIN.formatted("plain.PlainLoginModule");
        EmbeddedKafka broker = EmbeddedKafka.start(
                directory,
                port,
                Map.ofEntries(
                        Map.entry(
                                "listeners", "SASL_PLAINTEXT://" + HOST + port + ",CONTROLLER://" + HOST + controller),
                        Map.entry("advertised.listeners", "SASL_PLAINTEXT://" + HOST + port),
                        Map.entry("controller.quorum.voters", "1@" + HOST + controller),
                        Map.entry(
                                "listener.security.protocol.map", "SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT"),
                        Map.entry("inter.broker.listener.name", "SASL_PLAINTEXT"),
                        Map.entry("sasl.mechanism.inter.broker.protocol", "PLAIN"),
                        Map.entry("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512"),
                        Map.entry(
                                "listener.name.sasl_plaintext.plain.sasl.jaas.config",
                                plain + " user_admin=\"admin\";"),
                        Map.entry(
                                "listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config",
                                LOGIN.formatted("scram.ScramLoginModule") + ";"),
                        Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                        Map.entry("super.users", "User:admin;User:ANONYMOUS")));
        KafkaConnection connection = new KafkaConnection(
                broker.bootstrapServers(),
                Map.of(
                        "security.protocol", "SASL_PLAINTEXT",
                        "sasl.mechanism", "PLAIN",
                        "sasl.jaas.config", plain + ";"));
        try (TopicAdmin topics = TopicAdmin.connect(connection)) {
            topics.ensureTopics(TopicSpec.all());
            topics.ensureShareGroups(ShareGroupSpec.all());
        }
        return new GuardedKafka(broker, connection);
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Makes the user of a Strimzi resource. */
    void add(Manifest user, String password) throws ExecutionException, InterruptedException {
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        user.name(), new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), password)))
                .all()
                .get();
        List<AclBinding> rules = new ArrayList<>();
        for (JsonNode rule : user.at("/spec/authorization/acls")) {
            ResourcePattern pattern = new ResourcePattern(
                    ResourceType.fromString(rule.at("/resource/type").asText()),
                    rule.at("/resource/name").asText(),
                    rule.at("/resource/patternType").asText().equals("prefix")
                            ? PatternType.PREFIXED
                            : PatternType.LITERAL);
            for (JsonNode operation : rule.path("operations")) {
                rules.add(new AclBinding(
                        pattern,
                        new AccessControlEntry(
                                "User:" + user.name(), "*", operation(operation.asText()), AclPermissionType.ALLOW)));
            }
        }
        admin.createAcls(rules).all().get();
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }

    private static AclOperation operation(String strimzi) {
        return AclOperation.fromString(
                strimzi.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
    }
}
