package dev.gantry.detector.judge;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Violation;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.detector.DetectorConfig;
import dev.gantry.imaging.AnimatedGif;
import dev.gantry.imaging.AnimationLimits;
import dev.gantry.imaging.PictureException;
import dev.gantry.imaging.ZipSignature;
import dev.gantry.platform.store.Sha256;
import dev.gantry.serving.session.Deadline;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Judges pictures that follow each other: the frames of a GIF, or the files of a ZIP. */
@Singleton
public final class Frames {
    private final Judge judge;
    private final DetectorConfig.Frames limits;
    private final Duration deadlineOfOne;

    Frames(Judge judge, DetectorConfig config) {
        this.judge = judge;
        this.deadlineOfOne = config.deadline();
        this.limits = config.frames();
    }

    /** Gets the frames in order, and a verdict on each that it asks for. */
    public interface Visitor {
        /**
         * @param name  the file's in a ZIP, the number from 0 on in a GIF
         * @param judge throws as {@link Judge#judge} does
         */
        void frame(String name, Supplier<Verdict> judge);
    }

    /**
     * Goes through a file.
     *
     * @param encoded  GIF or ZIP, told by the first bytes
     * @param deadline of all frames; one alone may take as long as any picture
     * @throws GantryException rejected: {@code unsupported-media-type}, {@code too-large} or {@code invalid-request}; and what
     *     the visitor throws
     */
    public void each(byte[] encoded, Question question, Deadline deadline, Visitor visitor) {
        if (AnimatedGif.sniff(encoded)) {
            gif(encoded, question, deadline, visitor);
        } else if (ZipSignature.sniff(encoded)) {
            ZipPictures.read(encoded, limits)
                    .forEach(entry -> visitor.frame(
                            entry.name(),
                            () -> judge.judge(newId(), entry.content(), question, deadline.within(deadlineOfOne))));
        } else {
            Violation violation = new Violation("file.signature", "something else", "GIF or ZIP");
            throw new Failure.Rejected(Failure.Rejected.UNSUPPORTED_MEDIA, violation.sentence(), List.of(violation))
                    .asException();
        }
    }

    private void gif(byte[] encoded, Question question, Deadline deadline, Visitor visitor) {
        String sha256 = Sha256.of(encoded);
        AtomicInteger frame = new AtomicInteger();
        try {
            AnimatedGif.decode(
                    encoded,
                    new AnimationLimits(limits.maxFrames(), limits.maxPixels()),
                    picture -> visitor.frame(
                            String.valueOf(frame.getAndIncrement()),
                            () -> judge.judge(
                                    newId(),
                                    new Evidence(sha256, "gif", OptionalInt.empty(), picture),
                                    question,
                                    deadline.within(deadlineOfOne))));
        } catch (PictureException e) {
            throw Evidence.refused("file.", e);
        }
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
