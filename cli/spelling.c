/* cli/spelling.c - which word of a search no advert has
 * SPDX-License-Identifier: MIT
 */
#include "cli/spelling.h"

#include <stdio.h>

#include "matcher/candidate_slip.h"
#include "schema/store_requirement.h"

/* More words than a search that somebody types in error. */
enum { WORDS_MAX = 8 };

/* Signs alone are no word: a search passes them over. */
static bool has_letter(const char *word) {
    bool has = false;
    for (const char *at = word; *at && !has; at++) {
        has = ascii_is_alnum(*at) || (*at & 0x80);
    }
    return has;
}

static enum err is_found(bool *out, struct store *store, const char *word, struct diag *diag) {
    const struct store_filter filter = {.words = word};
    int64_t count = 0;
    enum err err = store_vacancy_tally(store, &filter, &count, diag);
    *out = count > 0;
    return err;
}

/* The first near word that some advert has; NULL: none. */
static enum err find_nearest(const char **out, struct context *context, struct store *store,
                             const struct rules *rules, const char *word, struct diag *diag) {
    struct strings near = {0};
    enum err err = slip_words(&near, &context->arena, rules, word, diag);
    *out = NULL;
    for (size_t i = 0; !err && !*out && i < near.count; i++) {
        bool found = false;
        err = is_found(&found, store, near.at[i], diag);
        *out = found ? near.at[i] : NULL;
    }
    return err;
}

static enum err say_word(bool *said, struct context *context, struct store *store,
                         const struct rules *rules, const char *word, struct diag *diag) {
    bool found = false;
    const char *near = NULL;
    enum err err = is_found(&found, store, word, diag);
    if (!err && !found) {
        err = find_nearest(&near, context, store, rules, word, diag);
    }
    if (!err && !found) {
        char sentence[DIAG_TEXT_SIZE];
        (void)snprintf(sentence, sizeof sentence, "no advert has the word \"%.200s\"%s%.200s%s",
                       word, near ? "; did you mean \"" : "", near ? near : "",
                       near ? "\"?" : "");
        console_say(&context->console, sentence);
        *said = true;
    }
    return err;
}

enum err spelling_say(bool *said, struct context *context, struct store *store,
                      const char *words, struct diag *diag) {
    struct rules *rules = NULL;
    struct span rest = span_of(words);
    size_t count = 0;
    *said = false;
    enum err err = rules_open(&rules, context->settings.rules, diag);
    for (struct span word; !err && count < WORDS_MAX && span_next_piece(&rest, ' ', &word);) {
        const char *text = arena_copy(&context->arena, span_trim(word));
        err = arena_check(&context->arena, diag);
        if (!err && has_letter(text)) {
            err = say_word(said, context, store, rules, text, diag);
            count++;
        }
    }
    rules_close(rules);
    return err;
}
