package dev.gantry.gateway.audit;

import java.util.regex.Pattern;

/** Text of others, fit for logs and terminals. */
final class HarmlessText {
    static final int MAX_CHARS = 128;

    private static final String CUT = "…";
    /** Control, format (which turn the direction of writing) and private characters, halves of pairs, and ends of lines. */
    private static final Pattern HARMFUL = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private HarmlessText() {}

    /** The text with a replacement character for each that is not harmless, at most {@value #MAX_CHARS} long. */
    static String of(String text) {
        String bounded = text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS - 1) + CUT;
        return HARMFUL.matcher(bounded).replaceAll("\uFFFD");
    }
}
