package dev.gantry.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/** The one JSON dialect of the platform: camelCase, ISO-8601 instants in UTC, absent instead of null. */
public final class Json {
    /** No message of the platform nests deeper than this many levels. */
    public static final int MAX_DEPTH = 32;

    private static final int MAX_STRING_CHARS = 65_536;

    private static final ObjectMapper MAPPER = configure(JsonMapper.builder().build());

    private Json() {}

    /**
     * Gives a mapper the platform's dialect: unknown properties are ignored, because events and manifests grow; requests are
     * held to their schema by {@link JsonContract} instead.
     *
     * @param mapper the mapper to change
     * @return the same mapper
     */
    public static ObjectMapper configure(ObjectMapper mapper) {
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_STRING_CHARS)
                        .build());
        return mapper.registerModule(new JavaTimeModule())
                .registerModule(new Jdk8Module())
                .setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    }

    /** The JSON of a value, in UTF-8. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not representable as JSON: " + value.getClass(), e);
        }
    }

    /** The JSON of a value as a tree. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /**
     * Reads a value that the platform itself has written.
     *
     * @throws GantryException rejected, {@code malformed-json}, when the bytes are not JSON of that type
     */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (IOException e) {
            throw Failure.Rejected.malformedJson(e).asException();
        }
    }

    /**
     * Reads a tree of at most {@value #MAX_DEPTH} levels.
     *
     * @throws GantryException rejected, {@code malformed-json}
     */
    public static JsonNode readTree(byte[] json) {
        try {
            JsonNode tree = MAPPER.readTree(json);
            if (tree.isMissingNode()) {
                throw new Failure.Rejected(Failure.Rejected.MALFORMED_JSON, "the document is empty").asException();
            }
            return tree;
        } catch (IOException e) {
            throw Failure.Rejected.malformedJson(e).asException();
        }
    }

    /** Converts a tree into a record; the tree is known to satisfy the record's schema. */
    public static <T> T convert(JsonNode tree, Class<T> type) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw Failure.Rejected.malformedJson(e).asException();
        }
    }
}
