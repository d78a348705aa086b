/* cli/profile_new.c - profile new: the interview at a terminal or a pipe, and its file
 * SPDX-License-Identifier: MIT
 */
#include "cli/profile_new.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/interview.h"
#include "cli/signals.h"

enum { FILE_MODE = 0600, CHUNK = 4096 };

/* The person, at a terminal or at the other end of a pipe. */
struct person {
    struct context *context;
    char chunk[CHUNK]; /* read and not handed out yet */
    size_t from;
    size_t to;
    sig_atomic_t wishes; /* to stop, those that were heard */
};

/* ---- hearing and saying ---- */

/* Waits until something can be read. A wish to stop that came since the last one was heard
 * ends it, whenever it came: signals are let in only while the system waits.
 * @return false for such a wish */
static bool wait_for_input(struct person *person) {
    sigset_t stops;
    sigset_t before;
    (void)sigemptyset(&stops);
    (void)sigaddset(&stops, SIGINT);
    (void)sigaddset(&stops, SIGTERM);
    (void)sigprocmask(SIG_BLOCK, &stops, &before);
    bool is_ready = false;
    while (!is_ready && *signals_wishes() == person->wishes) {
        fd_set input;
        FD_ZERO(&input);
        FD_SET(STDIN_FILENO, &input);
        int ready = pselect(STDIN_FILENO + 1, &input, NULL, NULL, NULL, &before);
        is_ready =
            ready > 0 || (ready < 0 && errno != EINTR); /* then read says what is wrong */
    }
    person->wishes = *signals_wishes();
    (void)sigprocmask(SIG_SETMASK, &before, NULL);
    return is_ready;
}

/* @return false at the end of the input, and on a wish to stop */
static bool fill(struct person *person) {
    ssize_t got = -1;
    while (got < 0) {
        if (!wait_for_input(person)) {
            return false;
        }
        got = read(STDIN_FILENO, person->chunk, sizeof person->chunk);
        if (got < 0 && errno != EINTR) {
            return false;
        }
    }
    person->from = 0;
    person->to = (size_t)got;
    return got > 0;
}

/* No answer ended the line of the question. */
static void end_line(struct person *person) {
    struct buf out;
    buf_init(&out, CHUNK);
    buf_put_char(&out, '\n');
    console_talk(&person->context->console, &out);
    buf_fini(&out);
}

/* A line without a line end at the end of the input is one too. */
static enum hearing hear(void *state, struct buf *line) {
    struct person *person = state;
    sig_atomic_t wishes = person->wishes;
    bool has_any = false;
    for (;;) {
        if (person->from == person->to && !fill(person)) {
            end_line(person);
            return has_any && person->wishes == wishes ? HEARING_LINE : HEARING_END;
        }
        has_any = true;
        char c = person->chunk[person->from++];
        if (c == '\n') {
            return HEARING_LINE;
        }
        buf_put_char(line, c);
    }
}

static void say(void *state, const char *text, bool is_question) {
    struct person *person = state;
    struct console *console = &person->context->console;
    struct buf out;
    struct plain plain = console_plain_talk(console, &out);
    plain_gap(&plain);
    plain_paragraph(&plain, 0, text);
    buf_put_text(&out, is_question ? "> " : NULL);
    console_talk(console, &out);
    buf_fini(&out);
}

/* Does the person say yes? Silence, a signal and anything else is no. */
static bool agrees(struct person *person, const char *question) {
    struct buf line;
    buf_init(&line, CHUNK);
    say(person, question, true);
    bool is_heard = hear(person, &line) == HEARING_LINE;
    struct span answer = span_trim(buf_span(&line));
    bool agrees = is_heard && (span_is_nocase(answer, "y") || span_is_nocase(answer, "yes"));
    buf_fini(&line);
    return agrees;
}

/* The other way round: only "no" is no. */
static bool objects(struct person *person, const char *question) {
    struct buf line;
    buf_init(&line, CHUNK);
    say(person, question, true);
    (void)hear(person, &line);
    struct span answer = span_trim(buf_span(&line));
    bool objects = span_is_nocase(answer, "n") || span_is_nocase(answer, "no");
    buf_fini(&line);
    return objects;
}

/* ---- the file ---- */

static bool is_output(const char *file) { return strcmp(file, "-") == 0; }

