package dev.gantry.service.origin;

import dev.gantry.contracts.origin.OriginMark;

/** Hears of pictures that are given out. */
public interface EmissionListener {
    /**
     * Neither waits nor throws: somebody is waiting for the picture.
     *
     * @param claim what the picture's mark says
     */
    void emitted(OriginMark.Claim claim);
}
