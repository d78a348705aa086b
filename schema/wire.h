/* schema/wire.h - pages and readings as bytes, between the program and its fenced workers
 * SPDX-License-Identifier: MIT
 *
 * One function for each type walks its members and either writes or reads them, so that the two
 * directions cannot drift apart. The bytes live between two processes of one program and are
 * never stored. They are not trusted: a worker reads hostile pages, so what it sends is checked
 * for lengths, closed lists, caps and UTF-8 as if it came from the page itself.
 */
#ifndef SCHEMA_WIRE_H
#define SCHEMA_WIRE_H

#include "base/buf.h"
#include "schema/page.h"
#include "schema/reading.h"

/** A walk over members. Failure sticks: every further step does nothing. */
struct wire {
    struct buf *out;     /* written to (its own failure sticks too); NULL while reading */
    struct span rest;    /* what is still to be read */
    struct arena *arena; /* where what is read lives */
    bool failed;         /* the bytes are none of ours */
};

/** Begin to write at the end of `out`. */
struct wire wire_writer(struct buf *out);

/** Begin to read `bytes`; texts and lists are copied into the arena. */
struct wire wire_reader(struct span bytes, struct arena *arena);

void wire_number(struct wire *wire, int64_t *number);
void wire_flag(struct wire *wire, bool *flag);

/** C text in UTF-8, NULL included. */
void wire_text(struct wire *wire, const char **text);

/** A digest as digest_write gives it, NULL included. */
void wire_digest(struct wire *wire, const char **digest);

/** Bytes of any kind. What is read is borrowed from the bytes that are being read. */
void wire_bytes(struct wire *wire, struct span *bytes);

/** A page, its body included (borrowed when read). */
void wire_page(struct wire *wire, struct page *page);

void wire_readings(struct wire *wire, struct readings *readings);

/** Was everything read (or written) without fault? Ask once, at the end. */
bool wire_is_done(const struct wire *wire);

#endif
