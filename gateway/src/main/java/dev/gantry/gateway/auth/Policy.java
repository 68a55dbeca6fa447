package dev.gantry.gateway.auth;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.Failure.Rejected;
import dev.gantry.contracts.access.Scope;
import dev.gantry.gateway.Names;
import dev.gantry.gateway.audit.Asked;
import dev.gantry.service.callers.Reach;
import dev.gantry.service.http.GrpcPaths;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a route asks of those who use it.
 *
 * @param method   of HTTP; what is said of GET holds for HEAD too
 * @param template of the path: {@code {model}} stands for a model's name, which must belong to the caller, any other name in
 *                 braces for one part of the path, and a star at the end for whatever follows
 * @param open     to everybody
 * @param scope    that its callers need
 */
record Policy(String method, String template, Pattern path, boolean open, Optional<Scope> scope) {
    private static final String MODEL = "model";
    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

    static Policy open(String template) {
        return new Policy("GET", template, pattern(template), true, Optional.empty());
    }

    /** For every caller. */
    static Policy look(String template) {
        return new Policy("GET", template, pattern(template), false, Optional.empty());
    }

    static Policy scoped(String method, String template, Scope scope) {
        return new Policy(method, template, pattern(template), false, Optional.of(scope));
    }

    /** Of a call of gRPC, for every caller. */
    static Policy call(String method) {
        return new Policy(
                "POST", GrpcPaths.INFERENCE + method, pattern(GrpcPaths.INFERENCE + method), false, Optional.empty());
    }

    /** Of a call of gRPC. */
    static Policy call(String method, Scope scope) {
        return scoped("POST", GrpcPaths.INFERENCE + method, scope);
    }

    boolean covers(String asked, String normalizedPath) {
        String read = asked.equals("HEAD") ? "GET" : asked;
        return method.equals(read) && path.matcher(normalizedPath).matches();
    }

    /** Why a caller may not, if so. */
    Optional<Failure> refusal(Caller caller, String normalizedPath) {
        if (scope.isPresent() && !caller.may(scope.get())) {
            return Optional.of(new Rejected(
                    Rejected.FORBIDDEN, "this needs the scope " + scope.get() + ", which " + caller.name() + " lacks"));
        }
        return model(normalizedPath)
                .filter(model -> !caller.reach().model(model))
                .map(Reach::unknown);
    }

    /** What a request under this path, which it covers, asks for. */
    Asked asked(String normalizedPath) {
        return new Asked(method + " " + template, scope.isPresent(), names(normalizedPath));
    }

    private Optional<String> model(String normalizedPath) {
        return Optional.ofNullable(names(normalizedPath).get(MODEL));
    }

    private Map<String, String> names(String normalizedPath) {
        Matcher matcher = path.matcher(normalizedPath);
        return matcher.matches()
                ? NAME.matcher(template)
                        .results()
                        .map(name -> name.group(1))
                        .collect(Collectors.toMap(name -> name, matcher::group))
                : Map.of();
    }

    private static Pattern pattern(String template) {
        if (template.endsWith("*")) {
            return Pattern.compile(Pattern.quote(template.substring(0, template.length() - 1)) + ".*", Pattern.DOTALL);
        }
        return Pattern.compile(template.replace(".", "\\.")
                        .replace("{" + MODEL + "}", "(?<model>" + Names.PATTERN + ")")
                        .replaceAll(NAME.pattern(), "(?<$1>[^/;%]+)")
                + "/?");
    }
}
