package dev.gantry.serving.session;

import java.util.List;

/**
 * One run of a network.
 *
 * @param parts  the rows of requests, from row 0 on without gaps; none if every request that waited was over
 * @param bucket rows of the run; those after the parts are zeros
 * @param over   requests that were taken out of the queue because nobody waits for them any more
 */
record Batch(List<Part> parts, int bucket, List<Inference> over) {

    /**
     * Rows of one request.
     *
     * @param first of the request
     * @param at    row of the run at which they begin
     */
    record Part(Inference request, int first, int rows, int at) {
        boolean begins() {
            return first == 0;
        }
    }

    int rows() {
        return parts.stream().mapToInt(Part::rows).sum();
    }
}
