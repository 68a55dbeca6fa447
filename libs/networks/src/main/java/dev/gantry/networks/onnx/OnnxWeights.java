package dev.gantry.networks.onnx;

import static java.util.Objects.requireNonNull;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.ParameterSpec;
import dev.gantry.networks.json.CanonicalJson;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The weights of a model that {@link OnnxEmitter} has written, for networks of the same graph. */
public final class OnnxWeights {
    /** More are counted, not named. */
    private static final int MAX_NAMED = 5;

    private final Map<String, TensorProto> tensors;
    private final String graphDigest;

    private OnnxWeights(Map<String, TensorProto> tensors, String graphDigest) {
        this.tensors = tensors;
        this.graphDigest = graphDigest;
    }

    /**
     * Reads a model.
     *
     * @throws IllegalArgumentException if the bytes are no ONNX model
     */
    public static OnnxWeights read(byte[] onnx) {
        try {
            ModelProto model = ModelProto.parseFrom(onnx);
            Map<String, TensorProto> tensors = new TreeMap<>();
            model.getGraph().getInitializerList().stream()
                    .filter(tensor -> !tensor.getName().contains(NodeEmitter.OWN))
                    .forEach(tensor -> tensors.put(tensor.getName(), tensor));
            String digest = model.getMetadataPropsList().stream()
                    .filter(entry -> entry.getKey().equals(OnnxEmitter.GRAPH_DIGEST))
                    .map(StringStringEntryProto::getValue)
                    .findFirst()
                    .orElse("");
            return new OnnxWeights(tensors, digest);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("the bytes are no ONNX model", e);
        }
    }

    /** Why these are not the weights of such a network, naming its parameters; empty if they are. */
    public List<String> mismatches(Graph graph) {
        List<String> found = new ArrayList<>();
        Set<String> unknown = new TreeSet<>(tensors.keySet());
        for (ParameterSpec parameter : graph.parameters()) {
            unknown.remove(parameter.name());
            TensorProto tensor = tensors.get(parameter.name());
            if (tensor == null) {
                found.add(parameter.name() + " is missing");
            } else if (!tensor.getDimsList().equals(dims(parameter))) {
                found.add(parameter.name() + " is " + tensor.getDimsList() + ", must be " + dims(parameter));
            }
        }
        unknown.forEach(name -> found.add(name + " is not one of its parameters"));
        if (found.isEmpty() && !graphDigest.equals(CanonicalJson.sha256(graph))) {
            found.add("its parameters agree, but it computes something else with them: its graph has SHA-256 "
                    + graphDigest + ", must have " + CanonicalJson.sha256(graph));
        }
        return found.size() <= MAX_NAMED
                ? found
                : List.of(String.join("; ", found.subList(0, MAX_NAMED)), (found.size() - MAX_NAMED) + " more");
    }

    /**
     * The values, row-major, of the graph's trainable parameters and buffers by name.
     *
     * @throws IllegalArgumentException if there are {@link #mismatches}
     */
    public Map<String, float[]> of(Graph graph) {
        List<String> mismatches = mismatches(graph);
        if (!mismatches.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", mismatches));
        }
        return graph.parameters().stream()
                .filter(parameter -> parameter.kind() != ParameterSpec.Kind.CONSTANT)
                .map(ParameterSpec::name)
                .collect(Collectors.toMap(name -> name, this::values, (one, other) -> one, LinkedHashMap::new));
    }

    private static List<Long> dims(ParameterSpec parameter) {
        return parameter.shape().dims().stream().map(Integer::longValue).toList();
    }

    private float[] values(String name) {
        FloatBuffer raw = requireNonNull(tensors.get(name))
                .getRawData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[] values = new float[raw.remaining()];
        raw.get(values);
        return values;
    }
}
