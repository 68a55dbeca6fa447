package dev.gantry.gateway.console;

import dev.gantry.gateway.GatewayEnvironment;
import io.restassured.RestAssured;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Tests of the console in a real browser, where one is installed. */
abstract class InBrowser {
    static Chromium browser;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(Chromium.executable().isPresent(), "no Chromium is installed");
        browser = Chromium.start(Chromium.executable().orElseThrow());
    }

    @BeforeEach
    void leaveThePageOfTheLastTest() {
        browser.open("about:blank");
        browser.resize(1280, 900);
        browser.forgetComplaints();
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    /** A place of the console, with the key. */
    void open(String place) {
        browser.open(page("#key=" + GatewayEnvironment.KEY + "&to=" + place));
    }

    static String page(String fragment) {
        return "http://localhost:" + RestAssured.port + "/" + fragment;
    }
}
