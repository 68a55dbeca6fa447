package dev.gantry.service.http;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * How an answer tells a problem: as its details or, below {@code /v2}, as the Open Inference Protocol's {@code {"error": …}}.
 *
 * @param body to be written as JSON
 */
record ErrorForm(String mediaType, Object body) {
    private static final Pattern INFERENCE_PROTOCOL = Pattern.compile("/v2(/.*)?", Pattern.DOTALL);

    /** @param path of the request, normalized */
    static ErrorForm of(Problem problem, String path) {
        return INFERENCE_PROTOCOL.matcher(path).matches()
                ? new ErrorForm("application/json", Map.of("error", problem.detail()))
                : new ErrorForm(Problem.MEDIA_TYPE.toString(), problem);
    }
}
