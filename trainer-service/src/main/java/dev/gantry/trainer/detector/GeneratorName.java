package dev.gantry.trainer.detector;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** How a request names generators; its schema says what is well-formed. */
sealed interface GeneratorName {
    /** Those that it means. */
    Stream<String> models(List<String> published);

    /** @param version absent: several of the model */
    record Model(String name, OptionalInt version) implements GeneratorName {
        @Override
        public Stream<String> models(List<String> published) {
            return Stream.of(name);
        }
    }

    /** All models whose names begin so. */
    record Prefix(String beginning) implements GeneratorName {
        @Override
        public Stream<String> models(List<String> published) {
            return published.stream().filter(name -> name.startsWith(beginning));
        }
    }

    /** Reads {@code shop-clothes}, {@code shop-clothes@3} or {@code shop-*}. */
    static GeneratorName parse(String text) {
        if (text.endsWith("*")) {
            return new Prefix(text.substring(0, text.length() - 1));
        }
        int at = text.indexOf('@');
        return at < 0
                ? new Model(text, OptionalInt.empty())
                : new Model(text.substring(0, at), OptionalInt.of(Integer.parseInt(text.substring(at + 1))));
    }

    /** One version, as {@link #parse} reads it. */
    static String of(String model, int version) {
        return model + "@" + version;
    }
}
