package dev.gantry.detector.http;

import dev.gantry.contracts.detection.Verdict;
import dev.gantry.service.callers.Call;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Says of every answer how many pictures were judged for it. */
@Singleton
public class JudgedPictures {
    @ServerResponseFilter
    void count(ContainerResponseContext response) {
        Object answer = response.getEntity();
        int judged = answer instanceof Verdict
                ? 1
                : answer instanceof DetectionBatch batch
                        ? judged(batch.results())
                        : answer instanceof DetectionSequence sequence ? judged(sequence.results()) : 0;
        if (judged > 0) {
            response.getHeaders().putSingle(Call.IMAGES_HEADER, judged);
        }
    }

    private static int judged(List<DetectionBatch.Result> results) {
        return (int)
                results.stream().filter(result -> result.verdict().isPresent()).count();
    }
}
