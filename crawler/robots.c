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

/* Characters that stand for themselves: the unreserved and the reserved ones (RFC 3986 section
 * 2.2), and a "%" that begins no escape. The rest cannot stand in an address as it is. */
static bool robots_is_plain(unsigned char c) {
    return robots_is_unreserved(c) || (c && strchr(":/?#[]@!$&'()*+,;=%", c));
}

enum robots_side {
    ROBOTS_PATH,    /* "*" and "$" are themselves, so they are escaped (section 2.2.3) */
    ROBOTS_PATTERN, /* "*" is a sign, "$" at the end too */
};

static bool robots_is_escaped(struct span text, size_t at) {
    return text.at[at] == '%' && at + 2 < text.len && robots_hex(text.at[at + 1]) >= 0 &&
           robots_hex(text.at[at + 2]) >= 0;
}

/* Must this plain character be written as an escape? */
static bool robots_escapes(unsigned char c, enum robots_side side, bool is_last) {
    if (c == '*') {
        return side == ROBOTS_PATH;
    }
    if (c == '$') {
        return side == ROBOTS_PATH || !is_last;
    }
    return !robots_is_plain(c);
}

/* Both sides of a comparison in one spelling: unreserved characters plain, every other escape
 * in upper case, what cannot stand in an address escaped (RFC 9309 section 2.2.2). With
 * `encode_query` the general delimiters behind the first "?" are escaped as well: the RFC's
 * table takes "?baz=http://foo.bar" and "?baz=http%3A%2F%2Ffoo.bar" for the same. In a path
 * "%2F" stays another thing than "/". */
static char *robots_normalise(struct arena *arena, struct span text, enum robots_side side,
                              bool encode_query) {
    struct buf out;
    char *copy = NULL;
    bool in_query = false;

    buf_init(&out, text.len * 3 + 1);
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        bool escaped = robots_is_escaped(text, i);

        if (escaped) {
            c = (unsigned char)(robots_hex(text.at[i + 1]) * 16 + robots_hex(text.at[i + 2]));
            i += 2;
        }
        if (escaped ? !robots_is_unreserved(c)
                    : robots_escapes(c, side, i + 1 == text.len) ||
                          (in_query && strchr(":/?#[]@", c))) {
            buf_printf(&out, "%%%02X", c);
        } else {
            buf_put_char(&out, (char)c);
        }
        in_query = in_query || (encode_query && !escaped && c == '?');
    }
    if (out.failed) {
        arena->failed = out.failed; /* who looks at the arena need not look here */
    }
    copy = out.failed ? NULL : arena_copy(arena, buf_span(&out));
    buf_fini(&out);
    return copy;
}

/* The first place of `part` in `text`, or NULL; strstr takes time in line with both lengths
 * where the C library uses a two-way search, as glibc and musl do. */
static const char *robots_find(const char *text, const char *part, size_t len, char *scratch) {
    memcpy(scratch, part, len);
    scratch[len] = '\0';
    return strstr(text, scratch);
}

/* Does the pattern match from the start of the path on? What stands between two stars is looked
 * for at its first place, which is enough for globs: no backtracking, so that neither many
 * stars nor long runs cost more than pattern and path together.
 * @param scratch room for the path and a NUL */
