package dev.gantry.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a resource throws into {@link Problem} details. */
final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response gantry(GantryException exception) {
        if (!(exception.failure() instanceof Failure.Rejected)) {
            LOG.warnf(
                    exception,
                    "event=request-failed code=%s",
                    exception.failure().code());
        }
        return Problem.of(exception.failure()).response();
    }

    @ServerExceptionMapper
    Response json(JsonProcessingException exception) {
        return Problem.of(Failure.Rejected.malformedJson(exception)).response();
    }

    @ServerExceptionMapper
    Response web(WebApplicationException exception) {
        Response response = exception.getResponse();
        if (response.getEntity() != null || response.getStatus() < 400) {
            return response;
        }
        if (exception.getCause() instanceof GantryException cause) {
            return gantry(cause);
        }
        String title = response.getStatusInfo().getReasonPhrase();
        String code = title.toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
        return Problem.of(new Failure.Rejected(code, title), response.getStatusInfo())
                .response();
    }

    @ServerExceptionMapper
    Response unexpected(RuntimeException exception) {
        LOG.errorf(exception, "event=request-failed code=internal");
        return Problem.of(new Failure.Fatal("internal", "the service failed; its log says why"))
                .response();
    }
}
