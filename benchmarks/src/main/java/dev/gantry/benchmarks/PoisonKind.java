package dev.gantry.benchmarks;

import dev.gantry.contracts.Failure.Rejected;
import dev.gantry.contracts.Headers;
import dev.gantry.contracts.training.TrainingRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * One way for a training request to be wrong.
 *
 * @param name   of the kind
 * @param reason code that its dead letter must carry
 * @param fault  text that the dead letter's cause must contain: the field, or what is wrong with the document
 * @param value  the message
 * @param header of it, if any matters
 */
record PoisonKind(String name, String reason, String fault, ByteBuffer value, Optional<Header> header) {
    private static final String GOOD = "\"model\":\"poisoned\",\"data\":{\"uri\":\"file:fashion-mnist\"}";

    /** The message's bytes. */
    byte[] bytes() {
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        return bytes;
    }

    /** Every kind. */
    static List<PoisonKind> all() {
        return List.of(
                malformed("empty document", "", "empty"),
                malformed("no JSON", "train me a model", "line 1"),
                malformed("cut off", "{" + GOOD, "line 1"),
                malformed("more after the end", "{" + GOOD + "}}", "line 1"),
                malformed("a field twice", "{" + GOOD + ",\"seed\":1,\"seed\":2}", "seed"),
                malformed("not a number", "{" + GOOD + ",\"seed\":NaN}", "line 1"),
                malformed("nested too deep", "{\"a\":".repeat(64) + "1" + "}".repeat(64), "nesting depth"),
                new PoisonKind("binary", Rejected.MALFORMED_JSON, "line 1", binary(), Optional.empty()),
                new PoisonKind("too large", Rejected.TOO_LARGE, "bytes", large(), Optional.empty()),
                event("event of another version", Rejected.INVALID_REQUEST, Headers.CE_SPECVERSION, "2.0"),
                event("event without an id", Rejected.INVALID_REQUEST, Headers.CE_ID, ""),
                event("event with a huge source", Rejected.INVALID_REQUEST, Headers.CE_SOURCE, "/x".repeat(50_000)),
                event("event with control characters", Rejected.INVALID_REQUEST, Headers.CE_TYPE, "a\33[2Jb"),
                event(
                        "event in structured mode",
                        Rejected.UNSUPPORTED_MEDIA,
                        Headers.CONTENT_TYPE,
                        "application/cloudevents+json; charset=utf-8"),
                wrong("an array", "[{" + GOOD + "}]", "the document"),
                wrong("a text", "\"train\"", "the document"),
                wrong("no model", "{\"data\":{\"uri\":\"file:fashion-mnist\"}}", "model"),
                wrong("no data", "{\"model\":\"poisoned\"}", "data"),
                wrong("no uri", "{\"model\":\"poisoned\",\"data\":{}}", "data.uri"),
                wrong("model with capitals", "{\"model\":\"Poisoned\",\"data\":{\"uri\":\"file:x\"}}", "model"),
                wrong("model is a number", "{\"model\":7,\"data\":{\"uri\":\"file:x\"}}", "model"),
                wrong(
                        "uri of the web",
                        "{\"model\":\"poisoned\",\"data\":{\"uri\":\"http://example.org/x\"}}",
                        "data.uri"),
                wrong(
                        "uri without a folder",
                        "{\"model\":\"poisoned\",\"data\":{\"uri\":\"s3://gantry\"}}",
                        "data.uri"),
                field("unknown field", "\"modle\":\"x\"", "modle"),
                field("bad job id", "\"jobId\":\"no spaces here\"", "jobId"),
                field("unknown family", "\"network\":{\"family\":\"stylegan9\"}", "network.family"),
                field("unknown field inside", "\"network\":{\"depth\":3}", "network.depth"),
                field("no latent", "\"network\":{\"latent\":0}", "network.latent"),
                field("too wide", "\"network\":{\"generatorWidth\":100000}", "network.generatorWidth"),
                field("width is a text", "\"network\":{\"discriminatorWidth\":\"wide\"}", "network.discriminatorWidth"),
                field("unknown loss", "\"recipe\":{\"loss\":\"hope\"}", "recipe.loss"),
                field("batch of one", "\"recipe\":{\"batch\":1}", "recipe.batch"),
                field("beta out of range", "\"recipe\":{\"beta1\":2}", "recipe.beta1"),
                field(
                        "negative learning rate",
                        "\"recipe\":{\"generatorLearningRate\":-1}",
                        "recipe.generatorLearningRate"),
                field("no images", "\"budget\":{\"images\":0}", "budget.images"),
                field("minutes is a text", "\"budget\":{\"minutes\":\"soon\"}", "budget.minutes"),
                field("unknown precision", "\"precision\":\"fp8\"", "precision"),
                field("negative seed", "\"seed\":-1", "seed"),
                field("seed is a fraction", "\"seed\":1.5", "seed"),
                field("no tick", "\"tickImages\":0", "tickImages"),
                field("tick is null", "\"tickImages\":null", "tickImages"),
                field("detector is a text", "\"detector\":\"yes\"", "detector"),
                data("odd resolution", "\"resolution\":27", "data.resolution"),
                data("two channels", "\"channels\":2", "data.channels"),
                data("all held out", "\"heldOutFraction\":1", "data.heldOutFraction"),
                data("negative bad files", "\"maxBadFiles\":-1", "data.maxBadFiles"));
    }

    private static PoisonKind malformed(String name, String value, String fault) {
        return new PoisonKind(name, Rejected.MALFORMED_JSON, fault, ByteBuffer.wrap(utf8(value)), Optional.empty());
    }

    private static PoisonKind wrong(String name, String value, String fault) {
        return new PoisonKind(name, Rejected.INVALID_REQUEST, fault, ByteBuffer.wrap(utf8(value)), Optional.empty());
    }

    /** A good document as an event whose attributes are not good. */
    private static PoisonKind event(String name, String reason, String header, String value) {
        return new PoisonKind(
                name,
                reason,
                header,
                ByteBuffer.wrap(utf8("{" + GOOD + "}")),
                Optional.of(new RecordHeader(header, utf8(value))));
    }

    private static PoisonKind field(String name, String field, String fault) {
        return wrong(name, "{" + GOOD + "," + field + "}", fault);
    }

    private static PoisonKind data(String name, String field, String fault) {
        return wrong(name, "{\"model\":\"poisoned\",\"data\":{\"uri\":\"file:fashion-mnist\"," + field + "}}", fault);
    }

    private static ByteBuffer binary() {
        byte[] bytes = new byte[64];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (0xf8 + i % 8);
        }
        return ByteBuffer.wrap(bytes);
    }

    private static ByteBuffer large() {
        byte[] bytes = new byte[TrainingRequest.MAX_BYTES + 1];
        Arrays.fill(bytes, (byte) ' ');
        return ByteBuffer.wrap(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
