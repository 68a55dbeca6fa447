package dev.gantry.contracts.detection;

import dev.gantry.contracts.JsonContract;
import dev.gantry.contracts.detection.Feedback.Label;
import java.util.Optional;

/**
 * Says what turned out about a picture that was judged. Ranges stand in {@code schemas/FeedbackRequest.json}.
 *
 * @param reason how that is known, for people
 */
public record FeedbackRequest(Label label, Optional<String> reason) {
    /** How requests are decoded and validated. */
    public static final JsonContract<FeedbackRequest> CONTRACT = JsonContract.of(FeedbackRequest.class, 4096);
}
