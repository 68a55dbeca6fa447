package dev.gantry.trainer.job;

import dev.gantry.trainer.TrainerConfig;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this process is called in events and attempts. */
@Singleton
final class TrainerName {
    private final String value;

    TrainerName(TrainerConfig config) {
        value = config.name().orElseGet(TrainerName::hostAndProcess);
    }

    String value() {
        return value;
    }

    private static String hostAndProcess() {
        return host() + "-" + ProcessHandle.current().pid();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "trainer";
        }
    }
}
