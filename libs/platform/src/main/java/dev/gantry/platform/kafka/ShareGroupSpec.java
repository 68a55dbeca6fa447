package dev.gantry.platform.kafka;

import dev.gantry.contracts.Topics;
import java.time.Duration;
import java.util.List;

/**
 * A share group's settings.
 *
 * @param lock          how long a record stays with the member that took it unless renewed
 * @param deliveryLimit deliveries after which the broker drops a record without a trace
 */
public record ShareGroupSpec(String name, Duration lock, int deliveryLimit) {
    /** The broker's own default. */
    public static final int DELIVERY_LIMIT = 5;

    private static final Duration LOCK = Duration.ofSeconds(30);

    public ShareGroupSpec(String name, Duration lock) {
        this(name, lock, DELIVERY_LIMIT);
    }

    /** All trainers. */
    public static ShareGroupSpec trainers() {
        return new ShareGroupSpec(Topics.TRAINERS_GROUP, LOCK);
    }

    /** All detectors. */
    public static ShareGroupSpec detectors() {
        return new ShareGroupSpec(Topics.DETECTORS_GROUP, LOCK);
    }

    /** All inference services. */
    public static ShareGroupSpec samplers() {
        return new ShareGroupSpec(Topics.SAMPLERS_GROUP, LOCK);
    }

    /** Every share group of the platform. */
    public static List<ShareGroupSpec> all() {
        return List.of(trainers(), detectors(), samplers());
    }
}
