package dev.gantry.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Decodes documents that come from outside: bounded, parsed, held to a JSON Schema (2020-12) and completed with the schema's
 * defaults, so that the record built from it has every field.
 *
 * @param <T> the record
 */
public final class JsonContract<T> {
    private final Class<T> type;
    private final int maxBytes;
    private final Schema schema;

    private JsonContract(Class<T> type, int maxBytes, Schema schema) {
        this.type = type;
        this.maxBytes = maxBytes;
        this.schema = schema;
    }

    /**
     * @param type     the record; its schema is the resource {@code schemas/<SimpleName>.json} beside this class
     * @param maxBytes longer documents are refused unread
     */
    public static <T> JsonContract<T> of(Class<T> type, int maxBytes) {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        return new JsonContract<>(type, maxBytes, registry.getSchema(read(type.getSimpleName() + ".json")));
    }

    /**
     * @param json a whole document in UTF-8
     * @return the record, defaults filled in
     * @throws GantryException rejected: {@code too-large}, {@code malformed-json} or {@code invalid-request} with one
     *     violation per fault
     */
    public T decode(byte[] json) {
        if (json.length > maxBytes) {
            throw new Failure.Rejected(
                            Failure.Rejected.TOO_LARGE,
                            "the document has " + json.length + " bytes: at most " + maxBytes + " are accepted")
                    .asException();
        }
        return decode(Json.readTree(json));
    }

    /**
     * @param document a parsed document; not changed
     * @return the record, defaults filled in
     * @throws GantryException rejected, {@code invalid-request}
     */
    public T decode(JsonNode document) {
        List<Violation> infinite = new ArrayList<>();
        findInfinite(document, "", infinite);
        if (!infinite.isEmpty()) { // what validates cannot represent them
            throw Failure.Rejected.invalidRequest(infinite).asException();
        }
        List<Violation> violations = schema.validate(document).stream()
                .map(this::violation)
                .sorted(Comparator.comparing(Violation::field))
                .distinct()
                .toList();
        if (!violations.isEmpty()) {
            throw Failure.Rejected.invalidRequest(violations).asException();
        }
        JsonNode complete = document.deepCopy();
        fillDefaults(schema.getSchemaNode(), (ObjectNode) complete);
        return Json.convert(complete, type);
    }

    private static void findInfinite(JsonNode node, String field, List<Violation> found) {
        if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            found.add(new Violation(field, "beyond all numbers of 64 bits", "must be finite"));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                findInfinite(node.get(i), join(field, String.valueOf(i)), found);
            }
        } else {
            node.properties()
                    .forEach(property -> findInfinite(property.getValue(), join(field, property.getKey()), found));
        }
    }

    /** The schema itself, for documentation and clients. */
    public JsonNode schema() {
        return schema.getSchemaNode();
    }

    /** A schema with those that it refers to by file name in their places, so that their fields and defaults are known too. */
    private static JsonNode read(String name) {
        String resource = "schemas/" + name;
        try (InputStream in = JsonContract.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no schema " + resource);
            }
            return inlined(Json.readTree(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode inlined(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        String referred = object.path("$ref").asText();
        if (referred.endsWith(".json")) {
            ObjectNode target = (ObjectNode) read(referred);
            target.remove(List.of("$schema", "$id"));
            object.remove("$ref");
            return target.setAll(object);
        }
        object.properties().forEach(property -> property.setValue(inlined(property.getValue())));
        return object;
    }

    private static void fillDefaults(JsonNode schema, ObjectNode object) {
        schema.path("properties").properties().forEach(property -> {
            JsonNode propertySchema = property.getValue();
            if (!object.has(property.getKey()) && propertySchema.has("default")) {
                object.set(property.getKey(), propertySchema.get("default").deepCopy());
            }
            JsonNode value = object.get(property.getKey());
            if (value instanceof ObjectNode child) {
                fillDefaults(propertySchema, child);
            } else if (value instanceof ArrayNode children) {
                children.forEach(child -> {
                    if (child instanceof ObjectNode element) {
                        fillDefaults(propertySchema.path("items"), element);
                    }
                });
            }
        });
    }

    private Violation violation(Error error) {
        NodePath path = error.getInstanceLocation();
        String field = dotted(path);
        return switch (error.getKeyword()) {
            case "required" -> new Violation(join(field, error.getProperty()), Violation.ABSENT, "it is required");
            case "additionalProperties" ->
                new Violation(join(field, error.getProperty()), "an unknown field", "accepted are " + fieldsAt(path));
            default -> new Violation(field, String.valueOf(error.getInstanceNode()), accepted(error));
        };
    }

    private String fieldsAt(NodePath path) {
        JsonNode node = schema.getSchemaNode();
        for (int i = 0; i < path.getNameCount(); i++) {
            node = path.getElement(i) instanceof Integer
                    ? node.path("items")
                    : node.path("properties").path(String.valueOf(path.getElement(i)));
        }
        return node.path("properties").properties().stream()
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }

    private static String accepted(Error error) {
        JsonNode wanted = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "enum" -> "must be one of " + wanted;
            case "const" -> "must be " + wanted;
            case "type" -> "must be of type " + wanted.asText();
            case "minimum" -> "must be at least " + wanted;
            case "maximum" -> "must be at most " + wanted;
            case "exclusiveMinimum" -> "must be greater than " + wanted;
            case "minLength" -> "must have at least " + wanted + " characters";
            case "maxLength" -> "must have at most " + wanted + " characters";
            case "minItems" -> "must have at least " + wanted + " elements";
            case "maxItems" -> "must have at most " + wanted + " elements";
            case "false" -> "must be absent in a request of this kind";
            case "pattern" -> "must match " + wanted.asText();
            default -> error.getMessage();
        };
    }

    private static String dotted(NodePath path) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < path.getNameCount(); i++) {
            text.append(i == 0 ? "" : ".").append(path.getElement(i));
        }
        return text.toString();
    }

    private static String join(String parent, String child) {
        return parent.isEmpty() ? child : parent + "." + child;
    }
}