static bool is_there(const char *file) {
    struct stat info;
    return lstat(file, &info) == 0;
}

/* Found out before anything is asked. */
static enum err check_folder(struct arena *arena, const char *file, struct diag *diag) {
    const char *slash = strrchr(file, '/');
    const char *folder = !slash ? "."
                         : slash == file
                             ? "/"
                             : arena_copy(arena, (struct span){file, (size_t)(slash - file)});
    if (!folder) {
        return arena_check(arena, diag);
    }
    if (!file_is_folder(folder) || access(folder, W_OK | X_OK) != 0) {
        return diag_set(diag, ERR_SYSTEM, "%s: nothing can be written into the folder %s", file,
                        folder);
    }
    return ERR_NONE;
}

static enum err check_file(struct person *person, const char *file, struct diag *diag) {
    if (is_output(file)) {
        return ERR_NONE;
    }
    if (file_is_folder(file)) {
        return diag_set(diag, ERR_INPUT, "%s: a folder; name a file in it", file);
    }
    if (is_there(file) && !(console_can_ask() &&
                            agrees(person, "There is such a file already. Replace it when the "
                                           "questions are over: yes or no?"))) {
        return diag_set(diag, ERR_INPUT,
                        "%s is there already and stays as it is: name another "
                        "file",
                        file);
    }
    return check_folder(&person->context->arena, file, diag);
}

static void print_profile(struct context *context, const struct buf *profile) {
    struct buf out;
    buf_init(&out, CONSOLE_RECORD_CAP);
    buf_put(&out, buf_span(profile));
    console_write(&context->console, &out);
    buf_fini(&out);
}

/* Where it came to be there only while the questions were asked, it stays. */
static enum err write_profile(struct context *context, const char *file, bool may_replace,
                              const struct buf *profile, struct diag *diag) {
    const char *to = file;
    if (is_output(file)) {
        print_profile(context, profile);
        return ERR_NONE;
    }
    while (to && !may_replace && is_there(to)) {
        to = arena_printf(&context->arena, "%s.new", to);
    }
    enum err err = to ? file_write(to, buf_span(profile), FILE_MODE, diag)
                      : arena_check(&context->arena, diag);
    if (err) {
        print_profile(context, profile);
        return diag_prefix(diag, "what you said is on standard output");
    }
    char sentence[DIAG_TEXT_SIZE];
    (void)snprintf(sentence, sizeof sentence,
                   "%s is written, readable by you alone. Next: `shortlist profile check %s` "
                   "and `shortlist match --candidate %s`; without any adverts, "
                   "`shortlist demo --candidate %s` and `shortlist roles str --candidate %s`",
                   to, to, to, to, to);
    console_say(&context->console, sentence);
    return ERR_NONE;
}

/* ---- the interview ---- */

static enum err keep_or_not(struct person *person, const struct interview *interview,
                            const char *file, bool may_replace, struct diag *diag) {
    struct context *context = person->context;
    if (interview->answers == 0) {
        console_say(&context->console, "nothing was said, so nothing is written");
        return interview->is_cut && *signals_wishes() > 0
                   ? diag_set(diag, ERR_INTERRUPTED, "interrupted")
                   : ERR_NONE;
    }
    if (interview->is_cut && console_can_ask() && !signals_terminated() &&
        objects(person, "Keep what you have said so far? Enter or yes keeps it, no throws it "
                        "away.")) {
        return diag_set(diag, ERR_INTERRUPTED, "what you said was thrown away");
    }
    return write_profile(context, file, may_replace, &interview->profile, diag);
}

enum err profile_new(struct context *context, const char *file, struct diag *diag) {
    struct person person = {.context = context};
    struct interview_host host = {hear, say, &person};
    struct interview interview = {0};
    struct rules *rules = NULL;
    signals_catch();
    enum err err = check_file(&person, file, diag);
    bool may_replace = !err && !is_output(file) && is_there(file);
    if (!err) {
        err = rules_open(&rules, context->settings.rules, diag);
    }
    if (!err) {
        err = interview_run(&interview, rules, context->today, &host, diag);
    }
    if (!err) {
        err = keep_or_not(&person, &interview, file, may_replace, diag);
    }
    buf_fini(&interview.profile);
    rules_close(rules);
    return err;
}
