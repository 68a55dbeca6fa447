package dev.gantry.engine.train;

import dev.gantry.engine.runtime.Mode;
import org.bytedeco.pytorch.Tensor;

/** Teaches the generator to make images that the discriminator takes for real. */
final class GeneratorPhase implements Phase {
    private final Game game;
    private final Latents latents;

    GeneratorPhase(Game game, Latents latents) {
        this.game = game;
        this.latents = latents;
    }

    @Override
    public void run(Tensor realImages, long step) {
        Tensor logits = game.forward(() -> {
            Tensor images = game.generator().run(latents.next(), Mode.TRAINING);
            return game.discriminator().run(images, Mode.TRAINING);
        });
        Tensor loss = game.objective().generator(logits);
        game.statistics().loss("generator", loss);
        Tensor gradient = game.generator().gradientOf(loss);
        game.statistics().measure(Measures.GENERATOR_GRADIENT, gradient.norm());
        game.statistics().commit(step);
        game.generator().step(gradient);
    }
}
