package dev.gantry.inference.protocol.grpc;

import dev.gantry.contracts.Failure;
import dev.gantry.inference.protocol.InferCall;
import dev.gantry.inference.protocol.Inferences;
import dev.gantry.inference.protocol.Repository;
import dev.gantry.inference.protocol.ServedModels;
import dev.gantry.inference.protocol.proto.GRPCInferenceServiceGrpc;
import dev.gantry.inference.protocol.proto.ModelInferRequest;
import dev.gantry.inference.protocol.proto.ModelInferResponse;
import dev.gantry.inference.protocol.proto.ModelMetadataRequest;
import dev.gantry.inference.protocol.proto.ModelMetadataResponse;
import dev.gantry.inference.protocol.proto.ModelReadyRequest;
import dev.gantry.inference.protocol.proto.ModelReadyResponse;
import dev.gantry.inference.protocol.proto.RepositoryIndexRequest;
import dev.gantry.inference.protocol.proto.RepositoryIndexResponse;
import dev.gantry.inference.protocol.proto.RepositoryModelLoadRequest;
import dev.gantry.inference.protocol.proto.RepositoryModelLoadResponse;
import dev.gantry.inference.protocol.proto.RepositoryModelUnloadRequest;
import dev.gantry.inference.protocol.proto.RepositoryModelUnloadResponse;
import dev.gantry.inference.protocol.proto.ServerLiveRequest;
import dev.gantry.inference.protocol.proto.ServerLiveResponse;
import dev.gantry.inference.protocol.proto.ServerMetadataRequest;
import dev.gantry.inference.protocol.proto.ServerMetadataResponse;
import dev.gantry.inference.protocol.proto.ServerReadyRequest;
import dev.gantry.inference.protocol.proto.ServerReadyResponse;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Blocking;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The protocol's calls. Whatever fails is told by {@link FailureStatus}. */
@GrpcService
@Blocking
public class ProtocolService extends GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase {
    private final ServedModels models;
    private final Inferences inferences;
    private final Repository repository;

    ProtocolService(ServedModels models, Inferences inferences, Repository repository) {
        this.models = models;
        this.inferences = inferences;
        this.repository = repository;
    }

    @Override
    public void serverLive(ServerLiveRequest request, StreamObserver<ServerLiveResponse> observer) {
        answer(observer, ServerLiveResponse.newBuilder().setLive(true).build());
    }

    @Override
    public void serverReady(ServerReadyRequest request, StreamObserver<ServerReadyResponse> observer) {
        answer(
                observer,
                ServerReadyResponse.newBuilder().setReady(models.ready()).build());
    }

    @Override
    public void modelReady(ModelReadyRequest request, StreamObserver<ModelReadyResponse> observer) {
        boolean ready = models.ready(own(request.getName()), InferMessages.given(request.getVersion()));
        answer(observer, ModelReadyResponse.newBuilder().setReady(ready).build());
    }

    @Override
    public void serverMetadata(ServerMetadataRequest request, StreamObserver<ServerMetadataResponse> observer) {
        answer(observer, MetadataMessages.server(models.server()));
    }

    @Override
    public void modelMetadata(ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> observer) {
        answer(
                observer,
                MetadataMessages.model(
                        models.model(own(request.getName()), InferMessages.given(request.getVersion()))));
    }

    @Override
    public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> observer) {
        Optional<Duration> waited =
                Optional.ofNullable(Context.current().getDeadline()).map(ProtocolService::left);
        InferCall call = InferMessages.read(request, waited);
        boolean raw = InferMessages.wantsRaw(request);
        answer(
                observer,
                InferMessages.write(
                        inferences.infer(
                                own(request.getModelName()), InferMessages.given(request.getModelVersion()), call),
                        raw));
    }

    @Override
    public void repositoryIndex(RepositoryIndexRequest request, StreamObserver<RepositoryIndexResponse> observer) {
        requireOnlyRepository(request.getRepositoryName());
        answer(
                observer,
                MetadataMessages.index(repository.index(CallerCheck.current().reach(), request.getReady())));
    }

    /** Answers once the model does. */
    @Override
    public void repositoryModelLoad(
            RepositoryModelLoadRequest request, StreamObserver<RepositoryModelLoadResponse> observer) {
        requireOnlyRepository(request.getRepositoryName());
        repository.load(own(request.getModelName()));
        answer(observer, RepositoryModelLoadResponse.getDefaultInstance());
    }

    @Override
    public void repositoryModelUnload(
            RepositoryModelUnloadRequest request, StreamObserver<RepositoryModelUnloadResponse> observer) {
        requireOnlyRepository(request.getRepositoryName());
        repository.unload(own(request.getModelName()));
        answer(observer, RepositoryModelUnloadResponse.getDefaultInstance());
    }

    private static <T> void answer(StreamObserver<T> observer, T message) {
        observer.onNext(message);
        observer.onCompleted();
    }

    private static String own(String model) {
        CallerCheck.current().reach().requireModel(model);
        return model;
    }

    private static Duration left(Deadline deadline) {
        return Duration.ofNanos(deadline.timeRemaining(TimeUnit.NANOSECONDS));
    }

    private static void requireOnlyRepository(String name) {
        if (!name.isEmpty()) {
            throw Failure.Rejected.invalidField(
                            "repository_name", name, "must be empty: there is one repository, without a name")
                    .asException();
        }
    }
}
