package dev.gantry.inference.samples;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureDecoder;
import dev.gantry.imaging.PictureException;
import dev.gantry.imaging.PictureLimits;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

/** Asks the service for samples of a model. */
record SampleClient(String model) {
    /** @param body with ' for " */
    Response sample(String body) {
        Response response = given().contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post("/v1/models/" + model + "/samples");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response;
    }

    static Picture picture(byte[] png) throws PictureException {
        return PictureDecoder.decode(png, PictureLimits.DEFAULT);
    }
}
