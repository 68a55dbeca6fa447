package dev.gantry.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.platform.kafka.ShareGroupSpec;
import dev.gantry.platform.kafka.TopicSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Strimzi's topics and users are those that the services use. */
class KafkaResourcesTest {
    private final List<Manifest> manifests = Chart.rendered(Chart.values("strimzi"));

    @Test
    void topicsAreMadeAsTheServicesWouldMakeThem() {
        Map<String, TopicSpec> found = manifests.stream()
                .filter(manifest -> manifest.kind().equals("KafkaTopic"))
                .collect(Collectors.toMap(Manifest::name, KafkaResourcesTest::topic));

        assertThat(found)
                .isEqualTo(TopicSpec.all().stream().collect(Collectors.toMap(TopicSpec::name, Function.identity())));
    }

    @Test
    void usersNameOnlyTopicsAndGroupsThatThereAre() {
        List<String> topics = TopicSpec.all().stream().map(TopicSpec::name).toList();
        List<String> groups =
                ShareGroupSpec.all().stream().map(ShareGroupSpec::name).toList();

        assertThat(manifests.stream().filter(manifest -> manifest.kind().equals("KafkaUser")))
                .hasSize(4)
                .allSatisfy(
                        user -> assertThat(user.at("/spec/authorization/acls")).allSatisfy(rule -> {
                            JsonNode resource = rule.path("resource");
                            List<String> names = resource.path("type").asText().equals("topic") ? topics : groups;
                            String name = resource.path("name").asText();
                            if (resource.path("patternType").asText().equals("prefix")) {
                                assertThat(names).allMatch(known -> known.startsWith(name));
                            } else {
                                assertThat(names).contains(name);
                            }
                        }));
    }

    private static TopicSpec topic(Manifest manifest) {
        Map<String, String> configs = new HashMap<>();
        manifest.at("/spec/config")
                .properties()
                .forEach(entry -> configs.put(entry.getKey(), entry.getValue().asText()));
        return new TopicSpec(manifest.name(), manifest.at("/spec/partitions").asInt(), configs);
    }
}
