/* cli/matches.c - printing what a match found
 * SPDX-License-Identifier: MIT
 */
#include "cli/matches.h"

#include "cli/match_verify.h"
#include "report/csv_match.h"
#include "report/json_match.h"
#include "report/text_sheet.h"

/* What a person can take in at once, and the part of it that is kept for what is a step away.
 */
enum { LIMIT_OF_TEXT = 20, DETAILS_OF_TEXT = 5, NEAR_PART = 4 };

/* Being printed. */
struct printing {
    struct context *context;
    const struct matches_list *list;
    struct match_verify verify;
    struct pay_part pay;
    size_t number; /* of the advert that was printed last, from 1 */
};

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

size_t matches_limit(int64_t given, size_t otherwise) {
    return given == NOT_GIVEN ? otherwise : given == 0 ? SIZE_MAX : (size_t)given;
}

/* A sheet that was printed is verified where that is asked for; and nobody need read on where
 * nobody listens. */
static enum err end_one(struct printing *printing, const struct match *match,
                        struct diag *diag) {
    enum err err = ERR_NONE;
    if (printing->context->settings.verify) {
        err = match_verify_take(&printing->verify, printing->context, printing->list->rules,
                                printing->list->candidate, match, diag);
    }
    return !err && printing->context->console.closed ? ERR_INTERRUPTED : err;
}

static enum err each(struct printing *printing, size_t from, size_t count, matches_visit *visit,
                     struct diag *diag) {
    const struct matches_list *list = printing->list;
    enum err err = list->each(list->state, from, count, visit, printing, diag);
    return err == ERR_INTERRUPTED && printing->context->console.closed ? ERR_NONE : err;
}

enum err matches_with_pay(struct match *out, struct pay_part *part, struct arena *arena,
                          const struct match *match, int hours, struct date today,
                          struct diag *diag) {
    *out = *match;
    return match->advert
               ? pay_part_check(&out->pay, part, arena, match->advert,
                                date_is_none(match->seen) ? today : match->seen, hours, diag)
               : ERR_NONE;
}

/* ---- JSON and CSV ---- */

int matches_wanted_hours(const struct candidate *candidate) {
    return !candidate              ? 0
           : candidate->hours_high ? candidate->hours_high
                                   : candidate->hours_low;
}

static enum err add_pay(struct match *out, struct printing *printing, struct arena *arena,
                        const struct match *match, struct diag *diag) {
    return matches_with_pay(out, &printing->pay, arena, match,
                            matches_wanted_hours(printing->list->candidate),
                            printing->context->today, diag);
}

static enum err print_json(void *state, const struct match *match, struct diag *diag) {
    struct printing *printing = state;
    struct match with = {0};
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    enum err err = add_pay(&with, printing, &arena, match, diag);
    err = err ? err : console_json(&printing->context->console, json_match(&with), diag);
    arena_fini(&arena);
    return err ? err : end_one(printing, match, diag);
}

static enum err print_cells(void *state, const struct match *match, struct diag *diag) {
    struct printing *printing = state;
    struct buf out;
    buf_init(&out, CONSOLE_RECORD_CAP);
    struct cells cells = {&out, false};
    if (printing->context->settings.details > 0) {
        csv_match_criteria(&cells, match);
    } else {
        csv_match(&cells, match, NULL);
    }
    console_write(&printing->context->console, &out);
    buf_fini(&out);
    return end_one(printing, match, diag);
}

static enum err print_csv(struct printing *printing, size_t limit, struct diag *diag) {
    int64_t details = printing->context->settings.details;
    struct buf out;
    buf_init(&out, CONSOLE_RECORD_CAP);
    struct cells cells = {&out, false};
    csv_match_head(&cells, details > 0);
    console_write(&printing->context->console, &out);
    buf_fini(&out);
    return each(printing, 0, details > 0 ? least(limit, (size_t)details) : limit, print_cells,
                diag);
}

/* ---- text ---- */

static enum err print_entry(void *state, const struct match *match, struct diag *diag) {
    struct printing *printing = state;
    struct buf out;
    struct plain plain = console_plain(&printing->context->console, &out);
    text_match_entry(&plain, match, ++printing->number, printing->context->today,
                     match_filter_fits(printing->context));
    console_write(&printing->context->console, &out);
    buf_fini(&out);
    return end_one(printing, match, diag);
}

static enum err print_sheet(void *state, const struct match *match, struct diag *diag) {
    struct printing *printing = state;
    struct match with = {0};
    struct arena arena;
    struct buf out;
    arena_init(&arena, ARENA_PAGE_CAP);
    const enum err err = add_pay(&with, printing, &arena, match, diag);
    struct plain plain = console_plain(&printing->context->console, &out);
    if (printing->number++ == 0) {
        plain_heading(&plain, "Criterion by criterion");
        plain_gap(&plain);
        text_sheet_key(&plain);
    }
    if (!err) {
        text_sheet(&plain, &with, printing->number);
        console_write(&printing->context->console, &out);
    }
    buf_fini(&out);
    arena_fini(&arena);
    return err;
}

/* What is shown: places in the list, part by part. */
struct choice {
    size_t *at;
    size_t count;
    size_t shown[TEXT_MATCH_PARTS];
    size_t all[TEXT_MATCH_PARTS];
    size_t past[TEXT_MATCH_PARTS]; /* of all, those whose closing date has gone by */
};

static enum text_match_part part_of(const struct matched *advert) {
    return text_match_part_of(advert->gate, advert->one_away);
}

