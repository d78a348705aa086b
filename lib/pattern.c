/* lib/pattern.c - regular expressions (the only user of PCRE2)
 * SPDX-License-Identifier: MIT
 */
#define PCRE2_CODE_UNIT_WIDTH 8

#include "lib/pattern.h"

#include <pcre2.h>
#include <stdlib.h>

/* Limits on one match. PCRE2 counts steps anew for each place a match may start at, so the
 * worst text costs its length times MATCH_STEPS; a rule that fits its wording needs hundreds.
 */
enum {
    MATCH_STEPS = 250000,
    MATCH_DEPTH = 20000,         /* nested choices that may be undone (not asked by JIT) */
    MATCH_HEAP_KIB = 16 * 1024,  /* memory for them (not asked by JIT) */
    JIT_STACK_START = 32 * 1024, /* bytes */
    JIT_STACK_MOST = 512 * 1024, /* bytes; reserved as addresses, used as needed */
    SOURCE_MAX = 256 * 1024,     /* bytes; the longest list of words is a tenth of it */
    MESSAGE_SIZE = 256,          /* bytes; PCRE2's longest message has about 120 */
};

struct pattern {
    pcre2_code *code;
    pcre2_match_data *data;       /* made once: per call it would cost more than most matches */
    pcre2_match_context *context; /* holds the limits */
    pcre2_jit_stack *stack;       /* NULL where there is no JIT, or not yet */
    bool was_used;
};

static uint32_t options_of(unsigned flags) {
    /* \C could cut a character in two. */
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C;
    options |= flags & PATTERN_CASELESS ? PCRE2_CASELESS : 0;
    options |= flags & PATTERN_EXTENDED ? PCRE2_EXTENDED : 0;
    options |= flags & PATTERN_ANCHORED ? PCRE2_ANCHORED : 0;
    return options;
}

static enum err fault(int code, size_t offset, struct diag *diag) {
    PCRE2_UCHAR message[MESSAGE_SIZE] = "";
    (void)pcre2_get_error_message(code, message, sizeof message);
    enum err err = code == PCRE2_ERROR_HEAP_FAILED ? ERR_MEMORY : ERR_INPUT;
    return diag_set(diag, err, "pattern, byte %zu: %s", offset, (const char *)message);
}

static enum err compile_code(pcre2_code **out, struct span source, unsigned flags,
                             struct diag *diag) {
    if (source.len > SOURCE_MAX) {
        return diag_set(diag, ERR_INPUT, "pattern of %zu bytes; at most %d are allowed",
                        source.len, (int)SOURCE_MAX);
    }
    int code = 0;
    PCRE2_SIZE offset = 0;
    PCRE2_SPTR text = (PCRE2_SPTR)(source.at ? source.at : "");
    pcre2_code *compiled =
        pcre2_compile(text, source.len, options_of(flags), &code, &offset, NULL);
    if (!compiled) {
        return fault(code, offset, diag);
    }
    uint32_t groups = 0;
    (void)pcre2_pattern_info(compiled, PCRE2_INFO_CAPTURECOUNT, &groups);
    if (groups >= PATTERN_GROUPS_MAX) {
        pcre2_code_free(compiled);
        return diag_set(diag, ERR_INPUT, "pattern with %u groups; at most %d are allowed",
                        (unsigned)groups, PATTERN_GROUPS_MAX - 1);
    }
    *out = compiled;
    return ERR_NONE;
}

/* Makes all that a match needs; false where memory ran out. */
static bool prepare(struct pattern *pattern) {
    pattern->data = pcre2_match_data_create(PATTERN_GROUPS_MAX, NULL);
    pattern->context = pcre2_match_context_create(NULL);
    if (!pattern->data || !pattern->context) {
        return false;
    }
    (void)pcre2_set_match_limit(pattern->context, MATCH_STEPS);
    (void)pcre2_set_depth_limit(pattern->context, MATCH_DEPTH);
    (void)pcre2_set_heap_limit(pattern->context, MATCH_HEAP_KIB);
    return true;
}

