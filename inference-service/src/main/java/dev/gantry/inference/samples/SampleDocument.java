package dev.gantry.inference.samples;

import dev.gantry.contracts.sampling.Interpolation;
import dev.gantry.contracts.sampling.SampleRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Samples and what made them, as JSON.
 *
 * @param seed        absent between seeds
 * @param first       index of the first sample of the seed; between seeds, of the sample of each
 * @param interpolate the way between seeds
 * @param samples     each a PNG in base64, the name of a file or the numbers of a point
 */
record SampleDocument<T>(
        String model,
        int version,
        String manifestSha256,
        OptionalLong seed,
        long first,
        double truncation,
        Optional<Interpolation> interpolate,
        List<T> samples) {
    SampleDocument {
        samples = List.copyOf(samples);
    }

    static <T> SampleDocument<T> of(SampleRun run, List<T> samples) {
        SampleRequest request = run.plan().request();
        return new SampleDocument<>(
                run.source().model(),
                run.source().version(),
                run.source().manifestSha256(),
                run.plan().seedOfAll(),
                request.first(),
                request.truncation(),
                request.interpolate(),
                samples);
    }
}
