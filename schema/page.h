/* schema/page.h - a page as it came
 * SPDX-License-Identifier: MIT
 */
#ifndef SCHEMA_PAGE_H
#define SCHEMA_PAGE_H

#include "base/span.h"

/** The most bytes a page may have once unpacked: the longest advert seen has 150 KB. */
#define PAGE_SIZE_MAX ((size_t)4 * 1024 * 1024)

/** A page from the network or from a file. All pointers are borrowed by this struct; who made
 * it says who owns them. Texts are NULL where the server or the file system said nothing. */
struct page {
    const char *url;          /* the address asked for; for a file NULL */
    const char *final_url;    /* the address that answered, after redirects */
    const char *file;         /* the file it was read from, for messages; NULL for network */
    int status;               /* HTTP status; 0 for a file */
    const char *headers;      /* response headers, "name: value" lines as received */
    const char *content_type; /* as sent: "text/html; charset=utf-8" */
    const char *etag;         /* validators, byte for byte */
    const char *last_modified;
    int64_t fetched_at; /* seconds since 1970 UTC */
    struct span body;   /* unpacked bytes, at most PAGE_SIZE_MAX */
};

#endif
