package dev.gantry.trainer.publish;

import dev.gantry.contracts.models.Network;
import dev.gantry.contracts.models.StoredFile;
import dev.gantry.contracts.models.TensorSpec;
import dev.gantry.engine.export.ExportedRole;
import dev.gantry.networks.graph.Value;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What manifests say of the files of a version. */
final class ManifestParts {
    private ManifestParts() {}

    /** By role. */
    static Map<String, Network> networks(List<ExportedRole> roles, Map<String, StoredFile> files) {
        return roles.stream()
                .collect(Collectors.toMap(
                        role -> role.role().name(),
                        role -> network(role, file(files, role.role().name()))));
    }

    /** Those that are no networks, by kind. */
    static Map<String, StoredFile> others(List<String> kinds, Map<String, StoredFile> files) {
        return kinds.stream().collect(Collectors.toMap(Function.identity(), kind -> file(files, kind)));
    }

    private static Network network(ExportedRole role, StoredFile file) {
        return new Network(file, role.graphHash(), specs(role.inputs()), specs(role.outputs()), role.parityError());
    }

    private static List<TensorSpec> specs(List<Value> values) {
        return values.stream()
                .map(value -> new TensorSpec(
                        value.name(),
                        value.shape().dims().stream().map(Integer::longValue).toList()))
                .toList();
    }

    private static StoredFile file(Map<String, StoredFile> files, String kind) {
        StoredFile file = files.get(kind);
        if (file == null) {
            throw new IllegalStateException(kind + " was not stored; there are " + files.keySet());
        }
        return file;
    }
}
