package dev.gantry.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.cli.client.GatewayClient;
import dev.gantry.cli.client.SampleAnswer;
import dev.gantry.cli.console.CliException;
import dev.gantry.cli.demo.HeldOut;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.contracts.detection.Verdict.Emission.Match;
import dev.gantry.contracts.detection.Verdict.Origin;
import dev.gantry.contracts.origin.OriginMark;
import dev.gantry.contracts.sampling.SampleFormat;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureDecoder;
import dev.gantry.imaging.PictureEncoder;
import dev.gantry.imaging.PictureException;
import dev.gantry.imaging.PictureLimits;
import dev.gantry.imaging.PngText;
import dev.gantry.platform.signing.Purpose;
import dev.gantry.platform.signing.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Whether the detector service knows the platform's own pictures again, and what was done to the others. */
final class OriginMarkBench implements Benchmark {
    private static final int PICTURES = 1000;
    private static final int PER_REQUEST = 250;
    private static final int VERSION = 1;
    private static final long SEED = 13;

    @Override
    public String name() {
        return "origin-mark";
    }

    @Override
    public String summary() {
        return PICTURES + " samples verify; changed, stripped, foreign, forged and replayed marks are told apart";
    }

    @Override
    public Report run(BenchContext context) throws IOException, InterruptedException {
        StampedModel model = new StampedModel("stamped", SEED);
        Report.Builder report = Report.of(
                        name(),
                        PICTURES + " samples of a DCGAN generator (28x28) from a fresh local stack go to POST"
                                + " /v1/detections as they are; with one pixel a grey level off; without their mark;"
                                + " with the claim signed by another key; with another version in it; and with"
                                + " their mark on shipped Fashion-MNIST pictures")
                .seed(SEED);
        try (BenchStack bench = BenchStack.start(context);
                StampedPublisher publisher = new StampedPublisher(model, bench.stack(), context.work())) {
            publisher.publish(VERSION);
            bench.awaitVersion(model.name(), VERSION);
            Trials trials = new Trials(bench.client(), report);
            List<byte[]> samples = samples(bench.client(), model.name());
            List<Picture> others = HeldOut.of(context.installation(), PICTURES).pictures();
            SigningKey foreign = SigningKey.generate();
            trials.run("as they are", samples, OriginMarkBench::declared);
            trials.run("one pixel changed", each(samples, OriginMarkBench::changed), status(Origin.Status.CHANGED));
            trials.run(
                    "stripped, known by its pixels",
                    each(samples, OriginMarkBench::stripped),
                    verdict -> verdict.origin().isEmpty() && givenOut(verdict));
            trials.run("foreign key", each(samples, png -> resigned(png, foreign)), status(Origin.Status.FOREIGN_KEY));
            trials.run("forged", each(samples, OriginMarkBench::forged), status(Origin.Status.FORGED));
            List<byte[]> replayed = new ArrayList<>();
            for (int i = 0; i < samples.size(); i++) {
                replayed.add(carry(others.get(i), text(samples.get(i))));
            }
            trials.run("replayed on another picture", replayed, status(Origin.Status.OF_ANOTHER));
        }
        return report.build();
    }

    /** Sends pictures of one kind and counts those that are told as they should be. */
    private record Trials(GatewayClient client, Report.Builder report) {
        void run(String kind, List<byte[]> pictures, Predicate<Verdict> expected) throws InterruptedException {
            int told = 0;
            for (byte[] picture : pictures) {
                told += expected.test(client.judge(picture, Optional.empty())) ? 1 : 0;
            }
            report.bar(Bar.exactly(kind + ", told of " + pictures.size(), told, pictures.size()));
        }
    }

    private static List<byte[]> samples(GatewayClient client, String model) throws InterruptedException {
        List<byte[]> samples = new ArrayList<>();
        for (int drawn = 0; drawn < PICTURES; drawn += PER_REQUEST) {
            SampleAnswer answer = SampleAnswer.ask(
                    client,
                    model,
                    Optional.of(SampleFormat.JSON),
                    OptionalInt.of(PER_REQUEST),
                    OptionalLong.of(SEED + drawn),
                    OptionalInt.of(VERSION));
            for (JsonNode sample : Json.readTree(answer.content()).path("samples")) {
                samples.add(bytes(sample));
            }
        }
        return samples;
    }

    private static boolean declared(Verdict verdict) {
        return verdict.verdict() == Conclusion.DECLARED_SYNTHETIC
                && status(Origin.Status.VALID).test(verdict);
    }

    /** The mark is worth this much, and nothing is declared by it, though it may be by the pixels. */
    private static Predicate<Verdict> status(Origin.Status status) {
        return verdict ->
                verdict.origin().filter(origin -> origin.status() == status).isPresent()
                        && (status == Origin.Status.VALID
                                || givenOut(verdict) == (verdict.verdict() == Conclusion.DECLARED_SYNTHETIC));
    }

    private static boolean givenOut(Verdict verdict) {
        return verdict.emission()
                .filter(emission -> emission.match() == Match.EXACT)
                .isPresent();
    }

    private interface Change {
        byte[] apply(byte[] png);
    }

    private static List<byte[]> each(List<byte[]> samples, Change change) {
        return samples.stream().map(change::apply).toList();
    }

    private static byte[] changed(byte[] png) {
        Picture picture = decode(png);
        byte[] pixels = picture.pixels().clone();
        pixels[pixels.length / 2] ^= 1;
        return carry(new Picture(picture.channels(), picture.height(), picture.width(), pixels), text(png));
    }

    private static byte[] stripped(byte[] png) {
        return PictureEncoder.png(decode(png));
    }

    private static byte[] resigned(byte[] png, SigningKey key) {
        OriginMark.Claim claim = Json.read(text(png).getBytes(StandardCharsets.UTF_8), OriginMark.class)
                .claim();
        OriginMark mark = claim.signed(key.sign(Purpose.ORIGIN, claim.message()));
        return carry(decode(png), new String(Json.bytes(mark), StandardCharsets.UTF_8));
    }

    private static byte[] forged(byte[] png) {
        return carry(decode(png), text(png).replace("\"version\":" + VERSION, "\"version\":" + (VERSION + 1)));
    }

    private static byte[] carry(Picture picture, String text) {
        return PngText.insert(PictureEncoder.png(picture), OriginMark.KEYWORD, text);
    }

    private static String text(byte[] png) {
        return PngText.find(png, OriginMark.KEYWORD, OriginMark.MAX_BYTES)
                .orElseThrow(() -> CliException.failed("a sample carries no origin mark"));
    }

    private static Picture decode(byte[] png) {
        try {
            return PictureDecoder.decode(png, PictureLimits.DEFAULT);
        } catch (PictureException e) {
            throw CliException.failed("a sample is no picture: " + e.getMessage());
        }
    }

    private static byte[] bytes(JsonNode base64) {
        try {
            return base64.binaryValue();
        } catch (IOException e) {
            throw CliException.failed("a sample is no base64: " + e.getMessage());
        }
    }
}
