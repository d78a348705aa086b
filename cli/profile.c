/* cli/profile.c - the candidate's file
 * SPDX-License-Identifier: MIT
 */
#include "cli/profile.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "lib/ini.h"
#include "matcher/candidate_slip.h"

/* A life's work with evidence for each line stays below a tenth of this. */
#define PROFILE_SIZE_MAX ((size_t)1024 * 1024)

enum err profile_check(const struct context *context, struct diag *diag) {
    const char *file = context->settings.candidate;
    if (!file) {
        return diag_set(diag, ERR_USAGE,
                        "match needs --candidate FILE, your profile (`shortlist profile new` "
                        "makes one), or --candidates FOLDER");
    }
    if (strcmp(file, "-") == 0 && strings_has(&context->operands, "-")) {
        return diag_set(diag, ERR_USAGE,
                        "standard input can be the profile or an advert, not both");
    }
    return ERR_NONE;
}

/* A profile begins with a heading or a comment; an advert, saved or copied, does not. */
static bool is_profile(struct span content) {
    struct span text = span_trim(
        span_starts(content, "\xEF\xBB\xBF") ? span_part(content, 3, SIZE_MAX) : content);
    return text.len == 0 || span_starts(text, "[") || span_starts(text, ";") ||
           span_starts(text, "#");
}

static enum err fail_kind(const char *file, struct span content, struct diag *diag) {
    bool is_page = span_starts(span_trim(content), "<");
    return diag_set(diag, ERR_INPUT,
                    "%s: this is no profile%s: a profile begins with [candidate], and "
                    "`shortlist profile new` writes one; adverts are named behind the options",
                    file, is_page ? ", but a page" : "");
}

enum err profile_read(struct candidate *out, struct context *context, const struct rules *rules,
                      struct diag *diag) {
    const char *file = context->settings.candidate;
    const char *name = strcmp(file, "-") == 0 ? "standard input" : file;
    if (file_is_folder(file)) {
        return diag_set(
            diag, ERR_INPUT,
            "%s: a folder; --candidates takes a folder of profiles, --candidate one "
            "file",
            file);
    }
    struct buf content;
    buf_init(&content, PROFILE_SIZE_MAX);
    enum err err = file_read(&content, file, diag);
    if (!err && !is_profile(buf_span(&content))) {
        err = fail_kind(name, buf_span(&content), diag);
    }
    if (!err) {
        err = candidate_read(out, &context->arena, rules, name, buf_span(&content),
                             context->today, diag);
    }
    buf_fini(&content);
    return err;
}

/* ---- lines ---- */

/* Is it the line of the fact: "experience.ward.months" of months below [experience ward]? Of a
 * heading line: does the fact stand, or would it, below it? */
static bool is_line_of(const struct ini_entry *entry, struct span fact) {
    const char *const parts[] = {entry->section, entry->label, entry->key};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct span part = span_of(parts[i]);
        if (part.len == 0) {
            continue;
        }
        if (!span_is_nocase(span_part(fact, 0, part.len), parts[i])) {
            return false;
        }
        fact = span_part(fact, part.len, SIZE_MAX);
        if (fact.len > 0 && fact.at[0] != '.') {
            return false;
        }
        fact = span_part(fact, 1, SIZE_MAX);
    }
    return !entry->key || fact.len == 0;
}

/* The key's, else that of the last heading above it. */
static int line_of(const struct ini *ini, const char *fact) {
    int line = 0;
    for (size_t i = 0; i < ini->count; i++) {
        if (is_line_of(&ini->entries[i], span_of(fact))) {
            line = ini->entries[i].line;
            if (ini->entries[i].key) {
                return line;
            }
        }
    }
    return line;
}

enum err profile_find_lines(struct profile_warnings *warnings, struct context *context,
                            struct diag *diag) {
    const char *file = context->settings.candidate;
    struct ini ini = {0};
    struct buf content;
    if (strcmp(file, "-") == 0) {
        return ERR_NONE;
    }
    buf_init(&content, PROFILE_SIZE_MAX);
    enum err err = file_read(&content, file, diag);
    err = err ? err : ini_parse(&ini, &context->arena, file, buf_span(&content), NULL, diag);
    for (size_t i = 0; !err && i < warnings->count; i++) {
        warnings->at[i].line = line_of(&ini, warnings->at[i].fact);
    }
    warnings->file = err ? NULL : file;
    buf_fini(&content);
    return err;
}

/* ---- what a match would say nothing of ---- */

enum err profile_say_slips(struct context *context, const struct rules *rules,
                           const struct candidate *candidate, struct diag *diag) {
    struct profile_warnings slips = {0};
    enum err err = candidate_slips(&slips, &context->arena, rules, candidate, diag);
    if (!err && slips.count > 0) {
        err = profile_find_lines(&slips, context, diag);
    }
    for (size_t i = 0; !err && i < slips.count; i++) {
        struct buf sentence;
        buf_init(&sentence, DIAG_TEXT_SIZE);
        if (slips.file) {
            buf_printf(&sentence, "%s:%d: ", slips.file, slips.at[i].line);
        }
        buf_printf(&sentence, "%s: %s", slips.at[i].fact, slips.at[i].words);
        console_say(&context->console, buf_text(&sentence));
        buf_fini(&sentence);
    }
    return err;
}

void profile_say_lost(struct context *context, const struct candidate *candidate,
                      unsigned asked) {
    const char *postcode = candidate->postcode ? candidate->postcode : "";
    const char *town = candidate->town ? candidate->town : "";
    const char *rest =
        asked & 1u << PREFER_DISTANCE ? ", and no advert is left out for it" : "";
    char sentence[DIAG_TEXT_SIZE];
    if (*postcode || *town) {
        (void)snprintf(sentence, sizeof sentence,
                       "the profile's place, %.60s%s%.100s, is not known: how far away posts "
                       "are cannot be told%s; see `shortlist profile check`",
                       postcode, *postcode && *town ? ", " : "", town, rest);
        console_say(&context->console, sentence);
    } else if (*rest) {
        (void)snprintf(sentence, sizeof sentence,
                       "the profile has neither postcode nor town: how far away posts are "
                       "cannot be told%s",
                       rest);
        console_say(&context->console, sentence);
    }
}
