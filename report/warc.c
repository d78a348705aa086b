/* report/warc.c - kept pages as a web archive (WARC 1.1, ISO 28500:2017)
 * SPDX-License-Identifier: MIT
 *
 * Digests are written in hexadecimal: base32, as is usual for SHA-1, would need padding for
 * SHA-256, and "=" may not stand in a digest's value (a token). Readers tell them by their
 * length.
 */
#include "report/warc.h"

#include "base/date.h"
#include "base/digest.h"

/* ---- parts of a header ---- */

/* What an address may have (RFC 3986), "%" included: it was escaped when it was asked for. */
static bool is_address_byte(char c) {
    return (unsigned char)c > 0x20 && (unsigned char)c < 0x7f && !strchr("\"<>\\^`{|}", c);
}

static void put_address(struct buf *out, const char *address) {
    for (const char *at = address; *at; at++) {
        if (is_address_byte(*at)) {
            buf_put_char(out, *at);
        } else {
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)*at);
        }
    }
}

static bool is_printable(struct span text) {
    for (size_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.at[i] < 0x20 || (unsigned char)text.at[i] > 0x7e) {
            return false;
        }
    }
    return true;
}

/* As the server sent it, where it is a media type on one line. */
static struct span media_type(const char *content_type) {
    enum { TYPE_MAX = 200 };
    struct span type = span_trim(span_of(content_type));
    size_t slash = span_find(type, SPAN("/"), 0);
    bool good = slash != SIZE_MAX && slash > 0 && type.len <= TYPE_MAX && is_printable(type);
    return good ? type : SPAN("application/octet-stream");
}

/* A name that is made of what it names: the same page gets the same one. The form is that of
 * RFC 9562, version 8, made from a SHA-256. */
static void put_record_id(struct buf *out, const char *digest) {
    static const char variants[] = "89ab";
    char variant = variants[(unsigned char)digest[16] & 3];
    buf_printf(out, "WARC-Record-ID: <urn:uuid:%.8s-%.4s-8%.3s-%c%.3s-%.12s>\r\n", digest,
               digest + 8, digest + 13, variant, digest + 17, digest + 20);
}

/* ---- a record ---- */

struct record {
    const char *type;    /* "resource" */
    const char *address; /* what it is about; NULL: nothing */
    const char *date;
    struct span content_type;
    struct span block;
};

/* The digest of all that tells one record from another. */
static const char *digest_record(struct buf *out, const struct record *record,
                                 const char *block, char text[static DIGEST_TEXT_SIZE]) {
    enum { SEED_MAX = 64 * 1024 };
    struct buf seed;
    buf_init(&seed, SEED_MAX);
    buf_printf(&seed, "%s %s %s ", record->type, record->date, block);
    buf_put_text(&seed, record->address);
    out->failed = out->failed ? out->failed : seed.failed;
    (void)digest_write(buf_span(&seed), text);
    buf_fini(&seed);
    return text;
}

static void put_record(struct buf *out, const struct record *record) {
    char block[DIGEST_TEXT_SIZE];
    char name[DIGEST_TEXT_SIZE];
    (void)digest_write(record->block, block);
    buf_printf(out, "WARC/1.1\r\nWARC-Type: %s\r\n", record->type);
    put_record_id(out, digest_record(out, record, block, name));
    buf_printf(out, "WARC-Date: %s\r\n", record->date);
    if (record->address) {
        buf_put_text(out, "WARC-Target-URI: ");
        put_address(out, record->address);
        buf_put_text(out, "\r\n");
    }
    buf_printf(out, "WARC-Block-Digest: sha256:%s\r\n", block);
    buf_printf(out, "Content-Type: %.*s\r\n", SPAN_FMT(record->content_type));
    buf_printf(out, "Content-Length: %zu\r\n\r\n", record->block.len);
    buf_put(out, record->block);
    buf_put_text(out, "\r\n\r\n");
}

/* ---- the two kinds ---- */

/* On one line, whatever it is. */
static void put_line(struct buf *out, const char *name, const char *value) {
    buf_printf(out, "%s: ", name);
    for (const char *at = value ? value : ""; *at; at++) {
        buf_put_char(out, (unsigned char)*at < 0x20 || *at == 0x7f ? ' ' : *at);
    }
    buf_put_text(out, "\r\n");
}

void warc_info(struct buf *out, const char *software, int64_t now) {
    enum { FIELDS_MAX = 4096 };
    char date[DATE_INSTANT_SIZE];
    struct buf fields;
    buf_init(&fields, FIELDS_MAX);
    put_line(&fields, "software", software);
    put_line(&fields, "format", "WARC File Format 1.1");
    put_line(&fields, "conformsTo",
             "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/");
    put_line(&fields, "description",
             "Pages as they were kept: bodies unpacked, without the headers of the answers. "
             "They may name contacts.");
    struct record record = {.type = "warcinfo",
                            .date = date_write_instant(now, date),
                            .content_type = SPAN("application/warc-fields"),
                            .block = buf_span(&fields)};
    out->failed = out->failed ? out->failed : fields.failed;
    put_record(out, &record);
    buf_fini(&fields);
}

bool warc_page(struct buf *out, const struct page *page) {
    char date[DATE_INSTANT_SIZE];
    struct record record = {.type = "resource",
                            .address = page->url,
                            .date = date_write_instant(page->fetched_at, date),
                            .content_type = media_type(page->content_type),
                            .block = page->body};
    if (!page->url || !page->url[0] || !record.date[0]) {
        return false;
    }
    put_record(out, &record);
    return true;
}