static bool robots_matches(const char *pattern, const char *path, char *scratch) {
    size_t left = strlen(path);
    bool is_first = true;

    for (;;) {
        size_t len = strcspn(pattern, "*");
        bool is_last = pattern[len] == '\0';
        bool ends = is_last && len > 0 && pattern[len - 1] == '$';
        const char *at = path;

        len -= ends;
        if (len > left || (ends && is_first && len != left)) {
            return false;
        }
        if (ends) {
            at = path + left - len;
        }
        if (len == 0) {
            at = ends ? path + left : path; /* nothing stands between two stars */
        } else if (is_first || ends) {
            at = memcmp(at, pattern, len) == 0 ? at : NULL;
        } else {
            at = robots_find(path, pattern, len, scratch);
        }
        if (!at || is_last) {
            return at != NULL;
        }
        left -= (size_t)(at - path) + len;
        path = at + len;
        pattern += len + 1;
        is_first = false;
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

#define ROBOTS_DELAY_MAX_MS ((int64_t)ROBOTS_DELAY_MAX_S * 1000)

/* What may stand behind the number of a Crawl-delay, in seconds. */
static const struct {
    const char *name;
    int seconds;
} robots_units[] = {
    {"", 1},         {"s", 1},    {"sec", 1},     {"secs", 1},     {"second", 1},
    {"seconds", 1},  {"m", 60},   {"min", 60},    {"mins", 60},    {"minute", 60},
    {"minutes", 60}, {"h", 3600}, {"hour", 3600}, {"hours", 3600},
};

/* 0: no unit that we know. */
static int robots_unit(struct span text) {
    for (size_t i = 0; i < sizeof robots_units / sizeof *robots_units; i++) {
        if (span_is_nocase(text, robots_units[i].name)) {
            return robots_units[i].seconds;
        }
    }
    return 0;
}

/* "2", "2.5", ".5" at the beginning of `value`, times 1000, what is behind the third digit
 * rounded up; `len`: so much of it was read, 0 where it is no number. */
static int64_t robots_thousandths(struct span value, size_t *len) {
    int64_t out = 0;
    int64_t unit = 1000;
    bool has_digit = false;
    bool in_fraction = false;
    size_t at = 0;

    for (; at < value.len; at++) {
        char c = value.at[at];

        if (c == '.' && !in_fraction) {
            in_fraction = true;
        } else if (!ascii_is_digit(c)) {
            break;
        } else if (!in_fraction) {
            out = out * 10 + (c - '0') * unit;
            has_digit = true;
        } else {
            unit /= 10;
            out += unit > 0 ? (c - '0') * unit : c > '0';
            has_digit = true;
        }
        out = out < ROBOTS_DELAY_MAX_MS ? out : ROBOTS_DELAY_MAX_MS;
    }
    *len = has_digit ? at : 0;
    return out;
}

/* "2.5", "10s", "10 seconds": milliseconds; 0 where it is anything else. */
static int robots_delay(struct span value) {
    size_t len = 0;
    int64_t ms = robots_thousandths(value, &len);

    if (len == 0) {
        return 0;
    }
    ms *= robots_unit(span_trim(span_part(value, len, SIZE_MAX)));
    return (int)(ms < ROBOTS_DELAY_MAX_MS ? ms : ROBOTS_DELAY_MAX_MS);
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

/* "*", and "* with words behind it". */
static bool robots_is_everybody(struct span value) {
    return value.len > 0 && value.at[0] == '*' &&
           (value.len == 1 || ascii_is_space(value.at[1]));
}

static void robots_agent(struct robots_reader *reader, struct span value) {
    bool hit = strcmp(reader->agent, "*") == 0
                   ? robots_is_everybody(value)
                   : span_equal_nocase(robots_token(value), span_of(reader->agent));

    reader->ours = hit || (reader->in_agents && reader->ours);
    reader->found = reader->found || hit;
    reader->in_agents = true;
}

static void robots_rule(struct robots_reader *reader, bool allow, struct span value, int line) {
    struct robots *out = reader->out;
    struct robots_rule rule = {.allow = allow, .line = line};

    rule.pattern = robots_normalise(reader->arena, value, ROBOTS_PATTERN, false);
    rule.printed = arena_copy(reader->arena, value);
    if (span_find(value, SPAN("?"), 0) != SIZE_MAX) {
        rule.encoded = robots_normalise(reader->arena, value, ROBOTS_PATTERN, true);
    }
    if (reader->arena->failed) {
        return;
    }
    rule.length = span_of(rule.encoded ? rule.encoded : rule.pattern).len;
    ARENA_PUSH(reader->arena, out->rules, out->count, rule);
}

/* Only rules end the list of a group's names. Sitemap, Crawl-delay and whatever else stands
 * between two User-agent lines does not part them (RFC 9309 section 2.2.4). */
static void robots_field(struct robots_reader *reader, struct span field, struct span value,
                         int line) {
    struct robots *out = reader->out;
    bool allow = span_is_nocase(field, "allow");

    if (span_is_nocase(field, "user-agent")) {
        robots_agent(reader, value);
    } else if (allow || span_is_nocase(field, "disallow")) {
        reader->in_agents = false;
        if (reader->ours && value.len > 0) {
            robots_rule(reader, allow, value, line);
        }
    } else if (span_is_nocase(field, "crawl-delay") && reader->ours &&
               robots_delay(value) > out->delay_ms) {
        out->delay_ms = robots_delay(value);
    }
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

/* What is read of it: no BOM, and no half line where it is cut, for half an Allow line would
 * allow more than the whole. */
static struct span robots_lines(struct span body) {
    if (body.len > ROBOTS_SIZE_MAX) {
        body.len = ROBOTS_SIZE_MAX;
        while (body.len > 0 && body.at[body.len - 1] != '\n' && body.at[body.len - 1] != '\r') {
            body.len--;
        }
    }
    return span_starts(body, "\xEF\xBB\xBF") ? span_part(body, 3, SIZE_MAX) : body;
}

enum err robots_parse(struct robots *out, struct arena *arena, struct span body,
                      const char *agent, struct diag *diag) {
    struct robots robots = {0};
    const char *token = arena_copy(arena, robots_token(span_of(agent)));

    body = robots_lines(body);
    if (!token || !token[0] || !robots_read_groups(&robots, arena, body, token)) {
        robots = (struct robots){0};
        robots_read_groups(&robots, arena, body, "*");
    }
    if (arena->failed) {
        return arena_check(arena, diag);
    }
    *out = robots;
    return ERR_NONE;
}

/* The path in its two spellings, and room for the search. */
struct robots_question {
    const char *plain;
    const char *encoded;
    char *scratch;
};

static bool robots_hits(const struct robots_rule *rule,
                        const struct robots_question *question) {
    const char *encoded = rule->encoded ? rule->encoded : rule->pattern;

    return robots_matches(rule->pattern, question->plain, question->scratch) ||
           (question->encoded && robots_matches(encoded, question->encoded, question->scratch));
}

static const struct robots_rule *robots_decide(const struct robots *robots,
                                               const struct robots_question *question) {
    const struct robots_rule *best = NULL;

    for (size_t i = 0; i < robots->count; i++) {
        const struct robots_rule *each = &robots->rules[i];
        bool wins = !best || each->length > best->length ||
                    (each->length == best->length && each->allow && !best->allow);

        if (wins && robots_hits(each, question)) {
            best = each;
        }
    }
    return best;
}

bool robots_allows(const struct robots *robots, const char *path,
                   const struct robots_rule **rule) {
    const struct robots_rule *best = NULL;
    struct robots_question question = {0};
    struct arena arena;
    size_t room = strlen(path) * 3 + 1;
    bool allowed = true;

    arena_init(&arena, room * 4 + 4096);
    question.plain = robots_normalise(&arena, span_of(path), ROBOTS_PATH, false);
    if (strchr(path, '?')) {
        question.encoded = robots_normalise(&arena, span_of(path), ROBOTS_PATH, true);
    }
    question.scratch = arena_alloc(&arena, room, 1);
    if (arena.failed) {
        allowed = false; /* without memory for the path the answer is no: never rude */
    } else if (strcmp(question.plain, "/robots.txt") != 0) {
        best = robots_decide(robots, &question);
        allowed = !best || best->allow;
    }
    arena_fini(&arena);
    if (rule) {
        *rule = best;
    }
    return allowed;
}

enum robots_access robots_access(int status, struct span body) {
    if (status >= 200 && status < 300) {
        return robots_is_web_page(body) ? ROBOTS_NO_RULES : ROBOTS_RULES;
    }
    return status >= 400 && status < 500 ? ROBOTS_NO_RULES : ROBOTS_FORBIDDEN;
}

bool robots_is_web_page(struct span body) {
    if (span_starts(body, "\xEF\xBB\xBF")) {
        body = span_part(body, 3, SIZE_MAX);
    }
    return span_starts(span_trim(body), "<");
}
