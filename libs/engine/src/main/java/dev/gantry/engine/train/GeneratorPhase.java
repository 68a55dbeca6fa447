package dev.gantry.engine.train;

import dev.gantry.engine.runtime.Mode;
import dev.gantry.engine.state.StateVisitor;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/** Teaches the generator to make images that the discriminator takes for real. */
final class GeneratorPhase implements Phase {
    private final Game game;

    GeneratorPhase(Game game) {
        this.game = game;
    }

    @Override
    public void run(Round round) {
        Supplier<Tensor> realLogits = () -> judge(round.moreRealImages().get(), "generator.real." + round.step());
        Tensor fakeLogits = judge(round.fakeImages(), "generator.fake." + round.step());
        Tensor loss = game.objective().generator(fakeLogits, realLogits);
        game.statistics().loss("generator", loss);
        Tensor gradient = game.generator().gradientOf(loss);
        game.statistics().measure(Measures.GENERATOR_GRADIENT, gradient.norm());
        game.statistics().commit(round.step());
        game.generator().step(gradient, round.images());
    }

    private Tensor judge(Tensor images, String purpose) {
        return game.forward(() -> game.discriminator().run(game.shown(images, purpose), Mode.TRAINING));
    }

    /** The players hold all there is. */
    @Override
    public void visitState(StateVisitor visitor) {}
}
