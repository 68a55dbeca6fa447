package dev.gantry.inference.protocol.grpc;

import dev.gantry.inference.protocol.Metadata;
import dev.gantry.inference.protocol.Repository;
import dev.gantry.inference.protocol.proto.ModelMetadataResponse;
import dev.gantry.inference.protocol.proto.RepositoryIndexResponse;
import dev.gantry.inference.protocol.proto.ServerMetadataResponse;
import java.util.List;

/** Writes what is told of the server and its models. */
final class MetadataMessages {
    private MetadataMessages() {}

    static ServerMetadataResponse server(Metadata.Server server) {
        return ServerMetadataResponse.newBuilder()
                .setName(server.name())
                .setVersion(server.version())
                .addAllExtensions(server.extensions())
                .build();
    }

    static ModelMetadataResponse model(Metadata.Model model) {
        return ModelMetadataResponse.newBuilder()
                .setName(model.name())
                .addAllVersions(model.versions())
                .setPlatform(model.platform())
                .addAllInputs(tensors(model.inputs()))
                .addAllOutputs(tensors(model.outputs()))
                .build();
    }

    static RepositoryIndexResponse index(List<Repository.Entry> entries) {
        RepositoryIndexResponse.Builder index = RepositoryIndexResponse.newBuilder();
        entries.forEach(entry -> index.addModelsBuilder()
                .setName(entry.name())
                .setVersion(entry.version())
                .setState(entry.state())
                .setReason(entry.reason()));
        return index.build();
    }

    private static List<ModelMetadataResponse.TensorMetadata> tensors(List<Metadata.Tensor> tensors) {
        return tensors.stream()
                .map(tensor -> ModelMetadataResponse.TensorMetadata.newBuilder()
                        .setName(tensor.name())
                        .setDatatype(tensor.datatype())
                        .addAllShape(tensor.shape())
                        .build())
                .toList();
    }
}
