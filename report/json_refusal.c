/* report/json_refusal.c - what was no record: shortlist.refusal/1
 * SPDX-License-Identifier: MIT
 */
#include "report/json_refusal.h"

#include "base/utf8.h"
#include "report/json_part.h"

/* Far above what a system lets a path be, each byte three times as long. */
enum { FILE_NAME_CAP = 64 * 1024 };

static struct json *file_name(const char *file) {
    struct buf mended;
    buf_init(&mended, FILE_NAME_CAP);
    (void)utf8_mend(&mended, span_of(file));
    struct json *name = json_text(buf_text(&mended));
    buf_fini(&mended);
    return name;
}

struct json *json_refusal(const struct refusal *refusal, const char *file) {
    struct json *object = json_new_object();
    json_set(object, "schema", json_text("shortlist.refusal/1"));
    json_set(object, "file", file_name(file));
    json_set(object, "kind", json_part_word(&vocab_refusal, (int)refusal->kind));
    json_set(object, "message", json_text(refusal->message));
    return object;
}
