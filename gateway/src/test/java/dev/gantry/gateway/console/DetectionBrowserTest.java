package dev.gantry.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.gateway.GatewayEnvironment;
import dev.gantry.gateway.GatewayTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console's detection view in a real browser. */
@GatewayTest
class DetectionBrowserTest extends InBrowser {
    private static final File PICTURE = new File("a.png", "image/png", GatewayEnvironment.PICTURE);

    @BeforeEach
    void openTheView() {
        open("/detect");
        browser.await("deep('gantry-detect input[type=file]').length === 1");
    }

    @Test
    void framesAreSummedUpDrawnAndChosenFrom() throws IOException {
        hand(new File("animation.gif", "image/gif", gif()));

        browser.await(
                "deep('gantry-judged-frames .word').some((e) => e.textContent.includes('2 of 3 frames synthetic'))");
        assertThat(told()).isEqualTo("2 of 4 frames are declared or likely synthetic.");
        assertThat(browser.evaluate("deep('gantry-judged-frames dd').map((e) => e.textContent).slice(0, 5).join()")
                        .asText())
                .isEqualTo("3 of 4,80.0 %,85.0 %,66.7 %,1 to 2");
        browser.await("deep('gantry-judged-frames canvas').length === 1");
        browser.await("deep('gantry-judged-frames li img').filter((e) => e.naturalWidth === 2).length === 3");
        browser.await("deep('gantry-judged-frames h2').some((e) => e.textContent === 'Frame 1')");

        browser.click("gantry-judged-frames li button", "3");
        browser.await(
                "deep('gantry-judged-frames gantry-problem').some((e) => e.shadowRoot.textContent.includes('neither PNG nor JPEG'))");
        assertThat(browser.evaluate("deep('gantry-feedback').length").asInt()).isZero();
        fitsANarrowScreen();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void filesOfAZipAreItsFrames() throws IOException {
        hand(new File("frames.zip", "application/zip", zip()));

        browser.await("deep('gantry-judged-frames li img').filter((e) => e.naturalWidth === 2).length === 2");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void severalPicturesAreJudgedAtOnceAndOneIsLookedInto() {
        hand(PICTURE, PICTURE, PICTURE, new File("letter.txt", "text/plain", new byte[] {'a'}));

        browser.await("deep('gantry-judged-pictures li').length === 4");
        assertThat(told()).isEqualTo("2 of 4 pictures are declared or likely synthetic.");
        browser.click("gantry-judged-pictures li button", "Likely synthetic");
        browser.await("deep('gantry-verdict .word').some((e) => e.textContent === 'Likely synthetic')");
        browser.click("gantry-judged-pictures li button", "Not judged");
        browser.await(
                "deep('gantry-judged-pictures gantry-problem').some((e) => e.shadowRoot.textContent.includes('neither PNG nor JPEG'))");
        fitsANarrowScreen();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void feedbackIsKeptWithItsReasonAndWhatCameOfItIsTold() {
        hand(PICTURE);
        browser.await("deep('gantry-feedback input[name=reason]').length === 1");
        browser.await(
                "deep('gantry-error-rates td').some((e) => e.textContent.includes('25.0 % (1 of 4; 4.6 % to 69.9 %)'))");
        browser.evaluate(
                "(() => { window.asked = []; const send = window.fetch; window.fetch = (path, options) => {"
                        + " window.asked.push([options?.method ?? 'GET', path, options?.body].join(' ')); return send(path, options); }; })()");

        browser.evaluate("deep('gantry-feedback input[name=reason]')[0].value = 'my own photograph'");
        browser.click("gantry-feedback button", "Real");

        browser.await("deep('gantry-feedback [role=status]').some((e) => e.textContent"
                + " === 'Kept as real (my own photograph): a false alarm.')");
        browser.await("deep('gantry-feedback button[aria-pressed=true]').some((e) => e.textContent === 'Real')");
        browser.await("asked.length === 2");
        assertThat(browser.evaluate("asked.join()").asText())
                .isEqualTo("POST /v1/detections/r/feedback {\"label\":\"REAL\",\"reason\":\"my own photograph\"},"
                        + "GET /v1/detections/feedback ");
        browser.click("gantry-feedback button", "Not known");
        browser.await("deep('gantry-feedback [role=status]').some((e) => e.textContent.includes('takes back'))");
        assertThat(browser.complaints()).isEmpty();
    }

    private record File(String name, String type, String base64) {
        File(String name, String type, byte[] content) {
            this(name, type, Base64.getEncoder().encodeToString(content));
        }

        String script() {
            return "new File([Uint8Array.from(atob('%s'), (c) => c.charCodeAt(0))], '%s', { type: '%s' })"
                    .formatted(base64, name, type);
        }
    }

    /** Chooses files as a person does in the browser's dialog. */
    private static void hand(File... files) {
        String items = List.of(files).stream()
                .map(file -> "transfer.items.add(" + file.script() + ");")
                .collect(Collectors.joining());
        browser.evaluate("(() => { const transfer = new DataTransfer(); " + items
                + " const input = deep('gantry-detect input[type=file]')[0]; input.files = transfer.files;"
                + " input.dispatchEvent(new Event('change')); })()");
    }

    /** What is told to those who do not see the page. */
    private static String told() {
        return browser.evaluate("deep('gantry-detect p.unseen')[0].textContent").asText();
    }

    private static void fitsANarrowScreen() {
        browser.resize(400, 800);
        browser.await("document.documentElement.scrollWidth <= 400");
    }

    /** Four frames of 2 × 2 pixels. */
    private static byte[] gif() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < 4; i++) {
                writer.writeToSequence(
                        new IIOImage(new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY), null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Two pictures, one packed and one stored. */
    private static byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("0"));
            zip.write(GatewayEnvironment.PICTURE);
            zip.putNextEntry(stored("1", GatewayEnvironment.PICTURE));
            zip.write(GatewayEnvironment.PICTURE);
        }
        return bytes.toByteArray();
    }

    private static ZipEntry stored(String name, byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        return entry;
    }
}
