/* cli/match_verify.c - match --verify: is every point that a sheet explains what it says?
 * SPDX-License-Identifier: MIT
 */
#include "cli/match_verify.h"

#include "matcher/verify.h"
#include "report/say.h"
#include "report/text_advert.h"

/* "C1-26-1, criterion 3: skills.care: 10 points stated, 5 found". */
static void say_wrong(struct context *context, const struct match *match,
                      const struct verified *verified) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    buf_printf(&words, "%s, criterion %zu, %s: ", match->vacancy, verified->criterion + 1,
               verified->fact);
    say_tenths(&words, verified->stated);
    buf_put_text(&words, " points stated, ");
    say_tenths(&words, verified->found);
    buf_put_text(&words, " found");
    console_say(&context->console, buf_text(&words));
    buf_fini(&words);
}

static void count(struct match_verify *verify, struct context *context,
                  const struct match *match, const struct verification *found) {
    for (size_t i = 0; i < match->criterion_count; i++) {
        verify->criteria += match->criteria[i].because_count > 0;
    }
    for (size_t i = 0; i < found->count; i++) {
        if (found->at[i].stated != found->at[i].found) {
            say_wrong(context, match, &found->at[i]);
        }
    }
    verify->facts += (int64_t)found->count;
    verify->wrong += (int64_t)found->wrong;
}

enum err match_verify_take(struct match_verify *verify, struct context *context,
                           const struct rules *rules, const struct candidate *candidate,
                           const struct match *match, struct diag *diag) {
    struct verification found = {0};
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    enum err err = verify_match(&found, &arena, rules, match, candidate, context->today, diag);
    if (err == ERR_INPUT) { /* a fact that the profile does not have */
        console_say(&context->console, diag->text);
        verify->wrong++;
        err = ERR_NONE;
    } else if (!err) {
        count(verify, context, match, &found);
    }
    verify->adverts++;
    arena_fini(&arena);
    return err;
}

static void put_words(struct buf *words, const struct match_verify *verify) {
    buf_put_text(words, "verified ");
    say_count(words, verify->facts, "fact", "facts");
    buf_put_text(words, " of ");
    say_count(words, verify->criteria, "criterion", "criteria");
    buf_put_text(words, " in ");
    say_count(words, verify->adverts, "advert", "adverts");
    buf_put_text(words, ": ");
    if (verify->wrong == 0) {
        buf_put_text(words, "taking each away changed the points by exactly what was stated");
    } else {
        say_count(words, verify->wrong, "difference was", "differences were");
        buf_put_text(words, " not what was stated");
    }
}

void match_verify_say(const struct match_verify *verify, struct context *context) {
    bool is_text = !context->settings.json && !context->settings.csv;
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    put_words(&words, verify);
    if (is_text) {
        struct buf out;
        struct plain plain = console_plain(&context->console, &out);
        plain_paragraph(&plain, 0, buf_text(&words));
        console_write(&context->console, &out);
        buf_fini(&out);
    } else {
        console_say(&context->console, buf_text(&words));
    }
    if (verify->wrong > 0) {
        context_note(context, STATUS_FAILED);
    }
    buf_fini(&words);
}
