package dev.gantry.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.models.Routing.Canary;
import dev.gantry.gateway.Api;
import dev.gantry.gateway.GatewayEnvironment;
import dev.gantry.gateway.GatewayTest;
import dev.gantry.gateway.jobs.Told;
import dev.gantry.gateway.models.Publishing;
import dev.gantry.platform.jobs.JobStore;
import dev.gantry.platform.kafka.EventLog;
import dev.gantry.platform.models.ModelStore;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's page, jobs and models in a real browser. */
@GatewayTest
class ConsoleBrowserTest extends InBrowser {
    @Inject
    EventLog events;

    @Inject
    JobStore store;

    @Inject
    ModelStore models;

    @Test
    void keyLeavesTheAddressBarAndALiveJobIsShownAsItGrows() {
        String jobId = Api.uniqueName();
        store.putSampleGrid(jobId, 5_000, GatewayEnvironment.PICTURE);
        events.publish(Told.accepted(jobId, 1, 1), Optional.empty());
        events.publish(Told.progress(jobId, 5_000, 10), Optional.empty());

        open("/jobs/" + jobId);
        browser.await("deep('gantry-job gantry-state').some((e) => e.getAttribute('state') === 'RUNNING')");
        browser.await("deep('gantry-grid-player img').some((e) => e.naturalWidth > 0)");
        browser.await("deep('gantry-curve canvas').length === 2");
        assertThat(browser.evaluate("location.href").asText()).doesNotContain(GatewayEnvironment.KEY);

        events.publish(Told.completed(jobId, 1, 400), Optional.empty());
        browser.await("deep('gantry-job gantry-state').some((e) => e.getAttribute('state') === 'COMPLETED')");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void jobStartedFromTheFormIsListed() {
        open("/jobs/new");
        browser.await("deep('gantry-new-job input[name=model]').length === 1");
        browser.evaluate("deep('input[name=model]')[0].value = 'from-the-form'");
        browser.click("gantry-new-job button", "Start training");

        browser.await("deep('gantry-job h1').some((e) => e.textContent === 'from-the-form')");
        browser.await(
                "deep('gantry-jobs a.choice[aria-current]').some((e) => e.textContent.includes('from-the-form'))");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void refusedRequestIsExplainedFieldByField() {
        open("/jobs/new");
        browser.await("deep('gantry-new-job input[name=\"data.uri\"]').length === 1");
        browser.evaluate("deep('input[name=\"data.uri\"]')[0].value = 'nowhere'");
        browser.click("gantry-new-job button", "Start training");

        browser.await("deep('gantry-problem li').some((e) => e.textContent.includes('data.uri'))");
    }

    @Test
    void versionsAreShownAndOneIsPromoted(@TempDir Path directory) throws IOException {
        String model = Api.uniqueName();
        for (int version = 1; version <= 3; version++) {
            Publishing.publish(models, directory, model, 40_000L * version);
        }
        open("/models/" + model);
        browser.await("deep('gantry-version h2').map((e) => e.textContent).join() === 'Version 3,Version 2,Version 1'");
        browser.await("deep('gantry-version .answers').length === 1");
        browser.await(
                "deep('gantry-model [role=status]').some((e) => e.textContent.includes('Version 3, the newest'))");

        browser.await("deep('gantry-version img').filter((e) => e.alt.startsWith('Samples of version')).length === 3");

        models.route(model, routing -> routing.promote(2, OptionalInt.of(3), Instant.now())
                .withCanary(new Canary(3, 20), Instant.now()));
        browser.evaluate(
                "(() => { window.asked = []; const send = window.fetch; window.fetch = (path, options) => {"
                        + " window.asked.push([options?.method, path, options?.body].join(' ')); return send(path, options); }; })()");
        browser.click("gantry-version button", "Promote");
        browser.await("deep('gantry-model [role=status]').some((e) => e.textContent"
                + ".startsWith('Version 2 should answer. What does is not known: ')"
                + " && e.textContent.endsWith(' Version 3 is tried on 20 % of the seeds.'))");
        assertThat(browser.evaluate("window.asked.find((e) => e.startsWith('PUT'))")
                        .asText())
                .isEqualTo("PUT /v1/models/" + model + "/aliases/champion {\"version\":2}");
        browser.await("deep('gantry-model button').some((e) => e.textContent.includes('Roll back'))");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void versionThatAnswersInPlaceOfABrokenOneIsTold(@TempDir Path directory) throws IOException {
        String model = GatewayEnvironment.HALF_SERVED;
        for (int version = 1; version <= 3; version++) {
            Publishing.publish(models, directory, model, 40_000L * version);
        }
        open("/models/" + model);

        browser.await("deep('gantry-model [role=status]').some((e) => e.textContent === 'Version 2 answers: version 3"
                + " failed to load (digest-mismatch) and is tried again within a minute. It has other bytes.')");
        browser.await("deep('gantry-version .answers').length === 1");
        browser.await("deep('.choice').some((e) => e.textContent.includes('version 2 answers'))");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void keyIsAskedForUntilItIsAccepted() {
        browser.open(page("#key=not-the-right-key"));
        browser.await("deep('dialog[open]').some((e) => e.textContent.includes('not accepted'))");
        browser.evaluate("deep('dialog input')[0].value = '" + GatewayEnvironment.KEY + "'");
        browser.click("dialog button", "Open the console");
        browser.await("deep('gantry-jobs').length === 1 && deep('dialog[open]').length === 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/jobs", "/jobs/new", "/models", "/sample", "/detect"})
    void pageFitsANarrowScreen(String place) {
        browser.resize(400, 800);
        open(place);
        browser.await("deep('h1').length > 0");
        browser.await("document.documentElement.scrollWidth <= 400");
    }
}
