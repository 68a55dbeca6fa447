package dev.gantry.gateway.oidc;

/** Says what is wrong with a token, and never the token. */
public final class InvalidToken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final TokenFault fault;

    public InvalidToken(TokenFault fault) {
        super(fault.sentence(), null, false, false);
        this.fault = fault;
    }

    public TokenFault fault() {
        return fault;
    }
}
