package dev.gantry.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.contracts.Json;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The page at {@code /}. Its import map is made of the libraries on the class path, each of which (from mvnpm) says in
 * {@code META-INF/importmap.json} where its modules are; being inline, it is allowed by its digest.
 */
@Path("/")
@Singleton
public final class ConsolePage {
    private static final String LIBRARY_MAP = "META-INF/importmap.json";
    /** The whole library in one file instead of several hundred. */
    private static final Map<String, String> BUNDLES = Map.of("echarts", "dist/echarts.esm.min.js");

    private final String html;
    private final String importMapDigest;

    ConsolePage() throws IOException {
        String importMap = new String(Json.bytes(Map.of("imports", imports())), StandardCharsets.UTF_8);
        try (InputStream in = ConsolePage.class.getResourceAsStream("index.html")) {
            if (in == null) {
                throw new IllegalStateException("index.html is missing");
            }
            html = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("{{importMap}}", importMap);
        }
        importMapDigest = "sha256-" + Base64.getEncoder().encodeToString(sha256(importMap));
    }

    @GET
    @Produces(MediaType.TEXT_HTML + ";charset=utf-8")
    @NonBlocking
    @Operation(hidden = true)
    public String page() {
        return html;
    }

    /** As a Content Security Policy names an inline script. */
    public String importMapDigest() {
        return importMapDigest;
    }

    private static Map<String, String> imports() throws IOException {
        Map<String, String> imports = new TreeMap<>();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        for (URL url : Collections.list(loader.getResources(LIBRARY_MAP))) {
            try (InputStream in = url.openStream()) {
                for (Map.Entry<String, JsonNode> entry :
                        Json.readTree(in.readAllBytes()).path("imports").properties()) {
                    imports.put(entry.getKey(), entry.getValue().asText());
                }
            }
        }
        BUNDLES.forEach((library, file) -> imports.put(library, imports.get(library + "/") + file));
        return imports;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