/* The first time only: most runs use no pattern, and this takes twice as long as the rest. */
static void make_fast(struct pattern *pattern) {
    pattern->was_used = true;
    /* Where the machine has no JIT, or a pattern is beyond it, pcre2_match interprets. */
    if (pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE) == 0) {
        pattern->stack = pcre2_jit_stack_create(JIT_STACK_START, JIT_STACK_MOST, NULL);
        /* Without a stack of its own a match uses 32 KiB of the machine's. */
        pcre2_jit_stack_assign(pattern->context, NULL, pattern->stack);
    }
}

enum err pattern_compile(struct pattern **out, struct span source, unsigned flags,
                         struct diag *diag) {
    struct pattern *pattern = calloc(1, sizeof *pattern);
    enum err err = ERR_NONE;
    if (!pattern) {
        err = diag_set(diag, ERR_MEMORY, "compiling a pattern: out of memory");
        goto out;
    }
    err = compile_code(&pattern->code, source, flags, diag);
    if (err) {
        goto out;
    }
    if (!prepare(pattern)) {
        err = diag_set(diag, ERR_MEMORY, "compiling a pattern: out of memory");
        goto out;
    }
    *out = pattern;
    pattern = NULL;
out:
    pattern_free(pattern);
    return err;
}

void pattern_free(struct pattern *pattern) {
    if (pattern) {
        pcre2_jit_stack_free(pattern->stack);
        pcre2_match_context_free(pattern->context);
        pcre2_match_data_free(pattern->data);
        pcre2_code_free(pattern->code);
        free(pattern);
    }
}

/* Fills `match` from the first `count` pairs of offsets. @return false where a pair lies
 * outside of the subject or its end comes first, which \K in a lookahead could do */
static bool fill(struct pattern_match *match, const size_t *pairs, size_t count,
                 struct span subject) {
    struct pattern_match filled = {0};
    for (size_t i = 0; i < count && i < PATTERN_GROUPS_MAX; i++) {
        size_t from = pairs[2 * i];
        size_t to = pairs[2 * i + 1];
        if (from == PCRE2_UNSET) {
            continue;
        }
        if (from > to || to > subject.len) {
            return false;
        }
        filled.groups[i] = (struct span){subject.at + from, to - from};
    }
    if (match) {
        *match = filled;
    }
    return true;
}

enum pattern_result pattern_find(struct pattern *pattern, struct span subject, size_t from,
                                 struct pattern_match *match) {
    if (from > subject.len) {
        return PATTERN_NONE;
    }
    if (!subject.at) {
        subject.at = ""; /* groups of an empty subject must not look as if they took no part */
    }
    if (!pattern->was_used) {
        make_fast(pattern);
    }
    int count = pcre2_match(pattern->code, (PCRE2_SPTR)subject.at, subject.len, from, 0,
                            pattern->data, pattern->context);
    if (count == PCRE2_ERROR_NOMATCH) {
        return PATTERN_NONE;
    }
    if (count <= 0) {
        return PATTERN_FAILED;
    }
    const size_t *pairs = pcre2_get_ovector_pointer(pattern->data);
    return fill(match, pairs, (size_t)count, subject) ? PATTERN_FOUND : PATTERN_FAILED;
}

int pattern_group(const struct pattern *pattern, const char *name) {
    int number = pcre2_substring_number_from_name(pattern->code, (PCRE2_SPTR)name);
    return number >= 0 ? number : -1;
}

size_t pattern_offset(struct span subject, struct span group) {
    /* A group of an empty subject does not lie in it, see pattern_find. */
    return subject.len > 0 ? (size_t)(group.at - subject.at) : 0;
}

#define PATTERN_TEXT(value) #value
#define PATTERN_VERSION(major, minor) "PCRE2/" PATTERN_TEXT(major) "." PATTERN_TEXT(minor)

const char *pattern_library(void) { return PATTERN_VERSION(PCRE2_MAJOR, PCRE2_MINOR); }
