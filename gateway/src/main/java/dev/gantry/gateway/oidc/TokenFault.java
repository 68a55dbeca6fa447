package dev.gantry.gateway.oidc;

import java.util.Locale;

/** What can be wrong with a token. */
public enum TokenFault {
    MALFORMED("it is no signed JSON Web Token of at most " + TokenVerifier.MAX_CHARS + " characters"),
    TYPE("it is a token for something else: its typ must be JWT or at+jwt"),
    ALGORITHM("its signature must be RS, PS or ES with 256, 384 or 512 bits, or EdDSA"),
    ISSUER("it is of another issuer"),
    KEY("it is signed by a key that its issuer does not show"),
    SIGNATURE("its signature is wrong"),
    EXPIRED("it has expired"),
    ENDLESS("it does not say when it expires"),
    NOT_YET_VALID("it is not valid yet"),
    AUDIENCE("it is not for this gateway: another aud is needed"),
    BOUND("it is bound to a key of its sender (cnf), which is not supported"),
    NAMELESS("it names nobody: one of the set name-claim, sub and azp is needed");

    private final String words;

    TokenFault(String words) {
        this.words = words;
    }

    /** For people; ASCII without quotes, so that it can stand in a header. */
    public String sentence() {
        return "the token is not accepted: " + words;
    }

    /** For programs. */
    public String reason() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
