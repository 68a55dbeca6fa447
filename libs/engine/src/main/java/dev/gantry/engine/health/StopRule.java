package dev.gantry.engine.health;

import dev.gantry.engine.state.Stateful;
import java.util.Map;

/** Says when what has been learned is enough. It remembers what it has seen. */
public interface StopRule extends Stateful {

    /** The discriminator's accuracy over the images since the last tick. */
    void onTick(long images, double accuracy);

    /** The samples were measured. */
    void onMeasured(Map<String, Double> metrics);

    /** Whether it is enough; once it is, it stays so. */
    boolean satisfied();
}
