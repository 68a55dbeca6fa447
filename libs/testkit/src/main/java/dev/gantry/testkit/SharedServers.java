package dev.gantry.testkit;

import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts each server when a test first asks for it, and stops it when the JVM's last test has run. */
final class SharedServers implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedServers.class);

    private static final Map<Class<?>, Supplier<AutoCloseable>> SERVERS =
            Map.of(EmbeddedKafka.class, EmbeddedKafka::start, EmbeddedS3.class, EmbeddedS3::start);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return SERVERS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(type, SharedServers::start, AutoCloseable.class);
    }

    private static AutoCloseable start(Class<?> type) {
        Supplier<AutoCloseable> starter = SERVERS.get(type);
        if (starter == null) {
            throw new IllegalArgumentException("no shared server of type " + type.getName());
        }
        return starter.get();
    }
}
