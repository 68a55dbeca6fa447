package dev.gantry.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeldMemoryTest {
    private static final String SERIAL = """
            4711:
             def new generation   total 9792K, used 1000K [0x00000000e0000000, 0x00000000e0aa0000, 0x00000000eaaa0000)
              eden space 8704K,   5% used [0x00000000e0000000, 0x00000000e007c1e8, 0x00000000e0880000)
             tenured generation   total 21888K, used 500K [0x00000000eaaa0000, 0x00000000ec000000, 0x0000000100000000)
               the space 21888K,  27% used [0x00000000eaaa0000, 0x00000000eb08b978, 0x00000000ec000000)
             Metaspace       used 4532K, committed 4736K, reserved 1114112K
            """;

    @Test
    void addsTheGenerationsOfTheHeap() {
        assertEquals(new HeldMemory.Heap(1500, 0xe0000000L, 0x100000000L), HeldMemory.Heap.parse(SERIAL));
    }

    @Test
    void aRegionedHeapIsOneLine() {
        String info = """
                 garbage-first heap   total 264192K, used 3072K [0x0000000706400000, 0x0000000800000000)
                  region size 2048K, 2 young (4096K), 0 survivors (0K)
                """;

        assertEquals(new HeldMemory.Heap(3072, 0x706400000L, 0x800000000L), HeldMemory.Heap.parse(info));
    }

    @Test
    void refusesWhatTellsOfNoHeap() {
        assertThrows(IllegalArgumentException.class, () -> HeldMemory.Heap.parse("Could not attach"));
    }

    @Test
    void countsWhatIsResidentOutsideTheHeap() {
        List<String> smaps = List.of(
                "e0000000-e0aa0000 rw-p 00000000 00:00 0",
                "Rss:               10880 kB",
                "7f0000000000-7f0000021000 rw-p 00000000 00:00 0",
                "Size:                132 kB",
                "Rss:                  96 kB",
                "7f0000021000-7f0000022000 r--p 00000000 08:01 42   /usr/lib/libc.so.6",
                "Rss:                   4 kB");

        assertEquals(100, HeldMemory.outside(HeldMemory.Heap.parse(SERIAL), smaps));
    }

    @Test
    void measuresARunningProcess() throws Exception {
        double held = HeldMemory.mebibytes(ProcessHandle.current().pid());

        assertTrue(
                held > 20
                        && held
                                < ResidentMemory.mebibytes(
                                                ProcessHandle.current().pid())
                                        + 512,
                () -> held + " MiB");
    }
}
