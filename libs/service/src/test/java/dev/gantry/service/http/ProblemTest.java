package dev.gantry.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {
    @ParameterizedTest
    @CsvSource({
        "not-found, 404",
        "conflict, 409",
        "too-large, 413",
        "unsupported-media-type, 415",
        "too-many-requests, 429",
        "malformed-json, 400",
        "anything-else, 400"
    })
    void whatIsRejectedIsTheClientsFault(String code, int status) {
        assertThat(Problem.of(new Failure.Rejected(code, "because")).status()).isEqualTo(status);
    }

    @Test
    void whatMayBeRetriedAsksForALaterTry() {
        Problem problem = Problem.of(new Failure.Retryable("store-unavailable", "the store is away"));

        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.type()).isEqualTo("urn:gantry:problem:store-unavailable");
        assertThat(problem.detail()).isEqualTo("the store is away");
    }

    @Test
    void eachFieldAtFaultIsNamed() {
        Problem problem = Problem.of(Failure.Rejected.invalidField("count", "0", "must be at least 1"));

        assertThat(problem.detail()).isEqualTo("count is 0: must be at least 1");
        assertThat(problem.violations()).singleElement().satisfies(violation -> assertThat(violation.field())
                .isEqualTo("count"));
    }
}
