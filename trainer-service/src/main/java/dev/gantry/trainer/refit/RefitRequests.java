package dev.gantry.trainer.refit;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.training.TrainingRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the requests that are sent again and again. */
final class RefitRequests {
    private static final String SETTING = "gantry.trainer.refit.requests";

    private RefitRequests() {}

    /** @throws GantryException fatal, {@code invalid-configuration}, naming the file and what is wrong with it */
    static List<TrainingRequest> read(List<Path> files) {
        return files.stream().map(RefitRequests::read).toList();
    }

    private static TrainingRequest read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            TrainingRequest request = TrainingRequest.CONTRACT.decode(in.readNBytes(TrainingRequest.MAX_BYTES + 1));
            if (request.kind() != TrainingRequest.JobKind.DETECTOR) {
                throw wrong(file, "kind is gan: must be detector");
            }
            if (request.jobId().isPresent()) {
                throw wrong(file, "jobId is " + request.jobId().get() + ": must be absent, each job gets its own");
            }
            return request;
        } catch (IOException e) {
            throw wrong(file, "it cannot be read: " + e);
        } catch (GantryException e) {
            if (e.failure() instanceof Failure.Rejected rejected) {
                throw wrong(file, rejected.message());
            }
            throw e;
        }
    }

    private static GantryException wrong(Path file, String why) {
        return new Failure.Fatal("invalid-configuration", SETTING + " has " + file + ": " + why).asException();
    }
}
