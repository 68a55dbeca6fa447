package dev.gantry.service.callers;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.platform.signing.SignedTokens;
import dev.gantry.platform.signing.SigningKey;
import dev.gantry.platform.signing.TrustedKeys;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;

/** {@link Call}s as tokens that the gateway signs and the services behind it verify. */
public final class CallTokens {
    private static final String TYPE = "gantry-call+jwt";
    private static final String ISSUER = "gantry-gateway";
    private static final int LIFE_SECONDS = 30;

    /** Of method and path as in RFC 9449. */
    private static final String METHOD = "htm";

    private static final String PATH = "htu";
    private static final String TENANT = "tenant";
    private static final String MODELS = "models";
    private static final String DATA = "data";

    private CallTokens() {}

    public static String sign(SigningKey key, Call call, Target target, Instant now) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setSubject(call.caller());
        claims.setAudience(target.service());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + LIFE_SECONDS));
        claims.setStringClaim(METHOD, target.method());
        claims.setStringClaim(PATH, target.path());
        call.tenant().ifPresent(tenant -> claims.setStringClaim(TENANT, tenant));
        claims.setStringListClaim(MODELS, call.reach().models());
        claims.setStringListClaim(DATA, call.reach().data());
        return SignedTokens.sign(key, TYPE, claims);
    }

    /**
     * The call that a token is of.
     *
     * @throws GantryException rejected, {@code unauthorized}, if it is of no trusted key, another target or another time
     */
    public static Call verify(TrustedKeys keys, String token, Target target, Instant now) {
        try {
            JwtClaims claims = SignedTokens.verify(keys, TYPE, target.service(), now, token);
            if (!target.method().equals(claims.getStringClaimValue(METHOD))
                    || !target.path().equals(claims.getStringClaimValue(PATH))) {
                throw refused("is of another request");
            }
            return new Call(
                    claims.getSubject(),
                    Optional.ofNullable(claims.getStringClaimValue(TENANT)),
                    new Reach(prefixes(claims, MODELS), prefixes(claims, DATA)));
        } catch (InvalidJwtException e) {
            throw refused(e.hasExpired() ? "has expired" : "is not by a trusted key for this service");
        } catch (MalformedClaimException e) {
            throw refused("does not say what it must");
        }
    }

    /** Nothing said is not everything: a claim that is missing is an error. */
    private static List<String> prefixes(JwtClaims claims, String name) throws MalformedClaimException {
        if (!claims.hasClaim(name)) {
            throw new MalformedClaimException(name + " is missing");
        }
        return claims.getStringListClaimValue(name);
    }

    private static GantryException refused(String reason) {
        return new Failure.Rejected(
                        Failure.Rejected.UNAUTHORIZED, "the token in the header " + Call.HEADER + " " + reason)
                .asException();
    }
}
