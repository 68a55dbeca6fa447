package dev.gantry.gateway.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.MockWebServerWrapper;
import no.nav.security.mock.oauth2.http.Ssl;
import no.nav.security.mock.oauth2.http.SslKeystore;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import okhttp3.HttpUrl;

/** A server of OpenID Connect in this process. Its key is replaced when it is told to. */
public final class TestIssuer {
    public static final String AUDIENCE = "gantry";
    static final String IDENTITY_PASSWORD = "changeit";
    private static final String ID = "people";

    private final Keys keys = new Keys();
    private final MockOAuth2Server server;

    /** The one key that it signs by and shows. */
    private static final class Keys extends KeyProvider {
        private volatile RSAKey current = generate();

        @Override
        public JWK signingKey(String issuerId) {
            return current;
        }

        static RSAKey generate() {
            try {
                return new RSAKeyGenerator(2048)
                        .keyUse(KeyUse.SIGNATURE)
                        .keyID(UUID.randomUUID().toString())
                        .generate();
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private TestIssuer(MockWebServerWrapper http) {
        server = new MockOAuth2Server(
                new OAuth2Config(false, null, null, false, new OAuth2TokenProvider(keys), Set.of(), http));
    }

    /** @param port 0 for a free one */
    public static TestIssuer start(int port) {
        TestIssuer issuer = start(new MockWebServerWrapper(), port);
        issuer.warm();
        return issuer;
    }

    /** By TLS, with the key and certificate of localhost. */
    static TestIssuer start(KeyStore identity) {
        return start(new MockWebServerWrapper(new Ssl(new SslKeystore(IDENTITY_PASSWORD, identity))), 0);
    }

    private static TestIssuer start(MockWebServerWrapper http, int port) {
        TestIssuer issuer = new TestIssuer(http);
        issuer.server.start(InetAddress.getLoopbackAddress(), port);
        return issuer;
    }

    /** Its first answers load its classes, which on a busy machine takes longer than a gateway waits. */
    private void warm() {
        try {
            for (HttpUrl url : List.of(server.wellKnownUrl(ID), server.jwksUrl(ID))) {
                url.url().openStream().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What tokens name it by. */
    public String url() {
        return server.issuerUrl(ID).toString();
    }

    /** As it gives them out. */
    public String token(Map<String, Object> claims) {
        return server.issueToken(ID, "somebody", AUDIENCE, claims, 600).serialize();
    }

    /** Under its key, but with claims as one likes. */
    public String token(Consumer<JWTClaimsSet.Builder> change) {
        return token(change, header -> header);
    }

    /** Under its key, but with claims and header as one likes. */
    public String token(Consumer<JWTClaimsSet.Builder> change, UnaryOperator<JWSHeader.Builder> header) {
        return signed(keys.current, change, header);
    }

    /** With its claims, but under another key, with the name of its own or none that it knows. */
    public String forged(boolean named) {
        RSAKey other = Keys.generate();
        String id = named ? keys.current.getKeyID() : other.getKeyID();
        return signed(other, claims -> {}, header -> header.keyID(id));
    }

    /** What a client could know of its key. */
    public RSAKey publicKey() {
        return keys.current.toPublicJWK();
    }

    /** The claims of {@link #token}. */
    public JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(url())
                .subject("somebody")
                .audience(List.of("others", AUDIENCE))
                .claim("gantry_tenant", "acme")
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(10))));
    }

    /** From now on it signs by another key, and shows no other. */
    public void replaceKey() {
        keys.current = Keys.generate();
    }

    public void stop() {
        server.shutdown();
    }

    private String signed(RSAKey key, Consumer<JWTClaimsSet.Builder> change, UnaryOperator<JWSHeader.Builder> header) {
        JWTClaimsSet.Builder claims = claims();
        change.accept(claims);
        JWSHeader.Builder plain = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID());
        SignedJWT token = new SignedJWT(header.apply(plain).build(), claims.build());
        try {
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
