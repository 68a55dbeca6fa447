package dev.gantry.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory that a Java process holds on to: what is resident outside its heap, where native sessions and tensors live, and what
 * lives in the heap after a full collection. A heap touches fresh pages up to its limit however little lives in it, so that the
 * resident set alone tells a leak only after hours.
 */
final class HeldMemory {
    private static final double KIBIBYTES = 1024;
    private static final long PATIENCE_SECONDS = 30;
    // " tenured generation   total 21888K, used 5000K [0x00000000e1550000, 0x00000000e2ab0000, 0x0000000100000000)"
    private static final Pattern GENERATION =
            Pattern.compile("total \\d+K, used (\\d+)K.*\\[0x([0-9a-f]+),.*0x([0-9a-f]+)\\)");
    private static final Pattern MAPPING = Pattern.compile("^([0-9a-f]+)-([0-9a-f]+) .*");
    private static final Pattern RESIDENT = Pattern.compile("^Rss: +(\\d+) kB");

    private HeldMemory() {}

    /** Collects the process' garbage, which stops it for a moment, and then measures, in MiB. */
    static double mebibytes(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        Heap heap = Heap.parse(jcmd(pid, "GC.heap_info"));
        return (outside(heap, Files.readAllLines(Path.of("/proc", String.valueOf(pid), "smaps")))
                        + heap.usedKibibytes())
                / KIBIBYTES;
    }

    /**
     * Where the heap lies, and what its objects take.
     *
     * @param start the first address
     * @param end   the address after the last
     */
    record Heap(long usedKibibytes, long start, long end) {
        /** Reads what {@code jcmd <pid> GC.heap_info} prints of any collector with generations. */
        static Heap parse(String info) {
            Heap heap = new Heap(0, Long.MAX_VALUE, 0);
            for (Matcher found = GENERATION.matcher(info); found.find(); ) {
                heap = new Heap(
                        heap.usedKibibytes + Long.parseLong(found.group(1)),
                        Math.min(heap.start, Long.parseUnsignedLong(found.group(2), 16)),
                        Math.max(heap.end, Long.parseUnsignedLong(found.group(3), 16)));
            }
            if (heap.end <= heap.start) {
                throw new IllegalArgumentException("no heap in: " + info);
            }
            return heap;
        }

        boolean holds(long address) {
            return start <= address && address < end;
        }
    }

    /**
     * Resident KiB outside a heap.
     *
     * @param smaps lines of {@code /proc/<pid>/smaps}
     */
    static long outside(Heap heap, List<String> smaps) {
        long resident = 0;
        boolean counts = false;
        for (String line : smaps) {
            Matcher mapping = MAPPING.matcher(line);
            Matcher size = RESIDENT.matcher(line);
            if (mapping.matches()) {
                counts = !heap.holds(Long.parseUnsignedLong(mapping.group(1), 16));
            } else if (counts && size.matches()) {
                resident += Long.parseLong(size.group(1));
            }
        }
        return resident;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), String.valueOf(pid), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("jcmd " + pid + " " + command + " failed: " + output);
        }
        return output;
    }
}
