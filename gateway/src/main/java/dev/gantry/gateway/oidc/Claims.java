package dev.gantry.gateway.oidc;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a verified token says. A claim is found by its name or, within others, by its path with dots, such as
 * {@code realm_access.roles}.
 *
 * @param expires when the token does
 */
public record Claims(Map<String, Object> all, Instant expires) {
    /** A claim that is a text and not empty. */
    public Optional<String> text(String path) {
        return find(path) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    /** The words of a claim that is a text or a list of texts. */
    public Set<String> words(String path) {
        Object claim = find(path);
        Stream<?> texts = claim instanceof List<?> list ? list.stream() : Stream.ofNullable(claim);
        return texts.filter(String.class::isInstance)
                .flatMap(text -> Stream.of(((String) text).split(" ")))
                .collect(Collectors.toUnmodifiableSet());
    }

    private @Nullable Object find(String path) {
        if (all.containsKey(path)) {
            return all.get(path);
        }
        Object found = all;
        for (String name : path.split("\\.", -1)) {
            if (!(found instanceof Map<?, ?> claims)) {
                return null;
            }
            found = claims.get(name);
        }
        return found;
    }
}
