package dev.gantry.gateway.jobs;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.Failure.Rejected;
import dev.gantry.contracts.Violation;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.gateway.auth.Caller;
import dev.gantry.service.callers.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Holds requests for jobs to the names that belong to their callers. */
final class Admission {
    private final Reach reach;
    private final List<Violation> violations = new ArrayList<>();

    private Admission(Reach reach) {
        this.reach = reach;
    }

    /** @throws dev.gantry.contracts.GantryException rejected, {@code forbidden}, naming each field that reaches too far */
    static void check(TrainingRequest request, Caller caller) {
        Admission admission = new Admission(caller.reach());
        request.jobId().ifPresent(jobId -> admission.model("jobId", jobId));
        admission.model("model", request.model());
        // A beginning such as acme-* is held like a name, since every name that it stands for begins with it.
        request.generators().ifPresent(names -> IntStream.range(0, names.size())
                .forEach(i -> admission.model("generators." + i, names.get(i))));
        request.warmStart().ifPresent(start -> admission.model("warmStart.model", start.model()));
        admission.data("data.uri", request.data().uri());
        request.metrics().extractor().ifPresent(extractor -> admission.data("metrics.extractor", extractor));
        if (!admission.violations.isEmpty()) {
            String message =
                    admission.violations.stream().map(Violation::sentence).collect(Collectors.joining("; "));
            throw new Failure.Rejected(Rejected.FORBIDDEN, message, admission.violations).asException();
        }
    }

    private void model(String field, String name) {
        if (!reach.model(name)) {
            violations.add(new Violation(field, name, "must begin with " + oneOf(reach.models())));
        }
    }

    private void data(String field, String uri) {
        if (!reach.data(uri)) {
            violations.add(new Violation(
                    field, uri, "must begin with " + oneOf(reach.data()) + " and have no empty part, '.' or '..'"));
        }
    }

    private static String oneOf(List<String> prefixes) {
        if (prefixes.isEmpty()) {
            return "a prefix of its tenant, which has none";
        }
        return String.join(" or ", prefixes);
    }
}
