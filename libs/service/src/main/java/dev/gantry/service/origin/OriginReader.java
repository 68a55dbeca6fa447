package dev.gantry.service.origin;

import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.detection.Verdict.Origin;
import dev.gantry.contracts.detection.Verdict.Origin.Status;
import dev.gantry.contracts.origin.OriginMark;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PngText;
import dev.gantry.platform.signing.Purpose;
import dev.gantry.platform.signing.TrustedKeys;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the mark of a picture's origin and finds out what it is worth. */
@Singleton
public final class OriginReader {
    private static final String LOOK = "[0-9a-f]{16}";

    private final Supplier<TrustedKeys> keys;

    /** @param keys as they are now */
    public OriginReader(Supplier<TrustedKeys> keys) {
        this.keys = keys;
    }

    /**
     * The mark of a picture; empty if it has none, which means nothing.
     *
     * @param encoded the file
     * @param picture what it decodes to
     */
    public Optional<Origin> read(byte[] encoded, Picture picture) {
        return PngText.find(encoded, OriginMark.KEYWORD, OriginMark.MAX_BYTES).map(text -> judge(text, picture));
    }

    private Origin judge(String text, Picture picture) {
        try {
            OriginMark mark = Json.read(text.getBytes(StandardCharsets.UTF_8), OriginMark.class);
            return new Origin(status(mark, picture), Optional.of(mark));
        } catch (GantryException e) {
            return new Origin(Status.UNREADABLE, Optional.empty());
        }
    }

    private Status status(OriginMark mark, Picture picture) {
        return switch (keys.get().verify(Purpose.ORIGIN, mark.claim().message(), mark.signature())) {
            case FOREIGN_KEY -> Status.FOREIGN_KEY;
            case WRONG -> Status.FORGED;
            case VALID -> status(mark, Looks.of(picture));
        };
    }

    /** @param mark that one of the keys has signed */
    private static Status status(OriginMark mark, Looks looks) {
        if (looks.pixelsSha256().equals(mark.pixelsSha256())) {
            return Status.VALID;
        }
        return mark.look().matches(LOOK) && looks.resembles(mark.look()) ? Status.CHANGED : Status.OF_ANOTHER;
    }
}
