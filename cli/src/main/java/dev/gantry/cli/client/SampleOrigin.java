package dev.gantry.cli.client;

import java.net.http.HttpHeaders;
import java.util.OptionalLong;

/**
 * What an answer says of the samples in it.
 *
 * @param version that made all of them
 * @param seed    that they came from, also when the server drew it; absent between seeds
 */
public record SampleOrigin(int version, OptionalLong seed) {

    /** @throws GatewayException if the answer does not say it */
    static SampleOrigin of(HttpHeaders headers) {
        int version = headers.firstValue("Gantry-Version")
                .map(Integer::parseInt)
                .orElseThrow(() -> new GatewayException(
                        GatewayException.Kind.FAILED, "the answer has no header Gantry-Version: is it a gateway?"));
        return new SampleOrigin(version, headers.firstValueAsLong("Gantry-Seed"));
    }
}
