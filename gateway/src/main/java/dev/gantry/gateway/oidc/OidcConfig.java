package dev.gantry.gateway.oidc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Tokens that are accepted beside API keys. */
@ConfigMapping(prefix = "gantry.gateway.oidc")
public interface OidcConfig {
    /** The OpenID Connect issuer, as its tokens name it; absent: no tokens are accepted. */
    Optional<URI> issuer();

    /** What tokens must be for, their {@code aud}; needed with an issuer. */
    Optional<String> audience();

    /** The claim that names the caller, before sub and azp; one within others by its path, with dots. */
    @WithDefault("sub")
    String nameClaim();

    /** The claim that names the tenant; one within others by its path, with dots. */
    @WithDefault("gantry_tenant")
    String tenantClaim();

    /** What that claim must be for the token to be an operator's, who reaches every tenant's things; absent: none is. */
    Optional<String> operatorTenant();

    /** The claim with the scopes, words in one text or a list of texts; one within others by its path, with dots. */
    @WithDefault("scope")
    String scopeClaim();

    /** What the gateway's scopes begin with in that claim. */
    @WithDefault("gantry:")
    String scopePrefix();

    /** How far the issuer's clock may be off. */
    @WithDefault("30s")
    Duration clockSkew();

    /** A file with the authorities, in PEM, that the issuer's certificate may come from; absent: those of the JVM. */
    Optional<Path> caCertificates();
}
