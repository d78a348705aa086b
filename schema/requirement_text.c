/* schema/requirement_text.c - a requirement as one line of text
 * SPDX-License-Identifier: MIT
 */
#include "schema/requirement_text.h"

enum { MONTHS_MAX = 99999, LEVEL_MAX = 8 };

/* Of a wrong piece so much is repeated. */
enum { SHOWN_MAX = 40 };

/* ---- what atoms are made of ---- */

struct member;

/* How a member is written and read. @return false where the text is no value of it */
struct member_kind {
    void (*put)(struct buf *out, const struct member *member, const struct atom *atom);
    bool (*get)(struct atom *atom, const struct member *member, struct span text,
                struct arena *arena);
    const char *expected; /* in the sentence about a wrong value */
};

struct member {
    const char *name;
    const struct member_kind *kind;
    size_t offset;             /* in struct atom */
    const struct vocab *vocab; /* of words and sets, else NULL */
};

static const void *member_at(const struct atom *atom, const struct member *member) {
    return (const char *)atom + member->offset;
}

static void *member_in(struct atom *atom, const struct member *member) {
    return (char *)atom + member->offset;
}

static void put_name(struct buf *out, const struct member *member) {
    buf_put_char(out, ' ');
    buf_put_text(out, member->name);
    buf_put_char(out, '=');
}

/* ---- values ---- */

/* Bytes that would end a value. */
static bool is_sign(char c) {
    return (unsigned char)c <= ' ' || c == 0x7f || c == '|' || c == '&' || c == ',' || c == '%';
}

static bool is_null(struct span text) { return text.len == 4 && span_is(text, "null"); }

static void put_escaped(struct buf *out, char c) {
    static const char digits[] = "0123456789ABCDEF";
    buf_put_char(out, '%');
    buf_put_char(out, digits[(unsigned char)c >> 4]);
    buf_put_char(out, digits[(unsigned char)c & 15]);
}

/* A text that reads like no text at all is escaped too. */
static void put_value(struct buf *out, const char *text) {
    struct span rest = span_of(text);
    if (is_null(rest)) {
        put_escaped(out, rest.at[0]);
        rest = span_part(rest, 1, SIZE_MAX);
    }
    for (size_t i = 0; i < rest.len; i++) {
        if (is_sign(rest.at[i])) {
            put_escaped(out, rest.at[i]);
        } else {
            buf_put_char(out, rest.at[i]);
        }
    }
}

