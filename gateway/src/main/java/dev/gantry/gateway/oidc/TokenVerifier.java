package dev.gantry.gateway.oidc;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.InvalidAlgorithmException;
import org.jose4j.lang.UnresolvableKeyException;

/** Verifies access tokens that are JSON Web Tokens, by RFC 8725 and RFC 9068. */
final class TokenVerifier {
    /** Longer tokens are refused unread. */
    static final int MAX_CHARS = 8_192;

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");
    private static final AlgorithmConstraints ASYMMETRIC = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
            AlgorithmIdentifiers.EDDSA);

    /** Takes a token apart without believing it. */
    private static final JwtConsumer READER = new JwtConsumerBuilder()
            .setSkipAllValidators()
            .setSkipSignatureVerification()
            .setDisableRequireSignature()
            .build();

    private final String issuer;
    private final String audience;
    private final Duration clockSkew;
    private final IssuerKeys keys;
    private final Clock clock;

    TokenVerifier(String issuer, String audience, Duration clockSkew, IssuerKeys keys, Clock clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.clockSkew = clockSkew;
        this.keys = keys;
        this.clock = clock;
    }

    /** A token's claims; fails with an {@link InvalidToken}, or as {@link IssuerKeys} do. */
    Uni<Claims> verify(String token) {
        return Uni.createFrom().item(() -> read(token)).chain(read -> keys.current()
                .map(known -> verify(read, known))
                .onFailure(TokenVerifier::byUnknownKey)
                .recoverWithUni(() -> keys.newer().map(known -> verify(read, known))));
    }

    private static boolean byUnknownKey(Throwable failure) {
        return failure instanceof InvalidToken invalid && invalid.fault() == TokenFault.KEY;
    }

    /** What no key of the issuer's could make right is refused before the issuer is asked for any. */
    private JwtContext read(String token) {
        if (token.length() > MAX_CHARS || !SHAPE.matcher(token).matches()) {
            throw new InvalidToken(TokenFault.MALFORMED);
        }
        try {
            JwtContext read = READER.process(token);
            if (read.getJoseObjects().size() != 1
                    || !(read.getJoseObjects().get(0) instanceof JsonWebSignature signature)) {
                throw new InvalidToken(TokenFault.MALFORMED);
            }
            String type = signature.getHeader("typ");
            if (type != null && !TYPES.contains(type.toLowerCase(Locale.ROOT))) {
                throw new InvalidToken(TokenFault.TYPE);
            }
            ASYMMETRIC.checkConstraint(signature.getAlgorithmHeaderValue());
            if (!issuer.equals(read.getJwtClaims().getIssuer())) {
                throw new InvalidToken(TokenFault.ISSUER);
            }
            return read;
        } catch (InvalidAlgorithmException e) {
            throw new InvalidToken(TokenFault.ALGORITHM);
        } catch (InvalidJwtException | MalformedClaimException | ClassCastException e) { // of a header that is no text
            throw new InvalidToken(TokenFault.MALFORMED);
        }
    }

    private Claims verify(JwtContext read, List<JsonWebKey> known) {
        JwksVerificationKeyResolver resolver = new JwksVerificationKeyResolver(known);
        resolver.setDisambiguateWithVerifySignature(true);
        try {
            new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(ASYMMETRIC)
                    .setVerificationKeyResolver(resolver)
                    .setExpectedIssuer(issuer)
                    .setExpectedAudience(audience)
                    .setRequireExpirationTime()
                    .setEvaluationTime(
                            NumericDate.fromMilliseconds(clock.instant().toEpochMilli()))
                    .setAllowedClockSkewInSeconds((int) clockSkew.toSeconds())
                    .build()
                    .processContext(read);
        } catch (InvalidJwtException e) {
            throw new InvalidToken(fault(e));
        }
        return claims(read.getJwtClaims());
    }

    private static Claims claims(JwtClaims verified) {
        if (verified.hasClaim("cnf")) { // RFC 7800: only who has the key may show it
            throw new InvalidToken(TokenFault.BOUND);
        }
        try {
            NumericDate expires = verified.getExpirationTime();
            return new Claims(verified.getClaimsMap(), Instant.ofEpochMilli(expires.getValueInMillis()));
        } catch (MalformedClaimException e) {
            throw new InvalidToken(TokenFault.MALFORMED);
        }
    }

    private static TokenFault fault(InvalidJwtException e) {
        if (e.getCause() instanceof UnresolvableKeyException) {
            return TokenFault.KEY;
        }
        if (e.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
            return TokenFault.SIGNATURE;
        }
        if (e.hasExpired()) {
            return TokenFault.EXPIRED;
        }
        if (e.hasErrorCode(ErrorCodes.EXPIRATION_MISSING)) {
            return TokenFault.ENDLESS;
        }
        if (e.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
            return TokenFault.NOT_YET_VALID;
        }
        if (e.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || e.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return TokenFault.AUDIENCE;
        }
        return TokenFault.MALFORMED;
    }
}
