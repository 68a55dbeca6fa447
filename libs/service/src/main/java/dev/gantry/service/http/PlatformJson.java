package dev.gantry.service.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.contracts.Json;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Gives HTTP the same JSON dialect as messages. */
@Singleton
final class PlatformJson implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        Json.configure(mapper);
    }
}
