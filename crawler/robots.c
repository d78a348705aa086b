/* crawler/robots.c - robots.txt (RFC 9309)
 * SPDX-License-Identifier: MIT
 */
#include "crawler/robots.h"

#include <string.h>

#include "base/buf.h"

static int robots_hex(char c) {
    if (ascii_is_digit(c)) {
        return c - '0';
    }
    c = ascii_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Characters that mean the same encoded or not (RFC 3986 section 2.3). */
static bool robots_is_unreserved(unsigned char c) {
    return ascii_is_alnum((char)c) || (c && strchr("-._~", c));
}

/* Both sides of a comparison in one spelling: unreserved characters plain, every other
 * escape in upper case, bytes beyond ASCII escaped (RFC 9309 section 2.2.2). In a path "*" and
 * "$" are themselves, so there they are escaped (section 2.2.3); in a pattern they are signs.
 */
static char *robots_normalise(struct arena *arena, struct span text, bool is_path) {
    struct buf out;
    char *copy = NULL;

    buf_init(&out, text.len * 3 + 1);
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        bool escaped = c == '%' && i + 2 < text.len && robots_hex(text.at[i + 1]) >= 0 &&
                       robots_hex(text.at[i + 2]) >= 0;

        if (escaped) {
            c = (unsigned char)(robots_hex(text.at[i + 1]) * 16 + robots_hex(text.at[i + 2]));
            i += 2;
        }
        if ((escaped && !robots_is_unreserved(c)) || c >= 0x80 ||
            (is_path && (c == '*' || c == '$'))) {
            buf_printf(&out, "%%%02X", c);
        } else {
            buf_put_char(&out, (char)c);
        }
    }
    copy = out.failed ? NULL : arena_copy(arena, buf_span(&out));
    buf_fini(&out);
    return copy;
}

/* Does the pattern match from the start of the path on? `*` backtracks to the last star only,
 * which is enough for globs and keeps it at pattern times path. */
static bool robots_matches(const char *pattern, const char *path) {
    const char *star = NULL;
    const char *resume = NULL;

    for (;;) {
        if (*pattern == '*') {
            star = pattern++;
            resume = path;
        } else if (*pattern == '\0') {
            return true;
        } else if (pattern[0] == '$' && pattern[1] == '\0' && *path == '\0') {
            return true;
        } else if (*path != '\0' && *pattern == *path) { /* no path holds a bare "$" */
            pattern++;
            path++;
        } else if (star && *resume != '\0') {
            pattern = star + 1;
            path = ++resume;
        } else {
            return false;
        }
    }
}

/* One line "field: value" without its comment. */
static bool robots_line(struct span line, struct span *field, struct span *value) {
    size_t comment = span_find(line, SPAN("#"), 0);
    size_t colon = 0;

    if (comment != SIZE_MAX) {
        line = span_part(line, 0, comment);
    }
    colon = span_find(line, SPAN(":"), 0);
    if (colon == SIZE_MAX) {
        return false;
    }
    *field = span_trim(span_part(line, 0, colon));
    *value = span_trim(span_part(line, colon + 1, SIZE_MAX));
    return true;
}

/* The product token of a User-agent line: letters, '-' and '_' (RFC 9309 section 2.2.1). */
static struct span robots_token(struct span value) {
    size_t len = 0;

    while (len < value.len &&
           (ascii_is_alpha(value.at[len]) || value.at[len] == '-' || value.at[len] == '_')) {
        len++;
    }
    return span_part(value, 0, len);
}

/* "2", "2.5": milliseconds; 0 where it is neither. */
static int robots_delay(struct span value) {
    struct span whole = {0};
    uint64_t seconds = 0;
    int tenths = 0;

    if (!span_next_piece(&value, '.', &whole) || whole.len == 0) {
        return 0;
    }
    for (size_t i = 0; i < whole.len; i++) {
        if (!ascii_is_digit(whole.at[i])) {
            return 0;
        }
    }
    if (!span_number(whole, ROBOTS_DELAY_MAX_S, &seconds)) {
        seconds = ROBOTS_DELAY_MAX_S; /* digits, and more of them than we keep */
    }
    if (value.len > 0 && ascii_is_digit(value.at[0])) {
        tenths = value.at[0] - '0';
    }
    if (seconds >= ROBOTS_DELAY_MAX_S) {
        return ROBOTS_DELAY_MAX_S * 1000;
    }
    return (int)seconds * 1000 + tenths * 100;
}

