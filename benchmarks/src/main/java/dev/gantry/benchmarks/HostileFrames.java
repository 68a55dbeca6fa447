package dev.gantry.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives of frames that are meant to harm whoever unpacks them. */
final class HostileFrames {
    private static final String PATH = "/v1/detections/frames";
    private static final int MANY_FILES = 20_000;
    private static final int MEBIBYTE = 1 << 20;
    private static final int INFLATED_MEBIBYTES = 1024;

    private HostileFrames() {}

    /** Fills an archive. */
    @FunctionalInterface
    private interface Content {
        void into(ZipOutputStream zip) throws IOException;
    }

    static List<HostileInput> all() {
        return List.of(
                refused("zip bomb", zip -> {
                    zip.putNextEntry(new ZipEntry("frame.png"));
                    for (int i = 0; i < INFLATED_MEBIBYTES; i++) {
                        zip.write(new byte[MEBIBYTE]);
                    }
                }),
                refused("zip bomb of a folder", zip -> {
                    zip.putNextEntry(new ZipEntry("folder/"));
                    for (int i = 0; i < INFLATED_MEBIBYTES; i++) {
                        zip.write(new byte[MEBIBYTE]);
                    }
                }),
                refused("zip of many files", zip -> {
                    for (int i = 0; i < MANY_FILES; i++) {
                        zip.putNextEntry(new ZipEntry(i + ".png"));
                    }
                }),
                refused("zip whose names climb", zip -> file(zip, "../../etc/frame.png", HostilePictures.noise())),
                refused("zip of nothing", zip -> zip.setComment("nothing")),
                harmless(
                        "zip in a zip",
                        zip -> file(zip, "inner.zip", archive(in -> file(in, "a", new byte[MEBIBYTE])))),
                harmless("zip of pictures that are none", zip -> file(zip, "frame.png", text("no picture at all"))),
                harmless("zip with an absolute name", zip -> file(zip, "/etc/frame.png", HostilePictures.noise())),
                new HostileInput(
                        "zip that is cut off",
                        "POST",
                        PATH,
                        "application/zip",
                        () -> firstHalf(archive(zip -> file(zip, "frame.png", HostilePictures.noise()))),
                        HostileInput.Answer.REFUSED),
                new HostileInput(
                        "GIF that is a zip",
                        "POST",
                        PATH,
                        "image/gif",
                        () -> text("GIF89a and nothing of it"),
                        HostileInput.Answer.REFUSED));
    }

    private static HostileInput refused(String name, Content content) {
        return new HostileInput(
                name, "POST", PATH, "application/zip", () -> archive(content), HostileInput.Answer.REFUSED);
    }

    private static HostileInput harmless(String name, Content content) {
        return new HostileInput(
                name, "POST", PATH, "application/zip", () -> archive(content), HostileInput.Answer.HARMLESS);
    }

    private static byte[] archive(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            content.into(zip);
        }
        return bytes.toByteArray();
    }

    private static void file(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
    }

    private static byte[] firstHalf(byte[] whole) {
        return Arrays.copyOf(whole, whole.length / 2);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
