/* cli/interview.c - asking for a profile in plain words, a question at a time
 * SPDX-License-Identifier: MIT
 *
 * What was said is a list of answers in the order in which they came; which question is next
 * follows from it. So going back is taking the last one off.
 */
#include "cli/interview.h"

#include "base/utf8.h"
#include "cli/interview_answer.h"
#include "lib/ini.h"
#include "matcher/candidate.h"

/* The file's text, and a line that somebody types. */
enum { PROFILE_CAP = 1024 * 1024, LINE_CAP = 64 * 1024 };

/* A label of so many words, made of the entry's first answer. */
enum { LABEL_WORDS = 3, LABEL_MAX = 40 };

/* An answer, or that there was none. */
struct said {
    size_t question;
    size_t entry;      /* of sections that repeat */
    const char *value; /* NULL: passed by */
};

struct run {
    const struct rules *rules;
    struct date today;
    const struct interview_host *host;
    struct arena arena;
    struct said *said;
    size_t count;
    struct said *earlier; /* what `back` took off, until the question is answered again */
    size_t earlier_count;
    struct diag *diag;
};

/* A question and the entry that it is asked about. */
struct place {
    size_t question; /* interview_question_count: the end */
    size_t entry;
};

static const struct question *question_of(const struct said *said) {
    return &interview_questions[said->question];
}

static bool is_section(const struct question *question, const char *section) {
    return strcmp(question->section, section) == 0;
}

/* ---- the file ---- */

static bool is_of_entry(const struct said *said, const char *section, size_t entry) {
    const struct question *question = question_of(said);
    return is_section(question, section) &&
           (said->entry == entry || is_section(question, "skills"));
}

static bool repeats(const char *section) {
    return strcmp(section, "qualification") == 0 || strcmp(section, "experience") == 0;
}

/* `key = value`. A skill's name is the key of the value that was said next. */
static void put_line(struct buf *out, const struct said *said, const struct said *end) {
    const struct question *question = question_of(said);
    const char *key = question->key;
    const char *value = said->value;
    if (!key && question->opens) {
        bool has_next = said + 1 < end && said[1].question == said->question + 1;
        key = said->value;
        value = has_next && said[1].value ? said[1].value : "";
    }
    if (key && said->value) {
        buf_printf(out, "%s =%s%s\n", key, *value ? " " : "", value);
    }
}

/* The first words of an answer in lower case, those that ASCII can write. */
static void put_words(struct buf *out, const char *text) {
    struct span rest = span_of(text);
    int words = 0;
    bool inside = false;
    for (size_t i = 0; i < rest.len && out->len < LABEL_MAX; i++) {
        bool is_letter = ascii_is_alnum(rest.at[i]);
        words += is_letter && !inside ? 1 : 0;
        if (is_letter && !inside && words > 1 && words <= LABEL_WORDS) {
            buf_put_char(out, ' ');
        }
        if (is_letter && words <= LABEL_WORDS) {
            buf_put_char(out, ascii_lower(rest.at[i]));
        }
        inside = is_letter;
    }
}

/* The number of the entry stands behind its words, so that no two are alike. */
static void put_heading(struct buf *out, const struct said *said) {
    const struct question *question = question_of(said);
    struct buf label;
    buf_init(&label, LINE_CAP);
    if (repeats(question->section)) {
        put_words(&label, said->value);
        buf_printf(out, "\n[%s %s%s%zu]\n", question->section, buf_text(&label),
                   label.len > 0 ? " " : "", said->entry + 1);
    } else {
        buf_printf(out, "\n[%s]\n", question->section);
    }
    buf_fini(&label);
}

static bool begins_entry(const struct said *said, const struct said *before) {
    return !before || !is_section(question_of(said), question_of(before)->section) ||
           (repeats(question_of(said)->section) && said->entry != before->entry);
}

static void put_profile(struct buf *out, const struct run *run) {
    const struct said *before = NULL; /* the last that was written */
    buf_put_text(out, "; A profile for `shortlist match --candidate`; see shortlist(1). Change "
                      "it with any editor.\n"
                      "; It says a lot about you: keep it to yourself. The program sends it "
                      "nowhere.\n");
    for (const struct said *said = run->said; said < run->said + run->count; said++) {
        if (said->value) {
            if (begins_entry(said, before)) {
                put_heading(out, said);
            }
            put_line(out, said, run->said + run->count);
            before = said;
        }
    }
}

/* ---- checking an answer ---- */