/* Where the reader stands while it goes through the lines. */
struct robots_reader {
    struct robots *out;
    struct arena *arena;
    const char *agent; /* the token whose groups are taken */
    bool in_agents;    /* the last field was a User-agent line */
    bool ours;         /* the group being read speaks to `agent` */
    bool found;        /* some group did */
};

static void robots_agent(struct robots_reader *reader, struct span value) {
    bool is_star = span_is(value, "*");
    bool hit = strcmp(reader->agent, "*") == 0
                   ? is_star
                   : span_equal_nocase(robots_token(value), span_of(reader->agent));

    reader->ours = hit || (reader->in_agents && reader->ours);
    reader->found = reader->found || hit;
    reader->in_agents = true;
}

static void robots_field(struct robots_reader *reader, struct span field, struct span value,
                         int line) {
    struct robots *out = reader->out;
    bool allow = span_is_nocase(field, "allow");

    if (span_is_nocase(field, "user-agent")) {
        robots_agent(reader, value);
        return;
    }
    if (allow || span_is_nocase(field, "disallow")) {
        reader->in_agents = false;
        if (reader->ours && value.len > 0) {
            ARENA_PUSH(reader->arena, out->rules, out->count,
                       (struct robots_rule){
                           allow, robots_normalise(reader->arena, value, false), line});
        }
    } else if (span_is_nocase(field, "crawl-delay")) {
        reader->in_agents = false;
        if (reader->ours && robots_delay(value) > out->delay_ms) {
            out->delay_ms = robots_delay(value);
        }
    }
    /* Sitemap and unknown fields do not part groups (RFC 9309 section 2.2.4). */
}

static bool robots_read_groups(struct robots *out, struct arena *arena, struct span body,
                               const char *agent) {
    struct robots_reader reader = {.out = out, .arena = arena, .agent = agent};
    struct span line = {0};
    struct span field = {0};
    struct span value = {0};

    for (int number = 1; span_next_line(&body, &line); number++) {
        if (robots_line(line, &field, &value)) {
            robots_field(&reader, field, value, number);
        }
    }
    return reader.found;
}

enum err robots_parse(struct robots *out, struct arena *arena, struct span body,
                      const char *agent, struct diag *diag) {
    struct robots robots = {0};

    body = span_part(body, 0, ROBOTS_SIZE_MAX);
    if (span_starts(body, "\xEF\xBB\xBF")) {
        body = span_part(body, 3, SIZE_MAX);
    }
    if (!robots_read_groups(&robots, arena, body, agent)) {
        robots = (struct robots){0};
        robots_read_groups(&robots, arena, body, "*");
    }
    if (arena->failed) {
        return arena_check(arena, diag);
    }
    *out = robots;
    return ERR_NONE;
}

bool robots_allows(const struct robots *robots, const char *path,
                   const struct robots_rule **rule) {
    const struct robots_rule *best = NULL;
    struct arena arena;
    const char *normal = NULL;

    arena_init(&arena, strlen(path) * 4 + 4096);
    normal = robots_normalise(&arena, span_of(path), true);
    for (size_t i = 0; normal && i < robots->count; i++) {
        const struct robots_rule *each = &robots->rules[i];
        size_t length = strlen(each->pattern);

        if (robots_matches(each->pattern, normal) &&
            (!best || length > strlen(best->pattern) ||
             (length == strlen(best->pattern) && each->allow))) {
            best = each;
        }
    }
    /* Without memory for the path the answer is no: never rude. */
    bool allowed = normal && (!best || best->allow || strcmp(normal, "/robots.txt") == 0);

    arena_fini(&arena);
    if (rule) {
        *rule = best;
    }
    return allowed;
}

bool robots_is_web_page(struct span body) {
    if (span_starts(body, "\xEF\xBB\xBF")) {
        body = span_part(body, 3, SIZE_MAX);
    }
    return span_starts(span_trim(body), "<");
}
