package dev.gantry.platform.signing;

import java.security.Key;
import java.time.Instant;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * JSON Web Tokens (RFC 7519) signed with Ed25519 (RFC 8037). The header's {@code typ} says what a token is for, so that a token for
 * one purpose is none for another (RFC 8725, 3.11).
 */
public final class SignedTokens {
    private static final int SKEW_SECONDS = 5;

    /** However long a token says that it holds. */
    private static final int OLDEST_SECONDS = 300;

    private SignedTokens() {}

    public static String sign(SigningKey key, String type, JwtClaims claims) {
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        token.setKeyIdHeaderValue(key.id());
        token.setHeader("typ", type);
        token.setPayload(claims.toJson());
        token.setKey(key.privateKey());
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The claims of a token that one of the keys has signed for this audience, and that has not expired.
     *
     * @throws InvalidJwtException if it is anything else
     */
    public static JwtClaims verify(TrustedKeys keys, String type, String audience, Instant now, String token)
            throws InvalidJwtException {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA))
                .setVerificationKeyResolver((signature, nested) -> key(keys, signature))
                .setExpectedType(true, type)
                .setExpectedAudience(audience)
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setIssuedAtRestrictions(0, OLDEST_SECONDS)
                .setRequireSubject()
                .setEvaluationTime(NumericDate.fromSeconds(now.getEpochSecond()))
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .build()
                .processToClaims(token);
    }

    private static Key key(TrustedKeys keys, JsonWebSignature token) throws UnresolvableKeyException {
        String id = String.valueOf(token.getKeyIdHeaderValue());
        return keys.find(id)
                .orElseThrow(() -> new UnresolvableKeyException("it is signed by a key that is not trusted"));
    }
}
