package dev.gantry.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a resource throws into {@link Problem} details, or what is told instead of them. */
final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response gantry(GantryException exception, UriInfo uri) {
        if (!(exception.failure() instanceof Failure.Rejected)) {
            LOG.warnf(
                    exception,
                    "event=request-failed code=%s",
                    exception.failure().code());
        }
        return answer(Problem.of(exception.failure()), uri);
    }

    @ServerExceptionMapper
    Response json(JsonProcessingException exception, UriInfo uri) {
        return answer(Problem.of(Failure.Rejected.malformedJson(exception)), uri);
    }

    /** Reading the request failed: resources wrap whatever fails besides. */
    @ServerExceptionMapper
    Response unreadable(IOException exception, UriInfo uri) {
        LOG.debugf(exception, "event=body-unreadable");
        return answer(
                Problem.of(
                        new Failure.Rejected("malformed-body", "the body ends too early or is not of its media type")),
                uri);
    }

    @ServerExceptionMapper
    Response web(WebApplicationException exception, UriInfo uri) {
        Response response = exception.getResponse();
        if (response.getEntity() != null || response.getStatus() < 400) {
            return response;
        }
        if (exception.getCause() instanceof GantryException cause) {
            return gantry(cause, uri);
        }
        String title = response.getStatusInfo().getReasonPhrase();
        String code = title.toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
        return answer(Problem.of(new Failure.Rejected(code, title), response.getStatusInfo()), uri);
    }

    @ServerExceptionMapper
    Response unexpected(RuntimeException exception, UriInfo uri) {
        LOG.errorf(exception, "event=request-failed code=internal");
        return answer(Problem.of(new Failure.Fatal("internal", "the service failed; its log says why")), uri);
    }

    private static Response answer(Problem problem, UriInfo uri) {
        ErrorForm form = ErrorForm.of(problem, uri.getPath());
        return Response.status(problem.status())
                .type(form.mediaType())
                .entity(form.body())
                .build();
    }
}
