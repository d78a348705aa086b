/* cli/counts.c - printing what a run did
 * SPDX-License-Identifier: MIT
 */
#include "cli/counts.h"

#include "report/text_run.h"

enum err counts_print(struct context *context, const struct run_counts *counts,
                      const struct run_about *about, const char *from, struct diag *diag) {
    if (counts->refused + counts->aside + counts->failed > 0 || about->alarm ||
        counts->is_put_off) {
        context_note(context, STATUS_PART);
    }
    if (context->settings.json) {
        return console_json(&context->console, json_run(counts, about), diag);
    }
    struct buf out;
    struct plain plain = console_plain(&context->console, &out);
    text_run(&plain, counts, from, about->alarm);
    console_write(&context->console, &out);
    buf_fini(&out);
    return ERR_NONE;
}
