/* matcher/rules.c - loading the rules and compiling them
 * SPDX-License-Identifier: MIT
 */
#include "matcher/rules.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/builtin.h"
#include "base/csv.h"
#include "base/digest.h"
#include "base/file.h"
#include "matcher/hands.h"
#include "matcher/rules_private.h"

/* The files, in the order in which they are read: later ones name ids of earlier ones. */
static const struct {
    const char *name;
    bool fixed; /* a fact, not a rule: always the built-in one */
    enum err (*read)(struct rules *rules, const char *file, struct span content,
                     struct diag *diag);
} files[] = {
    {"matcher/rules/concepts.tsv", false, rules_read_concepts},
    {"matcher/rules/subjects.tsv", false, rules_read_subjects},
    /* Before the ladder: of two phrases alike the first stays, so that a row can mend a fact.
     */
    {"matcher/rules/qualifications.tsv", false, rules_read_qualifications},
    {"schema/facts/qualification_levels.csv", true, rules_read_ladder},
    {"matcher/rules/words.tsv", false, rules_read_weights},
    {"matcher/rules/numbers.tsv", false, rules_read_numbers},
    {"matcher/rules/cues.tsv", false, rules_read_cues},
    {"matcher/rules/requirement.rules", false, rules_read_grammar},
    {"matcher/rules/prompts.tsv", false, rules_read_prompts},
    {"matcher/rules/example_words.tsv", false, rules_read_examples},
    {"matcher/rules/roles.tsv", false, rules_read_roles},
};
enum { FILES = sizeof files / sizeof files[0] };

/* Caps: ours are a tenth of it; a folder's are not trusted. */
enum { FILE_CAP = 4 * 1024 * 1024, RULES_CAP = 256 * 1024 * 1024 };

/* A file that was fetched. */
struct fetched {
    const char *path; /* for messages; in the rules' arena */
    size_t from;      /* in `all` */
    size_t len;
};

/* While the files are loaded. */
struct loading {
    struct rules *rules;
    const char *folder; /* NULL: built-in files only */
    size_t own;         /* files that were found there */
    struct buf all;     /* all contents: their digest is the version */
    struct fetched files[FILES];
};

static enum err fetch_builtin(struct loading *loading, const char *name, struct diag *diag) {
    struct span content = builtin_span(name);
    buf_put(&loading->all, content);
    return content.len ? ERR_NONE : diag_set(diag, ERR_ABSENT, "%s was not built in", name);
}

static enum err fetch_own(struct loading *loading, const char *path, struct diag *diag) {
    struct buf content;
    buf_init(&content, FILE_CAP);
    enum err err = file_read(&content, path, diag);
    buf_put(&loading->all, buf_span(&content));
    loading->own += err ? 0 : 1;
    buf_fini(&content);
    return err;
}

/* One file: the folder's where it has one. */
static enum err fetch(struct loading *loading, size_t index, struct diag *diag) {
    const char *name = files[index].name;
    struct arena *arena = &loading->rules->arena;
    struct fetched file = {.path = name, .from = loading->all.len};
    enum err err = ERR_ABSENT;
    if (loading->folder && !files[index].fixed) {
        file.path = arena_printf(arena, "%s/%s", loading->folder, strrchr(name, '/') + 1);
        err = file.path ? fetch_own(loading, file.path, diag) : arena_check(arena, diag);
    }
    if (err == ERR_ABSENT) {
        file.path = name;
        err = fetch_builtin(loading, name, diag);
    }
    file.len = loading->all.len - file.from;
    loading->files[index] = file;
    return err;
}

static enum err fetch_all(struct loading *loading, struct diag *diag) {
    enum err err = ERR_NONE;
    for (size_t i = 0; i < FILES && !err; i++) {
        err = fetch(loading, i, diag);
    }
    if (!err && loading->folder && loading->own == 0) {
        err = diag_set(diag, ERR_ABSENT, "%s holds none of the files of the rules",
                       loading->folder);
    }
    if (!err && loading->all.failed) {
        err = diag_set(diag, loading->all.failed, "loading the rules: out of memory");
    }
    return err;
}

static enum err read_all(struct loading *loading, struct diag *diag) {
    enum err err = ERR_NONE;
    for (size_t i = 0; i < FILES && !err; i++) {
        const struct fetched *file = &loading->files[i];
        err = files[i].read(loading->rules, file->path,
                            span_part(buf_span(&loading->all), file->from, file->len), diag);
        err = err ? err : arena_check(&loading->rules->arena, diag);
    }
    if (!err) {
        ordinary_read(loading->rules);
        err = arena_check(&loading->rules->arena, diag);
    }
    return err;
}

/* Those of a folder are in the making: they are held against their own examples. */
static enum err check_examples(const struct loading *loading, struct diag *diag) {
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && loading->folder && i < FILES; i++) {
        if (files[i].read == rules_read_grammar) {
            err = rules_check_examples(loading->rules, loading->files[i].path, diag);
        }
    }
    return err;
}

static enum err tell_version(struct loading *loading, struct diag *diag) {
    char digest[DIGEST_TEXT_SIZE];
    (void)diag;
    (void)snprintf(loading->rules->version, sizeof loading->rules->version, "%.12s",
                   digest_write(buf_span(&loading->all), digest));
    return ERR_NONE;
}

/* The two that need all contents and not each other, at once. */
static enum err do_piece(void *state, size_t hand, size_t piece, struct diag *diag) {
    static enum err (*const pieces[])(struct loading * loading,
                                      struct diag * diag) = {read_all, tell_version};
    (void)hand;
    return pieces[piece](state, diag);
}

enum err rules_open(struct rules **out, const char *folder, struct diag *diag) {
    struct rules *rules = calloc(1, sizeof *rules);
    struct loading loading = {.rules = rules, .folder = folder};
    buf_init(&loading.all, (size_t)FILES * FILE_CAP);
    enum err err = ERR_NONE;
    if (!rules) {
        err = diag_set(diag, ERR_MEMORY, "loading the rules: out of memory");
        goto out;
    }
    arena_init(&rules->arena, RULES_CAP);
    err = fetch_all(&loading, diag);
    err = err ? err : hands_share_out(2, 2, do_piece, &loading, diag);
    err = err ? err : check_examples(&loading, diag);
    if (!err) {
        *out = rules;
        rules = NULL;
    }
out:
    rules_close(rules);
    buf_fini(&loading.all);
    return err;
}

void rules_close(struct rules *rules) {
    if (rules) {
        rules_free_grammar(&rules->grammar);
        arena_fini(&rules->arena);
        free(rules);
    }
}

const char *rules_version(const struct rules *rules) { return rules->version; }
