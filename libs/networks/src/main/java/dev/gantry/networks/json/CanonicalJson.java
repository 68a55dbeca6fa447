package dev.gantry.networks.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.op.Op;
import dev.gantry.networks.recipe.AdversarialLoss;
import dev.gantry.networks.recipe.Augmentation;
import dev.gantry.networks.recipe.Optimizer;
import dev.gantry.networks.recipe.Regularizer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes graphs and recipes so that equal ones give equal bytes on every JVM: sorted keys, no white space, numbers in
 * their shortest form.
 */
public final class CanonicalJson {

    private static final List<Class<?>> SEALED = List.of(
            Op.class, Initializer.class, AdversarialLoss.class, Regularizer.class, Augmentation.class, Optimizer.class);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            // Float.toString gives other digits before and after JDK 19.
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    static {
        SEALED.stream()
                .flatMap(CanonicalJson::leaves)
                .forEach(leaf -> MAPPER.registerSubtypes(new NamedType(leaf, leaf.getSimpleName())));
    }

    private CanonicalJson() {}

    /** The canonical text of a graph, a recipe or a part of one. */
    public static String write(Object description) {
        try {
            return MAPPER.writeValueAsString(description);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(description.getClass().getName() + " has no JSON form", e);
        }
    }

    /**
     * Reads what {@link #write} wrote and checks it as if it were made anew.
     *
     * @throws IllegalArgumentException when the text is not JSON of that type, or describes something impossible
     */
    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    /** SHA-256 of the canonical text in UTF-8, as 64 hexadecimal digits. */
    public static String sha256(Object description) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(write(description).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM must have SHA-256", e);
        }
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(CanonicalJson::leaves)
                : Stream.of(type);
    }
}