/* The entry with this answer in it, as a file of its own. */
static void put_entry(struct buf *out, const struct run *run, const struct said *answer) {
    const struct question *question = question_of(answer);
    buf_printf(out, repeats(question->section) ? "[%s x]\n" : "[%s]\n", question->section);
    for (size_t i = 0; i < run->count; i++) {
        if (is_of_entry(&run->said[i], question->section, answer->entry)) {
            put_line(out, &run->said[i], run->said + run->count);
        }
    }
    if (question->key || question->opens) {
        put_line(out, answer, answer + 1);
    } else { /* what the skill before it is shown by, under a name that nobody can type */
        buf_printf(out, "x[ = %s\n", answer->value);
    }
}

/* Read the entry as the program will. @param out may be NULL */
static enum err read_entry(struct candidate *out, struct arena *arena, const struct run *run,
                           const struct said *answer, struct diag *diag) {
    struct candidate candidate = {0};
    struct buf content;
    buf_init(&content, PROFILE_CAP);
    put_entry(&content, run, answer);
    enum err err = content.failed ? diag_set(diag, content.failed, "checking an answer")
                                  : candidate_read(&candidate, arena, run->rules, "answer",
                                                   buf_span(&content), run->today, diag);
    if (!err && out) {
        *out = candidate;
    }
    buf_fini(&content);
    return err;
}

/* `answer:2: drives = "maybe": expected yes or no` without what only a file has. */
static const char *plain_message(const struct diag *diag) {
    const char *text = strstr(diag->text, ": ");
    text = text ? text + 2 : diag->text;
    const char *quote = strstr(text, " = \"");
    return quote && quote < strchr(text, '"') ? quote + 3 : text;
}

static bool has_skill(const struct run *run, const char *name) {
    for (size_t i = 0; i < run->count; i++) {
        const struct question *question = question_of(&run->said[i]);
        const char *key = question->key     ? question->key
                          : question->opens ? run->said[i].value
                                            : NULL;
        if (run->said[i].value && is_section(question, "skills") && key &&
            span_is_nocase(span_of(name), key)) {
            return true;
        }
    }
    return false;
}

/* Is the answer one that the file can hold? If not, what to say. */
static enum err check(bool *is_good, struct buf *why, const struct run *run,
                      const struct said *answer) {
    const struct question *question = question_of(answer);
    struct diag diag = {0};
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    enum err err = read_entry(NULL, &arena, run, answer, &diag);
    *is_good = !err;
    if (question->form == ANSWER_SKILL && has_skill(run, answer->value)) {
        *is_good = false;
        buf_put_text(why, "You have said something about that already.");
    } else if (err == ERR_INPUT && !interview_put_unknown(why, question, answer->value)) {
        const char *message = plain_message(&diag);
        size_t length = strlen(message);
        buf_printf(why, "That cannot be used: %s%s", message,
                   length > 0 && message[length - 1] == '?' ? "" : ".");
    }
    arena_fini(&arena);
    return err == ERR_INPUT ? ERR_NONE : err ? diag_set(run->diag, err, "%s", diag.text) : err;
}

/* ---- which question is next ---- */

static size_t section_end(size_t question) {
    size_t end = question;
    while (end < interview_question_count &&
           is_section(&interview_questions[end], interview_questions[question].section)) {
        end++;
    }
    return end;
}

/* What was said to a question of the same entry; NULL: nothing. */
static const char *value_of(const struct run *run, const struct place *place, const char *key) {
    const char *section = interview_questions[place->question].section;
    for (size_t i = 0; i < run->count; i++) {
        const struct said *said = &run->said[i];
        if (is_of_entry(said, section, place->entry) && question_of(said)->key &&
            strcmp(question_of(said)->key, key) == 0) {
            return said->value;
        }
    }
    return NULL;
}

static bool has_no_level(const struct run *run) {
    struct candidate candidate = {0};
    struct run before = *run;
    struct arena arena;
    before.count--;
    arena_init(&arena, ARENA_PAGE_CAP);
    enum err err = read_entry(&candidate, &arena, &before, &run->said[run->count - 1], NULL);
    bool has_none = !err && candidate.qualification_count > 0 &&
                    candidate.qualifications[0].level == LEVEL_NONE;
    arena_fini(&arena);
    return has_none;
}

static bool applies(const struct run *run, const struct place *place) {
    const struct question *question = &interview_questions[place->question];
    if (question->when == WHEN_ALWAYS) {
        return true;
    }
    if (question->when == WHEN_NO_LEVEL) {
        return has_no_level(run);
    }
    const char *value = value_of(run, place, question->of);
    bool is_said = value && (!question->also || strcmp(question->also, value) == 0);
    return is_said == (question->when == WHEN_SAID);
}