static int hex_digit(char c) {
    return ascii_is_digit(c)      ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

/* @return NULL where a % is not followed by two digits, or stands for no text */
static const char *unescape(struct span text, struct arena *arena) {
    char *to = arena_reserve(arena, text.len);
    size_t len = 0;
    for (size_t i = 0; to && i < text.len; i++) {
        int high = 0;
        int low = (unsigned char)text.at[i];
        if (text.at[i] == '%') {
            high = i + 2 < text.len ? hex_digit(text.at[i + 1]) : -1;
            low = i + 2 < text.len ? hex_digit(text.at[i + 2]) : -1;
            i += 2;
        }
        if (high < 0 || low < 0 || (high == 0 && low == 0)) {
            return NULL;
        }
        to[len++] = (char)(unsigned char)(high * 16 + low);
    }
    return arena_commit(arena, to, len);
}

static const char *get_value(struct span text, struct arena *arena) {
    return memchr(text.at, '%', text.len) ? unescape(text, arena) : arena_copy(arena, text);
}

/* ---- kinds of members ---- */

static void put_level(struct buf *out, const struct member *member, const struct atom *atom) {
    put_name(out, member);
    if (atom->level < 0) {
        buf_put_text(out, "null");
    } else {
        buf_printf(out, "%d", atom->level);
    }
}

static void put_months(struct buf *out, const struct member *member, const struct atom *atom) {
    if (atom->months > 0) {
        put_name(out, member);
        buf_printf(out, "%d", atom->months);
    }
}

static bool get_number(struct atom *atom, const struct member *member, struct span text,
                       uint64_t max) {
    uint64_t number = 0;
    bool fits = span_number(text, max, &number);
    if (fits) {
        *(int *)member_in(atom, member) = (int)number;
    }
    return fits;
}

static bool get_level(struct atom *atom, const struct member *member, struct span text,
                      struct arena *arena) {
    (void)arena;
    return get_number(atom, member, text, LEVEL_MAX);
}

static bool get_months(struct atom *atom, const struct member *member, struct span text,
                       struct arena *arena) {
    (void)arena;
    return get_number(atom, member, text, MONTHS_MAX);
}

static void put_text(struct buf *out, const struct member *member, const struct atom *atom) {
    const char *text = *(const char *const *)member_at(atom, member);
    if (text && text[0]) {
        put_name(out, member);
        put_value(out, text);
    }
}

static bool get_text(struct atom *atom, const struct member *member, struct span text,
                     struct arena *arena) {
    const char *value = get_value(text, arena);
    *(const char **)member_in(atom, member) = value;
    return value || arena->failed;
}

static void put_list(struct buf *out, const struct member *member, const struct atom *atom) {
    const struct strings *list = member_at(atom, member);
    bool any = false;
    for (size_t i = 0; i < list->count; i++) {
        if (!list->at[i] || !list->at[i][0]) {
            continue;
        }
        if (any) {
            buf_put_char(out, ',');
        } else {
            put_name(out, member);
        }
        put_value(out, list->at[i]);
        any = true;
    }
}

static size_t count_pieces(struct span text, char separator) {
    size_t count = 1;
    for (size_t i = 0; i < text.len; i++) {
        count += text.at[i] == separator;
    }
    return count;
}

static bool get_list(struct atom *atom, const struct member *member, struct span text,
                     struct arena *arena) {
    struct strings list = {arena_alloc(arena, count_pieces(text, ','), sizeof *list.at), 0};
    struct span piece;
    while (list.at && span_next_piece(&text, ',', &piece)) {
        const char *value = piece.len > 0 ? get_value(piece, arena) : NULL;
        if (!value) {
            return arena->failed;
        }
        list.at[list.count++] = value;
    }
    *(struct strings *)member_in(atom, member) = list;
    return true;
}

static void put_word(struct buf *out, const struct member *member, const struct atom *atom) {
    const char *word = vocab_name(member->vocab, *(const int *)member_at(atom, member));
    if (word) {
        put_name(out, member);
        buf_put_text(out, word);
    }
}

static bool get_word(struct atom *atom, const struct member *member, struct span text,
                     struct arena *arena) {
    (void)arena;
    int value = vocab_value(member->vocab, text);
    *(int *)member_in(atom, member) = value;
    return value != 0;
}

static void put_set(struct buf *out, const struct member *member, const struct atom *atom) {
    unsigned set = *(const unsigned *)member_at(atom, member);
    bool any = false;
    for (int value = 1; value < (int)member->vocab->count; value++) {
        if (set & 1u << value) {
            if (any) {
                buf_put_char(out, ',');
            } else {
                put_name(out, member);
            }
            buf_put_text(out, vocab_name(member->vocab, value));
            any = true;
        }
    }
}

static bool get_set(struct atom *atom, const struct member *member, struct span text,
                    struct arena *arena) {
    (void)arena;
    unsigned set = 0;
    struct span piece;
    if (span_is(text, "any")) {
        return true;
    }
    while (span_next_piece(&text, ',', &piece)) {
        int value = vocab_value(member->vocab, piece);
        if (!value) {
            return false;
        }
        set |= 1u << value;
    }
    *(unsigned *)member_in(atom, member) = set;
    return true;
}

static void put_flag(struct buf *out, const struct member *member, const struct atom *atom) {
    if (*(const bool *)member_at(atom, member)) {
        put_name(out, member);
        buf_put_text(out, "yes");
    }
}

static bool get_flag(struct atom *atom, const struct member *member, struct span text,
                     struct arena *arena) {
    (void)arena;
    bool is_yes = span_is(text, "yes");
    *(bool *)member_in(atom, member) = is_yes;
    return is_yes || span_is(text, "no");
}

static const struct member_kind level_kind = {put_level, get_level, "a number from 0 to 8"};
static const struct member_kind months_kind = {put_months, get_months, "a number of months"};
static const struct member_kind text_kind = {put_text, get_text, "a text"};
static const struct member_kind list_kind = {put_list, get_list, "texts with commas between"};
static const struct member_kind holding_kind = {put_word, get_word,
                                                "held, working_towards or willing"};
static const struct member_kind kinds_kind = {
    put_set, get_set, "paid, voluntary, lived, caring with commas between, or any"};
static const struct member_kind flag_kind = {put_flag, get_flag, "yes or no"};

/* In the order in which they are written. */
enum {
    LEVEL = 0,
    SUBJECT,
    STATUS,
    MONTHS,
    AREAS,
    KINDS,
    STANDS_IN,
    CONCEPT,
    TOPIC,
    BODY,
    PATTERN,
    LICENCE,
    VEHICLE,
    WORDS,
    MEMBER_COUNT
};

static const struct member members[MEMBER_COUNT] = {
    [LEVEL] = {"level", &level_kind, offsetof(struct atom, level), NULL},
    [SUBJECT] = {"subject", &text_kind, offsetof(struct atom, subject), NULL},
    [STATUS] = {"status", &holding_kind, offsetof(struct atom, status), &vocab_holding},
    [MONTHS] = {"months", &months_kind, offsetof(struct atom, months), NULL},
    [AREAS] = {"areas", &list_kind, offsetof(struct atom, areas), NULL},
    [KINDS] = {"kinds", &kinds_kind, offsetof(struct atom, kinds), &vocab_kind},
    [STANDS_IN] = {"stands_in", &flag_kind, offsetof(struct atom, stands_in), NULL},
    [CONCEPT] = {"concept", &text_kind, offsetof(struct atom, concept), NULL},
    [TOPIC] = {"topic", &text_kind, offsetof(struct atom, concept), NULL},
    [BODY] = {"body", &text_kind, offsetof(struct atom, concept), NULL},
    [PATTERN] = {"pattern", &text_kind, offsetof(struct atom, concept), NULL},
    [LICENCE] = {"licence", &flag_kind, offsetof(struct atom, licence), NULL},
    [VEHICLE] = {"vehicle", &flag_kind, offsetof(struct atom, vehicle), NULL},
    [WORDS] = {"words", &list_kind, offsetof(struct atom, areas), NULL},
};

#define USES(member) (1u << (member))

/* The members of each type. */
static const unsigned type_members[ATOM_COUNT] = {
    [ATOM_QUALIFICATION] = USES(LEVEL) | USES(SUBJECT) | USES(STATUS),
    [ATOM_EXPERIENCE] = USES(MONTHS) | USES(AREAS) | USES(KINDS) | USES(STANDS_IN),
    [ATOM_KNOWLEDGE] = USES(TOPIC),
    [ATOM_SKILL] = USES(CONCEPT),
    [ATOM_ATTRIBUTE] = USES(CONCEPT),
    [ATOM_DRIVING] = USES(LICENCE) | USES(VEHICLE),
    [ATOM_AVAILABILITY] = USES(PATTERN),
    [ATOM_REGISTRATION] = USES(BODY),
    [ATOM_RIGHT_TO_WORK] = USES(CONCEPT),
    [ATOM_DBS] = USES(CONCEPT),
    [ATOM_LANGUAGE] = USES(CONCEPT),
    [ATOM_HEALTH] = USES(CONCEPT),
    [ATOM_OTHER] = USES(WORDS),
};

/* ---- writing ---- */

static void write_atom(struct buf *out, const struct atom *atom) {
    buf_put_text(out, vocab_name(&vocab_atom, (int)atom->type));
    for (int i = 0; i < MEMBER_COUNT; i++) {
        if (type_members[atom->type] & USES(i)) {
            members[i].kind->put(out, &members[i], atom);
        }
    }
}

static void write_demand(struct buf *out, const struct demand *demand) {
    for (size_t i = 0; i < demand->count; i++) {
        buf_put_text(out, i > 0 ? " & " : "");
        write_atom(out, &demand->atoms[i]);
    }
    if (demand->count == 0) {
        buf_put_text(out, "nothing");
    }
}

void requirement_text_write(struct buf *out, const struct requirement *requirement) {
    for (size_t i = 0; i < requirement->count; i++) {
        buf_put_text(out, i > 0 ? " | " : "");
        write_demand(out, &requirement->any_of[i]);
    }
    if (requirement->count == 0) {
        buf_put_text(out, "nothing");
    }
    if (requirement->accepts_equivalent) {
        buf_put_text(out, " + equivalent");
    }
}

/* ---- reading ---- */

/* Take the next word off the front of `*rest`. @return false when nothing was left */
static bool next_word(struct span *rest, struct span *word) {
    size_t from = 0;
    while (from < rest->len && ascii_is_space(rest->at[from])) {
        from++;
    }
    size_t end = from;
    while (end < rest->len && !ascii_is_space(rest->at[end])) {
        end++;
    }
    *word = span_part(*rest, from, end - from);
    *rest = span_part(*rest, end, SIZE_MAX);
    return word->len > 0;
}

/* Faster than vocab_value, and as strict as the form is. */
static enum atom_type find_type(struct span word) {
    for (int type = 1; type < ATOM_COUNT; type++) {
        if (span_is(word, vocab_name(&vocab_atom, type))) {
            return (enum atom_type)type;
        }
    }
    return ATOM_NONE;
}

static int find_member(unsigned uses, struct span name) {
    for (int i = 0; i < MEMBER_COUNT; i++) {
        if (uses & USES(i) && span_is(name, members[i].name)) {
            return i;
        }
    }
    return MEMBER_COUNT;
}

static struct span shown(struct span text) { return span_part(text, 0, SHOWN_MAX); }

/* The members of a type for people: "level, subject, status". */
static const char *name_members(enum atom_type type, struct arena *arena) {
    const char *names = NULL;
    for (int i = 0; i < MEMBER_COUNT; i++) {
        if (type_members[type] & USES(i)) {
            names =
                names ? arena_printf(arena, "%s, %s", names, members[i].name) : members[i].name;
        }
    }
    return names;
}

/* @param seen set of the members that were read so far */
static enum err read_member(struct atom *atom, struct arena *arena, struct span word,
                            unsigned *seen, struct diag *diag) {
    const char *equals = memchr(word.at, '=', word.len);
    struct span name = span_part(word, 0, equals ? (size_t)(equals - word.at) : word.len);
    struct span text = span_part(word, name.len + 1, SIZE_MAX);
    int which = find_member(type_members[atom->type], name);
    if (!equals || which == MEMBER_COUNT) {
        return diag_set(diag, ERR_INPUT, "'%.*s' is no member of %s, which has %s",
                        SPAN_FMT(shown(word)), vocab_name(&vocab_atom, (int)atom->type),
                        name_members(atom->type, arena));
    }
    if (*seen & USES(which)) {
        return diag_set(diag, ERR_INPUT, "%s stands twice", members[which].name);
    }
    *seen |= USES(which);
    if (text.len == 0 || is_null(text) ||
        members[which].kind->get(atom, &members[which], text, arena)) {
        return ERR_NONE;
    }
    return diag_set(diag, ERR_INPUT, "%s=%.*s: expected %s", members[which].name,
                    SPAN_FMT(shown(text)), members[which].kind->expected);
}

static enum err read_atom(struct atom *atom, struct arena *arena, struct span text,
                          struct diag *diag) {
    struct span word;
    unsigned seen = 0;
    (void)next_word(&text, &word);
    *atom = (struct atom){.type = find_type(word), .level = LEVEL_NONE};
    if (!atom->type) {
        return diag_set(diag, ERR_INPUT, "'%.*s': expected what is asked for, or nothing",
                        SPAN_FMT(shown(word)));
    }
    enum err err = ERR_NONE;
    while (!err && next_word(&text, &word)) {
        err = read_member(atom, arena, word, &seen, diag);
    }
    return err;
}

static enum err read_demand(struct demand *demand, struct arena *arena, struct span text,
                            struct diag *diag) {
    *demand = (struct demand){NULL, 0};
    if (span_is(span_trim(text), "nothing")) {
        return ERR_NONE;
    }
    size_t count = count_pieces(text, '&');
    struct atom *atoms = arena_alloc(arena, count, sizeof *atoms);
    enum err err = ERR_NONE;
    for (size_t i = 0; atoms && !err && i < count; i++) {
        const char *end = text.len > 0 ? memchr(text.at, '&', text.len) : NULL;
        size_t len = end ? (size_t)(end - text.at) : text.len;
        err = read_atom(&atoms[i], arena, span_part(text, 0, len), diag);
        text = span_part(text, len + 1, SIZE_MAX);
    }
    *demand = (struct demand){atoms, atoms ? count : 0};
    return err;
}

/* Is there a " + equivalent" at the end of `*line`? It is taken off. */
static bool take_equivalent(struct span *line) {
    static const char word[] = "equivalent";
    if (!span_ends(*line, word)) {
        return false;
    }
    struct span left = span_trim(span_part(*line, 0, line->len - (sizeof word - 1)));
    if (!span_ends(left, "+")) {
        return false;
    }
    left = span_part(left, 0, left.len - 1);
    if (left.len > 0 && !ascii_is_space(left.at[left.len - 1])) {
        return false; /* the end of a value */
    }
    *line = span_trim(left);
    return true;
}

enum err requirement_text_read(struct requirement *out, struct arena *arena, struct span line,
                               struct diag *diag) {
    if (line.len > REQUIREMENT_TEXT_MAX) {
        return diag_set(diag, ERR_LIMIT, "a requirement of %zu bytes: %d are read", line.len,
                        REQUIREMENT_TEXT_MAX);
    }
    if (line.len > 0 && memchr(line.at, '\0', line.len)) {
        return diag_set(diag, ERR_INPUT, "a requirement with a zero byte in it");
    }
    line = span_trim(line);
    struct requirement requirement = {.accepts_equivalent = take_equivalent(&line)};
    requirement.count = count_pieces(line, '|');
    requirement.any_of = arena_alloc(arena, requirement.count, sizeof *requirement.any_of);
    enum err err = ERR_NONE;
    for (size_t i = 0; requirement.any_of && !err && i < requirement.count; i++) {
        const char *end = line.len > 0 ? memchr(line.at, '|', line.len) : NULL;
        size_t len = end ? (size_t)(end - line.at) : line.len;
        err = read_demand(&requirement.any_of[i], arena, span_part(line, 0, len), diag);
        line = span_part(line, len + 1, SIZE_MAX);
    }
    if (!err) {
        err = arena_check(arena, diag);
    }
    if (!err) {
        *out = requirement;
    }
    return err;
}
