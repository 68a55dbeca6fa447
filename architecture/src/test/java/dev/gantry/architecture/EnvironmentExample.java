package dev.gantry.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What .env.example names, with the values that it shows. */
final class EnvironmentExample {
    private static final Path FILE = Path.of("..", ".env.example");
    private static final Pattern VARIABLE = Pattern.compile("(?m)^#?([A-Z][A-Z0-9_]*)=(.*)$");

    private EnvironmentExample() {}

    static Map<String, String> read() throws IOException {
        Map<String, String> variables = new LinkedHashMap<>();
        Matcher matcher = VARIABLE.matcher(Files.readString(FILE));
        while (matcher.find()) {
            variables.put(matcher.group(1), matcher.group(2));
        }
        return variables;
    }
}
