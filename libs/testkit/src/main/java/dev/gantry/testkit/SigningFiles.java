package dev.gantry.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A new Ed25519 key in PEM files, as services are configured with. */
public final class SigningFiles implements AutoCloseable {
    private final Path folder;

    private SigningFiles(Path folder) {
        this.folder = folder;
    }

    /** Makes a key, in a temporary folder. */
    public static SigningFiles create() {
        try {
            SigningFiles files = new SigningFiles(Directories.createTemporary("gantry-signing-"));
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            write(files.privateKey(), "PRIVATE KEY", pair.getPrivate().getEncoded());
            write(
                    Files.createDirectory(files.trustedKeys()).resolve("public.pem"),
                    "PUBLIC KEY",
                    pair.getPublic().getEncoded());
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }

    /** The file of the private key. */
    public Path privateKey() {
        return folder.resolve("private.pem");
    }

    /** The folder of the public key. */
    public Path trustedKeys() {
        return folder.resolve("trusted");
    }

    @Override
    public void close() {
        Directories.delete(folder);
    }

    private static void write(Path file, String kind, byte[] der) throws IOException {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                file, "-----BEGIN " + kind + "-----\n" + lines.encodeToString(der) + "\n-----END " + kind + "-----\n");
    }
}
