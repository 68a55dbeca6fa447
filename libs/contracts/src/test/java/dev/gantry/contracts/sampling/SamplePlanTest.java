package dev.gantry.contracts.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.contracts.models.SampleSpec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplePlanTest {
    private static final SampleSpec PICTURES = new SampleSpec.Images(1, 28, 28);
    private static final SampleSpec POINTS = new SampleSpec.Points(2, List.of(0.0, 1.0), List.of(1.0, 2.0));
    private static final long SEED = 9;
    private static final int LENGTH = 5;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{} | GRID | 16 | 4",
                "{'count':5} | GRID | 5 | 3",
                "{'count':5,'columns':2} | GRID | 5 | 2",
                "{'count':5,'columns':1024} | GRID | 5 | 5",
                "{'format':'png'} | PNG | 1 | 1",
                "{'format':'zip','count':65536} | ZIP | 65536 | 256",
                "{'interpolate':{'seeds':[1,2,3],'steps':7}} | GRID | 14 | 7",
                "{'interpolate':{'seeds':[1,2,3],'steps':7},'format':'npy'} | NPY | 14 | 7",
                "{'interpolate':{'seeds':[1,2,3],'steps':7},'columns':2} | GRID | 14 | 2",
            })
    void requestForPicturesComesToThis(String json, SampleFormat format, int count, int columns) {
        SamplePlan plan = plan(json, PICTURES);
        assertThat(plan.format()).isEqualTo(format);
        assertThat(plan.count()).isEqualTo(count);
        assertThat(plan.columns()).isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{} | JSON | 16",
                "{'format':'png','count':200} | PNG | 200",
                "{'format':'csv','count':65536} | CSV | 65536",
                "{'format':'png','interpolate':{'seeds':[1,2]}} | PNG | 8",
            })
    void requestForPointsComesToThis(String json, SampleFormat format, int count) {
        SamplePlan plan = plan(json, POINTS);
        assertThat(plan.format()).isEqualTo(format);
        assertThat(plan.count()).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'format':'csv'} | format is csv: must be one of png, grid, json, zip, npy: the model makes 28 × 28 grey pixels",
                "{'format':'png','count':2} | count is 2: must be 1 for format png; grid, json, zip and npy take more",
                "{'count':1025} | count is 1025: must be at most 1024 for format grid; zip and npy take more",
                "{'format':'zip','columns':2} | columns is 2: must be absent: only format grid has them",
                "{'interpolate':{'seeds':[1,2]},'count':3} | count is 3: must be absent: interpolate has a sample for each step",
                "{'interpolate':{'seeds':[1,2]},'seed':3} | seed is 3: must be absent: interpolate names the seeds",
                "{'interpolate':{'seeds':[1,2]},'format':'png'} | format is png: must be one of grid, json, zip, npy: interpolate makes several",
                "{'interpolate':{'seeds':[1,2,3],'steps':513}} | interpolate.steps is 513: must be at most 512 with so many seeds for format grid",
            })
    void whatPicturesCannotBeHadLikeIsNamed(String json, String error) {
        assertThatThrownBy(() -> plan(json, PICTURES)).hasMessage("invalid-request: " + error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'format':'grid'} | format is grid: must be one of png, json, csv, npy: the model makes points of 2 numbers",
                "{'format':'zip'} | format is zip: must be one of png, json, csv, npy: the model makes points of 2 numbers",
                "{'count':1025} | count is 1025: must be at most 1024 for format json; csv and npy take more",
            })
    void whatPointsCannotBeHadLikeIsNamed(String json, String error) {
        assertThatThrownBy(() -> plan(json, POINTS)).hasMessage("invalid-request: " + error);
    }

    @Test
    void piecesOfASeedAreWhatTheWholeIs() {
        float[] whole = LatentSampler.draw(SEED, 0, 10, LENGTH);
        assertThat(plan("{'count':10}", PICTURES).latents(0, 10, LENGTH)).containsExactly(whole);
        assertThat(plan("{'count':6,'first':4}", PICTURES).latents(2, 4, LENGTH))
                .containsExactly(Arrays.copyOfRange(whole, 6 * LENGTH, 10 * LENGTH));
    }

    @Test
    void truncationShrinksLatentsTowardsZero() {
        float[] whole = LatentSampler.draw(SEED, 0, 3, LENGTH);
        float[] shrunk = plan("{'truncation':0.25}", PICTURES).latents(0, 3, LENGTH);
        for (int i = 0; i < whole.length; i++) {
            assertThat(shrunk[i]).isEqualTo(0.25f * whole[i]);
        }
    }

    @Test
    void stepsBetweenSeedsAreTheSameInPieces() {
        SamplePlan plan = plan("{'interpolate':{'seeds':[4,5,6],'steps':3},'first':2,'truncation':0.5}", PICTURES);
        float[] whole = plan.latents(0, 6, LENGTH);
        assertThat(plan.latents(2, 3, LENGTH)).containsExactly(Arrays.copyOfRange(whole, 2 * LENGTH, 5 * LENGTH));
        float[] end = LatentSampler.draw(6, 2, 1, LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            assertThat(whole[5 * LENGTH + i]).isEqualTo(0.5f * end[i]);
        }
    }

    private static SamplePlan plan(String json, SampleSpec sample) {
        byte[] request = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return SamplePlan.of(SampleRequest.CONTRACT.decode(request), sample, SEED);
    }
}
