package dev.gantry.trainer.publish;

import dev.gantry.contracts.models.SampleSpec;
import dev.gantry.networks.Role;
import dev.gantry.platform.models.PublishedVersion;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Fetches published generators. */
@Singleton
public final class PublishedGenerators {
    private final PublishedFiles files;

    PublishedGenerators(PublishedFiles files) {
        this.files = files;
    }

    /**
     * The generators of versions, in the versions' order.
     *
     * @param sample what all of them make
     * @throws dev.gantry.contracts.GantryException retryable, if the store is away; rejected, if no trusted key has signed a
     *     version or, {@code digest-mismatch}, its file is not what was published
     */
    public FetchedGenerators fetch(Iterable<PublishedVersion> versions, SampleSpec.Images sample) {
        try {
            FetchedGenerators fetched = new FetchedGenerators(sample);
            try {
                for (PublishedVersion version : versions) {
                    fetched.add(version, target -> files.download(version, Role.GENERATOR, target));
                }
                return fetched;
            } catch (RuntimeException e) {
                fetched.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
