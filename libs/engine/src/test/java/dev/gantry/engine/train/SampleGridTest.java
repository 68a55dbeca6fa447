package dev.gantry.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SampleGridTest {
    @Test
    void greySamplesStandRowByRow() throws IOException {
        SampleGrid grid = new SampleGrid(3, 1, 1, 2, new byte[] {0, 10, 20, 30, 40, (byte) 255});

        BufferedImage image = decode(grid.toPng(2));

        assertThat(image.getWidth()).isEqualTo(4);
        assertThat(image.getHeight()).isEqualTo(2);
        int[] samples = image.getRaster().getSamples(0, 0, 4, 2, 0, (int[]) null);
        assertThat(samples).containsExactly(0, 10, 20, 30, 40, 255, 0, 0);
    }

    @Test
    void colourPlanesBecomePixels() throws IOException {
        SampleGrid grid = new SampleGrid(1, 3, 1, 2, new byte[] {1, 2, 3, 4, 5, 6});

        BufferedImage image = decode(grid.toPng(1));

        assertThat(image.getRGB(0, 0)).isEqualTo(0xff010305);
        assertThat(image.getRGB(1, 0)).isEqualTo(0xff020406);
    }

    @Test
    void pixelsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> new SampleGrid(2, 1, 2, 2, new byte[7]))
                .hasMessage("pixels has 7 bytes, [2, 1, 2, 2] needs 8");
    }

    private static BufferedImage decode(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
