package dev.gantry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.cli.console.Text;
import java.util.ArrayList;
import java.util.List;

/** Which versions of a model truly answer, as people read it. */
final class ServingText {
    private static final String UNKNOWN = "?";

    private ServingText() {}

    /** The version that answers who names none, and the one that should if that is another. */
    static String answers(JsonNode model) {
        JsonNode serving = model.path("serving");
        if (serving.isMissingNode()) {
            return UNKNOWN;
        }
        String live = serving.has("live") ? Text.plain(serving.path("live")) : "none";
        return serving.path("live").equals(serving.path("desired"))
                ? live
                : "%s (%s is %s)"
                        .formatted(live, Text.plain(serving.path("desired")), Text.plain(serving.path("state")));
    }

    /** A row for each version that failed. */
    static List<List<String>> failed(JsonNode model) {
        List<List<String>> rows = new ArrayList<>();
        model.path("serving")
                .path("quarantined")
                .forEach(failed -> rows.add(List.of(
                        "failed",
                        "version %s: %s, %s; tried again at %s"
                                .formatted(
                                        Text.plain(failed.path("version")),
                                        Text.plain(failed.path("code")),
                                        Text.plain(failed.path("reason")),
                                        Text.plain(failed.path("retryAt"))))));
        return rows;
    }

    /** Why it is unknown what answers; empty if it is known. */
    static String unknown(JsonNode answer) {
        return answer.has("servingUnknown")
                ? "What answers is not known: " + Text.plain(answer.path("servingUnknown")) + "\n"
                : "";
    }
}
