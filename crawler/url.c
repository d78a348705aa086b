/* crawler/url.c - addresses
 * SPDX-License-Identifier: MIT
 */
#include "crawler/url.h"

#include <curl/curl.h>
#include <string.h>

/* NULL where there is no such part. For lack of memory the arena fails: an address that lacks a
 * part must not be taken for another one. */
static char *url_part(CURLU *handle, CURLUPart what, unsigned flags, struct arena *arena) {
    char *part = NULL;
    char *copy = NULL;
    CURLUcode code = curl_url_get(handle, what, &part, flags);

    if (code == CURLUE_OK) {
        copy = arena_copy_text(arena, part);
    } else if (code == CURLUE_OUT_OF_MEMORY) {
        arena->failed = ERR_MEMORY;
    }
    curl_free(part);
    return copy;
}

static int url_port_of(CURLU *handle, struct arena *arena) {
    const char *port = url_part(handle, CURLUPART_PORT, CURLU_DEFAULT_PORT, arena);
    uint64_t number = 0;

    return port && span_number(span_of(port), 65535, &number) ? (int)number : 0;
}

/* Upper-case letters in a host mean the same (RFC 3986 section 3.2.2). */
static char *url_lower(char *host) {
    for (char *at = host; at && *at; at++) {
        *at = ascii_lower(*at);
    }
    return host;
}

static enum err url_fill(struct url *out, struct arena *arena, CURLU *handle, const char *text,
                         struct diag *diag) {
    struct url url = {0};
    const char *path = NULL;
    const char *query = NULL;

    if (url_part(handle, CURLUPART_USER, 0, arena) ||
        url_part(handle, CURLUPART_PASSWORD, 0, arena)) {
        return diag_set(diag, ERR_INPUT, "the address \"%s\" holds a user name", text);
    }
    curl_url_set(handle, CURLUPART_FRAGMENT, NULL, 0);
    url.scheme = url_part(handle, CURLUPART_SCHEME, 0, arena);
    url.host = url_lower(url_part(handle, CURLUPART_HOST, 0, arena));
    url.port = url_port_of(handle, arena);
    path = url_part(handle, CURLUPART_PATH, 0, arena);
    query = url_part(handle, CURLUPART_QUERY, 0, arena);
    url.path = query ? arena_printf(arena, "%s?%s", path ? path : "/", query) : path;
    url.text = url_part(handle, CURLUPART_URL, 0, arena);
    if (arena->failed) {
        return arena_check(arena, diag);
    }
    if (url.scheme && strcmp(url.scheme, "https") != 0 && strcmp(url.scheme, "http") != 0) {
        return diag_set(diag, ERR_INPUT, "the address \"%s\" is neither https nor http", text);
    }
    if (!url.scheme || !url.host || !url.path || !url.text) {
        return diag_set(diag, ERR_INPUT, "the address \"%s\" has no host", text);
    }
    if (url.port == 0) {
        return diag_set(diag, ERR_INPUT, "the address \"%s\" names port 0", text);
    }
    *out = url;
    return ERR_NONE;
}

/* A full stop means the same escaped (RFC 3986 section 6.2.2.2), and many servers take
 * "/a/%2e%2e/b" for "/b": so it is written plainly before the path is looked at. */
static const char *url_plain_dots(struct arena *arena, const char *text) {
    char *copy = arena_copy_text(arena, text);
    size_t len = 0;

    for (size_t i = 0; copy && copy[i]; i++) {
        bool is_dot = copy[i] == '%' && copy[i + 1] == '2' && ascii_lower(copy[i + 2]) == 'e';

        copy[len++] = is_dot ? '.' : copy[i];
        i += is_dot ? 2 : 0;
    }
    if (copy) {
        copy[len] = '\0';
    }
    return copy;
}

static enum err url_read(struct url *out, struct arena *arena, const char *base,
                         const char *text, struct diag *diag) {
    CURLU *handle = NULL;
    CURLUcode code = CURLUE_OK;
    enum err err = ERR_NONE;

    if (strlen(text) > URL_LENGTH_MAX) {
        return diag_set(diag, ERR_INPUT, "an address longer than %d bytes",
                        (int)URL_LENGTH_MAX);
    }
    if (memchr(text, '\\', strcspn(text, "?#"))) { /* browsers take it for "/", others do not */
        return diag_set(diag, ERR_INPUT, "the address \"%s\" holds a backslash", text);
    }
    text = url_plain_dots(arena, text);
    if (!text) {
        return arena_check(arena, diag);
    }
    handle = curl_url();
    if (!handle) {
        return diag_set(diag, ERR_MEMORY, "out of memory");
    }
    if (base) {
        code = curl_url_set(handle, CURLUPART_URL, base, 0);
    }
    if (code == CURLUE_OK) {
        code = curl_url_set(handle, CURLUPART_URL, text, 0);
    }
    if (code == CURLUE_OUT_OF_MEMORY) {
        err = diag_set(diag, ERR_MEMORY, "out of memory");
    } else if (code != CURLUE_OK) {
        err = diag_set(diag, ERR_INPUT,
                       "\"%s\" is no web address: %s; expected https://host/path", text,
                       curl_url_strerror(code));
    } else {
        err = url_fill(out, arena, handle, text, diag);
    }
    curl_url_cleanup(handle);
    return err;
}

enum err url_parse(struct url *out, struct arena *arena, const char *text, struct diag *diag) {
    return url_read(out, arena, NULL, text, diag);
}

enum err url_resolve(struct url *out, struct arena *arena, const struct url *base,
                     const char *reference, struct diag *diag) {
    if (reference[0] == '\0' || reference[0] == '#') {
        /* The base itself (RFC 3986 section 5.2.2); libcurl 7.88 takes it for its folder. */
        return url_read(out, arena, NULL, base->text, diag);
    }
    return url_read(out, arena, base->text, reference, diag);
}

bool url_same_origin(const struct url *a, const struct url *b) {
    return strcmp(a->scheme, b->scheme) == 0 && strcmp(a->host, b->host) == 0 &&
           a->port == b->port;
}

const char *url_origin(struct arena *arena, const struct url *url) {
    int usual = strcmp(url->scheme, "https") == 0 ? 443 : 80;

    return url->port == usual
               ? arena_printf(arena, "%s://%s", url->scheme, url->host)
               : arena_printf(arena, "%s://%s:%d", url->scheme, url->host, url->port);
}

bool url_is_loopback(const struct url *url) {
    struct span host = span_of(url->host);
    struct span piece = {0};
    uint64_t number = 0;
    int pieces = 0;

    if (span_is(host, "localhost") || span_is(host, "[::1]")) {
        return true;
    }
    if (!span_starts(host, "127.")) {
        return false;
    }
    while (span_next_piece(&host, '.', &piece)) {
        if (!span_number(piece, 255, &number)) {
            return false;
        }
        pieces++;
    }
    return pieces == 4;
}
