package dev.gantry.inference.samples;

import dev.gantry.contracts.models.SampleSpec;
import dev.gantry.contracts.sampling.SamplePlan;
import dev.gantry.contracts.sampling.SampleRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs of a network that makes numbers: value {@code v} of sample {@code i} is {@code value(i, v)}. */
final class TestRuns {
    static final SampleSpec PICTURES = new SampleSpec.Images(3, 2, 2);
    static final SampleSpec POINTS = new SampleSpec.Points(2, List.of(10.0, 0.0), List.of(1.0, 0.5));
    private static final int PART = 4;

    private TestRuns() {}

    /**
     * @param log gets {@code make first+count} for each part that is made
     */
    static SampleRun begin(SampleSpec sample, String json, List<String> log) {
        byte[] request = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        SamplePlan plan = SamplePlan.of(SampleRequest.CONTRACT.decode(request), sample, 7);
        return SampleRun.begin(
                new SampleSource("m", 3, "ab", sample),
                plan,
                PART,
                (first, count) -> {
                    log.add("make " + first + "+" + count);
                    float[] values = new float[count * sample.length()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = value(first + i / sample.length(), i % sample.length());
                    }
                    return values;
                },
                () -> log.add("end"));
    }

    static SampleRun begin(SampleSpec sample, String json) {
        return begin(sample, json, new ArrayList<>());
    }

    /** In [-1, 1], another for each of the first samples. */
    static float value(int sample, int value) {
        return (sample * 12 + value) % 256 / 127.5f - 1;
    }
}
