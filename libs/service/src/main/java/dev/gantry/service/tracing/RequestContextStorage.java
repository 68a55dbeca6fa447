package dev.gantry.service.tracing;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/** Keeps the current trace context with the HTTP request that is at hand, whichever thread works on it; elsewhere with the thread. */
record RequestContextStorage(ContextStorage threads) implements ContextStorage {
    private static final String KEY = RequestContextStorage.class.getName();

    @Override
    public Scope attach(Context attached) {
        io.vertx.core.Context request = Vertx.currentContext();
        if (request == null || !VertxContext.isDuplicatedContext(request)) {
            return threads.attach(attached);
        }
        Context before = request.getLocal(KEY);
        request.putLocal(KEY, attached);
        return () -> {
            if (before == null) {
                request.removeLocal(KEY);
            } else {
                request.putLocal(KEY, before);
            }
        };
    }

    @Override
    public @Nullable Context current() {
        io.vertx.core.Context request = Vertx.currentContext();
        return request == null || !VertxContext.isDuplicatedContext(request)
                ? threads.current()
                : request.getLocal(KEY);
    }
}
