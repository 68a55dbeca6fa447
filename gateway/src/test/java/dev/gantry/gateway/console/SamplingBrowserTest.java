package dev.gantry.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.models.Role;
import dev.gantry.contracts.models.SampleSpec;
import dev.gantry.gateway.GatewayEnvironment;
import dev.gantry.gateway.GatewayTest;
import dev.gantry.gateway.models.Publishing;
import dev.gantry.platform.models.ModelStore;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console's sampling view in a real browser. */
@GatewayTest
class SamplingBrowserTest extends InBrowser {
    @Inject
    ModelStore models;

    @Test
    void sampleIsDrawnAndHandedToTheDetector(@TempDir Path directory) throws IOException {
        Publishing.publish(models, directory, GatewayEnvironment.PAINTED, 40_000);
        open("/sample/" + GatewayEnvironment.PAINTED);
        browser.await("deep('gantry-sample .gallery img').filter((e) => e.naturalWidth > 0).length === 2");
        browser.click("gantry-sample .actions button", "Judge");

        browser.await("deep('gantry-verdict .word').some((e) => e.textContent === 'Likely synthetic')");
        browser.await("deep('gantry-verdict meter').some((e) => e.value > 0.9)");
        browser.await(
                "deep('gantry-verdict section').some((e) => e.textContent.includes('key that is not trusted here')"
                        + " && e.textContent.includes('elsewhere version 4'))");
        browser.await("deep('gantry-verdict section').some((e) => e.textContent.includes('which decides nothing')"
                + " && e.textContent.includes('painted version 2') && e.textContent.includes('3 of 64'))");
        browser.await("deep('gantry-verdict .share').map((e) => e.innerText.replace(/\\s+/g, ' ').trim()).join()"
                + " === 'painted version 3 96.0 %,anything else, or real 4.0 %'");
        browser.await("deep('gantry-verdict dd').some((e) => e.textContent.includes('no pictures of this size'))");
        browser.click("gantry-detect .pictures button", "Show what the score rests on");
        browser.await("deep('gantry-detect img.heatmap').some((e) => e.naturalWidth === 2)");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void samplesAreShrunkDownloadedAndWalkedBetween(@TempDir Path directory) throws IOException {
        Publishing.publish(models, directory, GatewayEnvironment.PAINTED, 40_000);
        open("/sample/" + GatewayEnvironment.PAINTED);
        browser.await("deep('gantry-sample .gallery img').length === 2");
        browser.evaluate("(() => { window.asked = []; window.saved = [];"
                + " const send = window.fetch; window.fetch = (path, options) => {"
                + " window.asked.push(options?.body); return send(path, options); };"
                + "HTMLAnchorElement.prototype.click = function () { window.saved.push(this.download); }; })()");

        browser.evaluate("((psi) => { psi.value = '0.7'; psi.dispatchEvent(new Event('input')); })"
                + "(deep('input[name=truncation]')[0])");
        browser.await("deep('gantry-sample label.truncation').some((e) => e.textContent.includes('0.70'))");
        browser.click("gantry-sample button.primary", "Draw");
        browser.await("asked.some((e) => e?.includes('\"truncation\":0.7'))");
        browser.await("deep('gantry-sample button[disabled]').length === 0");
        for (String title : new String[] {"Grid (PNG)", "Each as PNG (ZIP)", "NumPy array"}) {
            int before = browser.evaluate("saved.length").asInt();
            browser.click("gantry-sample .downloads button", title);
            browser.await("saved.length === " + (before + 1));
        }
        assertThat(browser.evaluate("saved.join()").asText())
                .isEqualTo("painted-v3-seed0.png,painted-v3-seed0.zip,painted-v3-seed0.npy");

        browser.evaluate("deep('gantry-seed-strip input[name=seeds]')[0].value = '3, 4,5'");
        browser.click("gantry-seed-strip button", "Draw strip");
        browser.await("deep('gantry-seed-strip figure img').some((e) => e.naturalWidth > 0)");
        browser.await("asked.some((e) => e?.includes('\"seeds\":[3,4,5],\"steps\":8,\"kind\":\"slerp\"'))");
        browser.await("deep('gantry-seed-strip a[download]')[0].download === 'painted-seeds3-4-5.png'");
        browser.resize(400, 800);
        browser.await("document.documentElement.scrollWidth <= 400");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void modelsThatHaveNoGeneratorAreNotTheFirstChoice(@TempDir Path directory) throws IOException {
        SampleSpec pictures = new SampleSpec.Images(1, 28, 28);
        Publishing.publish(models, directory, "0-detector", 1, pictures, Role.DETECTOR);
        Publishing.publish(models, directory, "0-painter", 1, pictures);
        open("/sample");

        browser.await("deep('select[name=model]')[0]?.value === '0-painter'");
    }

    @Test
    void pointsAreAPlotAndFiles(@TempDir Path directory) throws IOException {
        SampleSpec points = new SampleSpec.Points(3, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
        Publishing.publish(models, directory, GatewayEnvironment.PLOTTED, 40_000, points);
        open("/sample/" + GatewayEnvironment.PLOTTED);

        browser.await("deep('gantry-points canvas').length === 1");
        browser.await("deep('gantry-points [role=img]')[0].getAttribute('aria-label')"
                + " === 'Plot of 2 points: dimension 1 to the right, 2 upwards'");
        assertThat(browser.evaluate("deep('input[name=count]')[0].value").asText())
                .isEqualTo("1000");
        assertThat(browser.evaluate("deep('gantry-sample .gallery, gantry-seed-strip').length")
                        .asInt())
                .isZero();
        browser.evaluate("((up) => { up.selectedIndex = 2; up.dispatchEvent(new Event('change')); })"
                + "(deep('gantry-points select')[1])");
        browser.await("deep('gantry-points [role=img]')[0].getAttribute('aria-label').endsWith('3 upwards')");

        browser.evaluate("(() => { window.saved = [];"
                + "HTMLAnchorElement.prototype.click = function () { window.saved.push(this.download); }; })()");
        for (String title : new String[] {"CSV", "JSON", "NumPy array"}) {
            int before = browser.evaluate("saved.length").asInt();
            browser.click("gantry-sample .downloads button", title);
            browser.await("saved.length === " + (before + 1));
        }
        assertThat(browser.evaluate("saved.join()").asText())
                .isEqualTo("plotted-v3-seed0.csv,plotted-v3-seed0.json,plotted-v3-seed0.npy");
        assertThat(browser.complaints()).isEmpty();
    }
}
