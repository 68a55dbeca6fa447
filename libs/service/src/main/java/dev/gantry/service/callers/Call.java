package dev.gantry.service.callers;

import java.util.Optional;

/**
 * A request that the gateway passes on, and for whom.
 *
 * @param caller for logs
 * @param tenant whom the caller belongs to; absent: the operator
 * @param reach  the names that belong to it
 */
public record Call(String caller, Optional<String> tenant, Reach reach) {
    /** Carries the token that says so. */
    public static final String HEADER = "Gantry-Call";

    /** Of an answer: the tenant that it was held to. */
    public static final String TENANT_HEADER = "Gantry-Tenant";

    /** Of an answer, or its trailer: how many images were sampled or judged for it. */
    public static final String IMAGES_HEADER = "Gantry-Images";

    /** Of whoever can reach a service that asks for no tokens. */
    static final Call ANYBODY = new Call("anybody", Optional.empty(), Reach.EVERYTHING);
}
