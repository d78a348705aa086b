/* tests/fuzz/wire.c - any bytes as readings: what is read is written, and read again, the same
 * SPDX-License-Identifier: MIT
 */
#include "schema/wire.h"

#include <stdlib.h>

#include "tools/fuzz.h"

static bool read_all(struct readings *out, struct arena *arena, struct span bytes) {
    struct wire wire = wire_reader(bytes, arena);
    wire_readings(&wire, out);
    return wire_is_done(&wire);
}

static void write_all(struct buf *out, struct readings *readings) {
    struct wire wire = wire_writer(out);
    wire_readings(&wire, readings);
    if (!wire_is_done(&wire)) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct readings first = {NULL, 0};
    struct readings second = {NULL, 0};
    struct arena arena;
    struct buf once;
    struct buf twice;
    arena_init(&arena, ARENA_RUN_CAP);
    buf_init(&once, ARENA_RUN_CAP);
    buf_init(&twice, ARENA_RUN_CAP);
    if (read_all(&first, &arena, (struct span){(const char *)data, size})) {
        write_all(&once, &first);
        if (!read_all(&second, &arena, buf_span(&once))) {
            abort();
        }
        write_all(&twice, &second);
        if (!span_equal(buf_span(&once), buf_span(&twice))) {
            abort();
        }
    }
    buf_fini(&twice);
    buf_fini(&once);
    arena_fini(&arena);
    return 0;
}
