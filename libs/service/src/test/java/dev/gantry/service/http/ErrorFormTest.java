package dev.gantry.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.Failure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorFormTest {
    private static final Problem PROBLEM = Problem.of(new Failure.Rejected("not-found", "no such thing"));

    @ParameterizedTest
    @ValueSource(strings = {"/v2", "/v2/", "/v2/models/x/infer", "/v2/models/a\nb"})
    void inferenceProtocolHasAFormOfItsOwn(String path) {
        ErrorForm form = ErrorForm.of(PROBLEM, path);

        assertThat(form.mediaType()).isEqualTo("application/json");
        assertThat(form.body()).isEqualTo(Map.of("error", "no such thing"));
    }

    @Test
    void everythingElseIsToldAsProblemDetails() {
        ErrorForm form = ErrorForm.of(PROBLEM, "/v1/v2");

        assertThat(form.mediaType()).isEqualTo("application/problem+json");
        assertThat(form.body()).isEqualTo(PROBLEM);
    }
}
