package dev.gantry.service.origin;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.origin.OriginMark;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureEncoder;
import dev.gantry.imaging.PngText;
import dev.gantry.platform.signing.Purpose;
import dev.gantry.platform.signing.SigningKey;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/** Encodes generated pictures with a signed mark of their origin. The same picture of the same version gives the same bytes. */
@Singleton
public final class OriginMarker {
    private final SigningKey key;
    private final EmissionListener listener;

    /** @param listener is told of every picture that is marked */
    public OriginMarker(SigningKey key, EmissionListener listener) {
        this.key = key;
        this.listener = listener;
    }

    /** A PNG that says which version made it. */
    public byte[] png(Picture picture, String model, int version, String manifestSha256) {
        Looks looks = Looks.of(picture);
        OriginMark.Claim claim = new OriginMark.Claim(
                model, version, manifestSha256, looks.pixelsSha256(), looks.look(), OriginMark.TRAINED);
        OriginMark mark = claim.signed(key.sign(Purpose.ORIGIN, claim.message()));
        byte[] png = PngText.insert(
                PictureEncoder.png(picture), OriginMark.KEYWORD, new String(Json.bytes(mark), StandardCharsets.UTF_8));
        listener.emitted(claim);
        return png;
    }
}