/* The first parts come first; a quarter is kept for what is a step away. */
static void share_out(struct choice *choice, size_t limit) {
    size_t part_kept = limit > 1 ? limit / NEAR_PART + (limit % NEAR_PART > 0) : 0;
    size_t kept = least(choice->all[TEXT_MATCH_NEAR], part_kept);
    for (int part = 0; part < TEXT_MATCH_PARTS; part++) {
        size_t most = part == TEXT_MATCH_PASS ? limit - kept : limit;
        choice->shown[part] = least(choice->all[part], most);
        limit -= choice->shown[part];
    }
}

static bool is_past(const struct matched *advert, struct date today) {
    return !date_is_none(advert->closes) && date_compare(advert->closes, today) < 0;
}

static void count_parts(struct choice *choice, const struct matches_list *list,
                        struct date today) {
    for (size_t i = 0; i < list->count; i++) {
        enum text_match_part part = part_of(&list->at[i]);
        choice->all[part]++;
        choice->past[part] += is_past(&list->at[i], today);
    }
}

static enum err choose(struct choice *out, struct context *context,
                       const struct matches_list *list, size_t limit, struct diag *diag) {
    struct arena *arena = &context->arena;
    struct choice choice = {
        .at = arena_alloc(arena, least(limit, list->count) + 1, sizeof *choice.at)};
    enum err err = arena_check(arena, diag);
    count_parts(&choice, list, context->today);
    share_out(&choice, limit);
    for (int part = 0; !err && part < TEXT_MATCH_PARTS; part++) {
        size_t left = choice.shown[part];
        for (size_t i = 0; left > 0 && i < list->count; i++) {
            if (part_of(&list->at[i]) == (enum text_match_part)part) {
                choice.at[choice.count++] = i;
                left--;
            }
        }
    }
    if (!err) {
        *out = choice;
    }
    return err;
}

static enum err print_parts(struct printing *printing, const struct choice *choice,
                            struct diag *diag) {
    struct console *console = &printing->context->console;
    size_t at = 0;
    enum err err = ERR_NONE;
    for (int part = 0; !err && part < TEXT_MATCH_PARTS; part++) {
        struct buf out;
        struct plain plain = console_plain(console, &out);
        size_t end = at + choice->shown[part];
        if (at < end) {
            text_match_title(&plain, (enum text_match_part)part, choice->shown[part],
                             choice->all[part], choice->past[part]);
            console_write(console, &out);
        }
        for (; !err && at < end && !console->closed; at++) {
            err = each(printing, choice->at[at], 1, print_entry, diag);
        }
        at = end;
        buf_fini(&out);
    }
    return err;
}

/* Below the list: that it goes on, and what would open most. */
static enum err print_foot(struct printing *printing, const struct choice *choice,
                           struct diag *diag) {
    const struct matches_list *list = printing->list;
    struct outlook outlook = {0};
    enum err err = list->outlook ? list->outlook(list->state, &outlook, diag) : ERR_NONE;
    if (!err) {
        struct buf out;
        struct plain plain = console_plain(&printing->context->console, &out);
        if (choice->count < list->count) {
            text_match_more(&plain, list->count - choice->count);
        }
        text_match_openings(&plain, outlook.openings, outlook.opening_count, list->is_exact);
        console_write(&printing->context->console, &out);
        buf_fini(&out);
    }
    return err;
}

static enum err print_sheets(struct printing *printing, const struct choice *choice,
                             struct diag *diag) {
    const struct settings *settings = &printing->context->settings;
    size_t details =
        settings->details == NOT_GIVEN ? DETAILS_OF_TEXT : (size_t)settings->details;
    enum err err = ERR_NONE;
    printing->number = 0;
    for (size_t i = 0;
         !err && i < least(details, choice->count) && !printing->context->console.closed; i++) {
        err = each(printing, choice->at[i], 1, print_sheet, diag);
    }
    return err;
}

/* The figures are those of the parts below. */
static void print_head(struct printing *printing, const struct choice *choice) {
    struct text_match_head head = printing->list->head;
    struct buf out;
    struct plain plain = console_plain(&printing->context->console, &out);
    for (int part = 0; part < TEXT_MATCH_PARTS; part++) {
        head.parts[part] = (int64_t)choice->all[part];
        head.past += (int64_t)choice->past[part];
    }
    text_match_head(&plain, &head);
    console_write(&printing->context->console, &out);
    buf_fini(&out);
}

static enum err print_text(struct printing *printing, size_t limit, struct diag *diag) {
    struct context *context = printing->context;
    struct choice choice = {0};
    enum err err = choose(&choice, context, printing->list, limit, diag);
    if (err) {
        return err;
    }
    print_head(printing, &choice);
    err = print_parts(printing, &choice, diag);
    if (!err && !context->console.closed && choice.count > 0) {
        err = print_foot(printing, &choice, diag);
    }
    return err ? err : print_sheets(printing, &choice, diag);
}

enum err matches_print(struct context *context, const struct matches_list *list,
                       struct diag *diag) {
    struct printing printing = {.context = context, .list = list};
    const struct settings *settings = &context->settings;
    bool is_text = !settings->json && !settings->csv;
    size_t limit = matches_limit(settings->limit, is_text ? LIMIT_OF_TEXT : SIZE_MAX);
    enum err err = settings->json  ? each(&printing, 0, limit, print_json, diag)
                   : settings->csv ? print_csv(&printing, limit, diag)
                                   : print_text(&printing, limit, diag);
    pay_part_close(&printing.pay);
    if (!err && settings->verify) {
        match_verify_say(&printing.verify, context);
    }
    return err;
}
