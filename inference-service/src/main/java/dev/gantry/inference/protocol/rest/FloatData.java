package dev.gantry.inference.protocol.rest;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.Arrays;

/** A tensor's values in row-major order: an array of numbers on the wire, which clients may nest along the shape. */
@JsonDeserialize(using = FloatData.Reader.class)
final class FloatData {
    private final float[] values;

    /** @param values kept, not copied */
    FloatData(float[] values) {
        this.values = values;
    }

    /** The values themselves, not a copy. */
    @JsonValue
    float[] values() {
        return values;
    }

    /** Reads numbers as they come, so that a large tensor is never held as a tree. */
    static final class Reader extends StdDeserializer<FloatData> {
        private static final long serialVersionUID = 1L;
        private static final int FIRST_CAPACITY = 256;

        Reader() {
            super(FloatData.class);
        }

        @Override
        public FloatData deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.isExpectedStartArrayToken()) {
                return context.reportInputMismatch(FloatData.class, "must be an array of numbers");
            }
            float[] values = new float[FIRST_CAPACITY];
            int size = 0;
            for (int depth = 1; depth > 0; ) {
                JsonToken token = json.nextToken();
                if (token == JsonToken.START_ARRAY) {
                    depth++;
                } else if (token == JsonToken.END_ARRAY) {
                    depth--;
                } else {
                    values = size == values.length ? Arrays.copyOf(values, 2 * size) : values;
                    values[size++] = number(json, context);
                }
            }
            return new FloatData(Arrays.copyOf(values, size));
        }

        private static float number(JsonParser json, DeserializationContext context) throws IOException {
            if (json.currentToken() == null || !json.currentToken().isNumeric()) {
                return context.reportInputMismatch(FloatData.class, "must hold numbers only");
            }
            float value = (float) json.getDoubleValue();
            if (!Float.isFinite(value)) {
                return context.reportInputMismatch(FloatData.class, json.getText() + " is beyond FP32");
            }
            return value;
        }
    }
}
