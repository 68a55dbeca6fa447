package dev.gantry.cli.demo;

import dev.gantry.cli.client.GatewayClient;
import dev.gantry.cli.client.GatewayException;
import dev.gantry.cli.console.CliException;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.imaging.Picture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Asks the detector service about pictures. All of them, real or not, are encoded here, the same way. */
public final class Jury {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final GatewayClient client;
    private final String model;
    private final Function<Picture, byte[]> encoding;

    /** @param encoding makes a PNG or JPEG file of a picture */
    public Jury(GatewayClient client, String model, Function<Picture, byte[]> encoding) {
        this.client = client;
        this.model = model;
        this.encoding = encoding;
    }

    /**
     * Waits until the detector of a version judges.
     *
     * @throws CliException if that takes too long
     */
    public void awaitVersion(int version, Picture picture, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        Optional<String> obstacle = obstacle(version, picture);
        while (obstacle.isPresent()) {
            if (System.nanoTime() > deadline) {
                throw CliException.failed("the detector of version " + version + " does not judge after "
                        + limit.toSeconds() + " s: " + obstacle.get());
            }
            Thread.sleep(PAUSE.toMillis());
            obstacle = obstacle(version, picture);
        }
    }

    /** Why a version's detector does not judge yet; empty when it does. */
    private Optional<String> obstacle(int version, Picture picture) throws InterruptedException {
        try {
            Verdict verdict = judge(picture);
            boolean judged = verdict.judgements().stream().anyMatch(judgement -> judgement.version() == version);
            return judged ? Optional.empty() : Optional.of(verdict.reason());
        } catch (GatewayException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Asks about pictures of one origin.
     *
     * @throws CliException if no detector judges one of them
     */
    public List<Judged> judge(boolean generated, List<Picture> pictures) throws InterruptedException {
        List<Judged> judged = new ArrayList<>();
        for (Picture picture : pictures) {
            Verdict verdict = judge(picture);
            if (verdict.judgements().isEmpty()) {
                throw CliException.failed("the detector has stopped judging: " + verdict.reason());
            }
            judged.add(Judged.of(generated, judged.size(), picture, verdict));
        }
        return judged;
    }

    private Verdict judge(Picture picture) throws InterruptedException {
        return client.judge(encoding.apply(picture), Optional.of(model));
    }
}
