package dev.gantry.platform.signing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys as text (RFC 7468), as {@code openssl genpkey -algorithm ed25519} and {@code openssl pkey -pubout} write them. */
final class Pem {
    static final String PRIVATE = "PRIVATE KEY";
    static final String PUBLIC = "PUBLIC KEY";
    private static final int LINE = 64;

    private Pem() {}

    static String write(String kind, byte[] der) {
        Base64.Encoder lines = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.UTF_8));
        return "-----BEGIN " + kind + "-----\n" + lines.encodeToString(der) + "\n-----END " + kind + "-----\n";
    }

    /** @throws IllegalArgumentException if there is no such block */
    static byte[] read(String kind, String text) {
        Matcher block = Pattern.compile("-----BEGIN " + kind + "-----([A-Za-z0-9+/=\\s]+)-----END " + kind + "-----")
                .matcher(text);
        if (!block.find()) {
            throw new IllegalArgumentException("there is no block BEGIN " + kind);
        }
        return Base64.getMimeDecoder().decode(block.group(1));
    }
}
