package dev.gantry.detector.http;

import dev.gantry.contracts.detection.Verdict;
import dev.gantry.service.callers.Call;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Says of every answer how many pictures were judged for it. */
@Singleton
public class JudgedPictures {
    @ServerResponseFilter
    void count(ContainerResponseContext response) {
        int judged = judged(response.getEntity());
        if (judged > 0) {
            response.getHeaders().putSingle(Call.IMAGES_HEADER, judged);
        }
    }

    private static int judged(@Nullable Object answer) {
        if (answer instanceof DetectionBatch batch) {
            return judged(batch.results());
        }
        if (answer instanceof DetectionSequence sequence) {
            return judged(sequence.results());
        }
        return answer instanceof Verdict ? 1 : 0;
    }

    private static int judged(List<DetectionBatch.Result> results) {
        return (int)
                results.stream().filter(result -> result.verdict().isPresent()).count();
    }
}
