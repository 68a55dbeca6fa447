package dev.gantry.platform.signing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What a signature says. A signature for one purpose is none for another. */
public enum Purpose {
    /** The signer has published a version; the message is the manifest's SHA-256 in lower-case hex. */
    MANIFEST("gantry.manifest/1"),
    /** The signer has made a picture; the message is what its origin mark says. */
    ORIGIN("gantry.origin/1");

    private final String tag;

    Purpose(String tag) {
        this.tag = tag;
    }

    /** What is signed: the purpose, a line feed, the message. */
    byte[] signed(byte[] message) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes((tag + "\n").getBytes(StandardCharsets.UTF_8));
        signed.writeBytes(message);
        return signed.toByteArray();
    }
}