/* Where the entries of a section begin; its end: they do not repeat. */
static size_t opener_of(size_t question, size_t end) {
    size_t at = question;
    while (at > 0 &&
           is_section(&interview_questions[at - 1], interview_questions[question].section)) {
        at--;
    }
    while (at < end && !interview_questions[at].opens) {
        at++;
    }
    return at;
}

static struct place next_place(const struct run *run) {
    if (run->count == 0) {
        return (struct place){0, 0};
    }
    const struct said *last = &run->said[run->count - 1];
    size_t end = section_end(last->question);
    if (question_of(last)->opens && !last->value) {
        return (struct place){end, 0};
    }
    struct place place = {last->question + 1, last->entry};
    while (place.question < end && !applies(run, &place)) {
        place.question++;
    }
    if (place.question < end) {
        return place;
    }
    size_t opener = opener_of(last->question, end);
    bool again = opener < end && last->entry + 1 < INTERVIEW_ENTRIES_MAX;
    return again ? (struct place){opener, last->entry + 1} : (struct place){end, 0};
}

/* ---- talking ---- */

static void say(const struct run *run, const char *text) {
    run->host->say(run->host->state, text, false);
}

/* What was said here before `back`; NULL: nothing is waiting. */
static struct said *find_earlier(const struct run *run, const struct place *place) {
    for (size_t i = run->earlier_count; i > 0; i--) {
        struct said *said = &run->earlier[i - 1];
        if (said->question == place->question && said->entry == place->entry) {
            return said;
        }
    }
    return NULL;
}

static void put_earlier(struct buf *words, const struct run *run, const struct place *place) {
    const struct said *earlier = find_earlier(run, place);
    if (earlier && earlier->value) {
        buf_printf(words, "\nYou said: %s. Enter keeps it, - clears it.",
                   *earlier->value ? earlier->value : "yes");
    }
}

static void ask(const struct run *run, const struct place *place) {
    const struct question *question = &interview_questions[place->question];
    bool begins = place->question == 0 ||
                  !is_section(&interview_questions[place->question - 1], question->section);
    if (begins && place->entry == 0) {
        say(run, interview_introduction(question->section));
    }
    struct buf words;
    buf_init(&words, LINE_CAP);
    buf_put_text(&words, question->ask);
    if (question->example) {
        buf_printf(&words, "\nFor example: %s", question->example);
    }
    put_earlier(&words, run, place);
    run->host->say(run->host->state, buf_text(&words), true);
    buf_fini(&words);
}

static void explain(const struct run *run, const struct question *question) {
    say(run, question->why ? question->why
                           : "Enter passes a question by; what is not said is unknown and "
                             "never held against you.");
}

static void greet(const struct run *run) {
    say(run, "This asks for your profile, a question at a time. Nothing that you type leaves "
             "this machine: it goes into one file that only you can read. No name, date of "
             "birth or offences are asked for: leave them out of your answers too.");
    say(run, "Enter passes a question by, back goes to the one before (Enter then keeps what "
             "you said there, - clears it), ? says more, stop ends "
             "(so does Ctrl-D) and keeps what you have said.");
}

/* ---- a question ---- */

enum turn { TURN_NEXT = 0, TURN_STOPPED, TURN_CUT };

static enum err keep(struct run *run, const struct place *place, const char *value) {
    ARENA_PUSH(&run->arena, run->said, run->count,
               (struct said){place->question, place->entry, value});
    struct said *earlier = find_earlier(run, place);
    if (earlier) {
        earlier->question = interview_question_count; /* it has been asked again */
    }
    return arena_check(&run->arena, run->diag);
}

static enum err go_back(struct run *run) {
    if (run->count > 0) {
        ARENA_PUSH(&run->arena, run->earlier, run->earlier_count, run->said[--run->count]);
    }
    return arena_check(&run->arena, run->diag);
}

/* Where somebody stops after `back`, what they went back over is still theirs. */
static enum err keep_earlier(struct run *run) {
    size_t last = interview_question_count;
    for (size_t i = 0; i < run->earlier_count; i++) {
        const struct said *said = &run->earlier[i];
        bool is_waiting = said->question < interview_question_count;
        last = is_waiting && (last == interview_question_count || said->question > last)
                   ? said->question
                   : last;
    }
    enum err err = ERR_NONE;
    struct place place = next_place(run);
    while (!err && last < interview_question_count && place.question <= last) {
        const struct said *earlier = find_earlier(run, &place);
        err = keep(run, &place, earlier ? earlier->value : NULL);
        place = next_place(run);
    }
    return err;
}

/* The value of a line here. Enter is what was said before, where something was. */
static const char *value_of_line(struct run *run, const struct place *place, struct span line) {
    const struct said *earlier = find_earlier(run, place);
    if (line.len == 0) {
        return earlier ? earlier->value : NULL;
    }
    return span_is(line, "-")
               ? NULL
               : interview_answer(&run->arena, &interview_questions[place->question], line);
}

