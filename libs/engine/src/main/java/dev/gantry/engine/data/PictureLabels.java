package dev.gantry.engine.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Class labels from a {@code dataset.json} such as {@code {"labels": [["cats/0017.png", 3], …]}}, the convention of StyleGAN. */
final class PictureLabels {
    static final String FILE = "dataset.json";
    private static final int MAX_LABEL = 65_535;
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, Integer> labels;

    private PictureLabels(Map<String, Integer> labels) {
        this.labels = labels;
    }

    /** The labels, or empty when there is no file of them or it says {@code "labels": null}. */
    static Optional<PictureLabels> find(DataSource source, List<DataEntry> entries, DataLimits limits)
            throws IOException {
        for (DataEntry entry : entries) {
            if (entry.name().equals(FILE)) {
                return read(source, entry, limits);
            }
        }
        return Optional.empty();
    }

    /** The label of a picture, 0 to {@value #MAX_LABEL}. */
    int of(DataEntry picture) throws MalformedDataException {
        Integer label = labels.get(picture.name());
        if (label == null) {
            throw new MalformedDataException(FILE, "labels", "without " + picture.name(), "a label for each picture");
        }
        return label;
    }

    void expectAllNamed(List<DataEntry> pictures) throws MalformedDataException {
        Set<String> names = pictures.stream().map(DataEntry::name).collect(Collectors.toSet());
        for (String name : labels.keySet()) {
            if (!names.contains(name)) {
                throw new MalformedDataException(FILE, "labels", "with " + name, "names of pictures that are there");
            }
        }
    }

    private static Optional<PictureLabels> read(DataSource source, DataEntry entry, DataLimits limits)
            throws IOException {
        if (entry.bytes() > limits.maxLabelFileBytes()) {
            throw new DataLimitException(FILE, "bytes", entry.bytes(), limits.maxLabelFileBytes());
        }
        try (InputStream in = new Inflation(FILE, limits.maxLabelFileBytes()).count(source.open(entry));
                JsonParser parser = JSON.createParser(in)) {
            return parse(parser);
        } catch (JsonProcessingException e) {
            throw MalformedDataException.causedBy(e, FILE, "content", "a JSON object");
        }
    }

    private static Optional<PictureLabels> parse(JsonParser parser) throws IOException {
        expect(parser, parser.nextToken(), JsonToken.START_OBJECT, "{");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = parser.currentName().equals("labels");
            JsonToken value = parser.nextToken();
            if (wanted) {
                return value == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(pairs(parser, value));
            }
            parser.skipChildren();
        }
        return Optional.empty();
    }

    private static PictureLabels pairs(JsonParser parser, JsonToken first) throws IOException {
        expect(parser, first, JsonToken.START_ARRAY, "an array of [path, label]");
        Map<String, Integer> labels = new HashMap<>();
        while (parser.nextToken() == JsonToken.START_ARRAY) {
            expect(parser, parser.nextToken(), JsonToken.VALUE_STRING, "a path");
            String name = parser.getText().replace('\\', '/');
            expect(parser, parser.nextToken(), JsonToken.VALUE_NUMBER_INT, "a label from 0 to " + MAX_LABEL);
            long label = parser.getLongValue();
            if (label < 0 || label > MAX_LABEL) {
                throw new MalformedDataException(FILE, name, Long.toString(label), "from 0 to " + MAX_LABEL);
            }
            expect(parser, parser.nextToken(), JsonToken.END_ARRAY, "] after the label");
            if (labels.put(name, (int) label) != null) {
                throw new MalformedDataException(FILE, "labels", name + " twice", "each path once");
            }
        }
        expect(parser, parser.currentToken(), JsonToken.END_ARRAY, "[ or ]");
        return new PictureLabels(labels);
    }

    private static void expect(JsonParser parser, JsonToken found, JsonToken wanted, String accepted)
            throws IOException {
        if (found != wanted) {
            throw new MalformedDataException(
                    FILE,
                    "line " + parser.currentLocation().getLineNr(),
                    found == null ? "(end)" : found.name(),
                    accepted);
        }
    }
}
