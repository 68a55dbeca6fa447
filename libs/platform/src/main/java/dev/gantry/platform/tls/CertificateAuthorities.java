package dev.gantry.platform.tls;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The authorities that a server's certificate may come from, in place of the JVM's. */
public final class CertificateAuthorities {
    private CertificateAuthorities() {}

    /**
     * Trusts no others.
     *
     * @param setting that names the file
     * @param file    of certificates in PEM
     * @throws GantryException fatal, {@code invalid-configuration}, if it holds none
     */
    public static X509TrustManager of(String setting, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return manager(CertificateFactory.getInstance("X.509").generateCertificates(in));
        } catch (IOException | GeneralSecurityException e) {
            throw new GantryException(
                    new Failure.Fatal(
                            "invalid-configuration",
                            setting + " is " + file + ": must be a file of certificates in PEM"),
                    e);
        }
    }

    private static X509TrustManager manager(Collection<? extends Certificate> certificates)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("authority-" + store.size(), certificate);
        }
        if (store.size() == 0) {
            throw new GeneralSecurityException("no certificate");
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }
}
