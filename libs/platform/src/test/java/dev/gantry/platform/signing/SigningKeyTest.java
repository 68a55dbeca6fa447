package dev.gantry.platform.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gantry.contracts.DetachedSignature;
import dev.gantry.platform.signing.TrustedKeys.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    private static final byte[] MESSAGE = "a message".getBytes(UTF_8);

    /** RFC 8032, 7.1, test 1: its secret key in PKCS #8, and its public key. */
    private static final String RFC_PRIVATE = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
            -----END PRIVATE KEY-----
            """;

    private static final String RFC_PUBLIC = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
            -----END PUBLIC KEY-----
            """;

    @TempDir
    Path folder;

    @Test
    void publicKeyFollowsFromThePrivateOne() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), RFC_PRIVATE);

        assertThat(SigningKey.read(file).publicPem()).isEqualTo(RFC_PUBLIC);
        assertThat(SigningKey.read(file).privatePem()).isEqualTo(RFC_PRIVATE);
    }

    @Test
    void keysSurviveTheirFiles() throws IOException {
        SigningKey key = SigningKey.generate();
        Path file = Files.writeString(folder.resolve("private"), key.privatePem());
        DetachedSignature signature = SigningKey.read(file).sign(Purpose.ORIGIN, MESSAGE);
        TrustedKeys trusted = TrustedKeys.parse(List.of(SigningKey.generate().publicPem(), key.publicPem()));

        assertThat(trusted.ids()).hasSize(2).contains(key.id());
        assertThat(trusted.verify(Purpose.ORIGIN, MESSAGE, signature)).isEqualTo(Finding.VALID);
    }

    @Test
    void signatureIsOfOneMessageForOnePurposeByOneKey() {
        SigningKey key = SigningKey.generate();
        DetachedSignature signature = key.sign(Purpose.ORIGIN, MESSAGE);
        TrustedKeys trusted = key.trusted();

        assertThat(trusted.verify(Purpose.ORIGIN, MESSAGE, signature)).isEqualTo(Finding.VALID);
        assertThat(trusted.verify(Purpose.ORIGIN, "another".getBytes(UTF_8), signature))
                .isEqualTo(Finding.WRONG);
        assertThat(trusted.verify(Purpose.MANIFEST, MESSAGE, signature)).isEqualTo(Finding.WRONG);
        assertThat(SigningKey.generate().trusted().verify(Purpose.ORIGIN, MESSAGE, signature))
                .isEqualTo(Finding.FOREIGN_KEY);
        for (String forged : new String[] {"", "no base64!", "AAAA"}) {
            assertThat(trusted.verify(Purpose.ORIGIN, MESSAGE, new DetachedSignature(key.id(), forged)))
                    .isEqualTo(Finding.WRONG);
        }
    }

    @Test
    void whatIsNoKeyIsNamed() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedKeys.parse(List.of(RFC_PUBLIC, RFC_PRIVATE)))
                .withMessage("file 2 of 2 by name: there is no block BEGIN PUBLIC KEY");
        Path file = Files.writeString(folder.resolve("key.pem"), RFC_PUBLIC);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.read(file))
                .withMessage("there is no block BEGIN PRIVATE KEY");
    }
}