/* What was made of words that the file holds in another form. */
static void say_back(const struct run *run, const struct question *question, struct span line,
                     const char *value) {
    if (line.len > 0 && value && interview_says_back(question) &&
        !span_is_nocase(line, value)) {
        struct buf words;
        buf_init(&words, LINE_CAP);
        buf_printf(&words, "Taken as: %s%s.", value,
                   question->form == ANSWER_PAY
                       ? " pounds a year for full time (37.5 hours a week)"
                       : "");
        say(run, buf_text(&words));
        buf_fini(&words);
    }
}

/* Takes the line as an answer; asks again where it is none. */
static enum err take_answer(struct run *run, const struct place *place, struct span line) {
    const struct question *question = &interview_questions[place->question];
    const char *value = value_of_line(run, place, line);
    enum err err = arena_check(&run->arena, run->diag);
    bool is_good = true;
    struct buf why;
    buf_init(&why, LINE_CAP);
    if (!err && value) {
        struct said answer = {place->question, place->entry, value};
        err = check(&is_good, &why, run, &answer);
    }
    if (!err && is_good) {
        say_back(run, question, line, value);
        err = keep(run, place, value);
    } else if (!err) {
        say(run, buf_text(&why));
    }
    buf_fini(&why);
    return err;
}

/* Is it one of these words, parted by '|'? A full stop behind them is none of them. */
static bool is_word(struct span line, const char *words) {
    struct span rest = span_of(words);
    if (line.len > 1 && line.at[line.len - 1] == '.') {
        line.len--;
    }
    for (struct span word; span_next_piece(&rest, '|', &word);) {
        if (span_equal_nocase(line, word)) {
            return true;
        }
    }
    return false;
}

#define STOPS "stop|stop it|stop now|stop please|please stop|stop here|quit|exit"
#define BACKS "back|go back|back please|please go back"
#define HELPS "?|help"

/* Takes a line: an answer, or one of the words that steer. */
static enum err take_line(enum turn *turn, struct run *run, const struct place *place,
                          const struct buf *heard) {
    struct span line = span_trim(buf_span(heard));
    if (heard->failed || line.len > LINE_CAP || !utf8_is_valid(line)) {
        say(run, heard->failed || line.len > LINE_CAP
                     ? "That is too long."
                     : "That is not UTF-8 text: please write it another way.");
    } else if (is_word(line, STOPS)) {
        *turn = TURN_STOPPED;
    } else if (is_word(line, HELPS)) {
        explain(run, &interview_questions[place->question]);
    } else if (is_word(line, BACKS)) {
        return go_back(run);
    } else if (interview_needs_name(&interview_questions[place->question], line)) {
        say(run, "Please write what it is called, or press Enter.");
    } else {
        return take_answer(run, place, line);
    }
    return ERR_NONE;
}

static enum err take_turn(enum turn *turn, struct run *run, const struct place *place) {
    struct buf heard;
    buf_init(&heard, LINE_CAP);
    enum err err = ERR_NONE;
    ask(run, place);
    if (run->host->hear(run->host->state, &heard) == HEARING_END) {
        *turn = TURN_CUT;
    } else {
        err = take_line(turn, run, place, &heard);
    }
    buf_fini(&heard);
    return err;
}

static size_t count_answers(const struct run *run) {
    size_t answers = 0;
    for (size_t i = 0; i < run->count; i++) {
        answers += run->said[i].value ? 1 : 0;
    }
    return answers;
}

enum err interview_run(struct interview *out, const struct rules *rules, struct date today,
                       const struct interview_host *host, struct diag *diag) {
    struct run run = {.rules = rules, .today = today, .host = host, .diag = diag};
    struct place place = {0, 0};
    enum turn turn = TURN_NEXT;
    enum err err = ERR_NONE;
    arena_init(&run.arena, ARENA_RUN_CAP);
    greet(&run);
    while (!err && turn == TURN_NEXT && place.question < interview_question_count) {
        err = take_turn(&turn, &run, &place);
        place = next_place(&run);
    }
    err = err ? err : keep_earlier(&run);
    struct buf profile;
    buf_init(&profile, PROFILE_CAP);
    put_profile(&profile, &run);
    if (!err && profile.failed) {
        err = diag_set(diag, profile.failed, "writing the profile");
    }
    if (!err) {
        *out = (struct interview){profile, count_answers(&run), turn == TURN_CUT};
        buf_init(&profile, PROFILE_CAP); /* it is the caller's now */
    }
    buf_fini(&profile);
    arena_fini(&run.arena);
    return err;
}
