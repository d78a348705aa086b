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

/* While the files are loaded. */
struct loading {
    struct rules *rules;
    const char *folder; /* NULL: built-in files only */
    size_t own;         /* files that were found there */
    struct buf all;     /* all contents: their digest is the version */
    struct buf path;    /* of the file being read, for messages */
    struct buf content;
};

static enum err fetch_builtin(struct loading *loading, const char *name, struct diag *diag) {
    struct span content = builtin_span(name);
    buf_clear(&loading->path);
    buf_put_text(&loading->path, name);
    buf_put(&loading->content, content);
    return content.len ? ERR_NONE : diag_set(diag, ERR_ABSENT, "%s was not built in", name);
}

/* The content of one file: the folder's where it has one. */
static enum err fetch(struct loading *loading, size_t index, struct diag *diag) {
    const char *name = files[index].name;
    buf_clear(&loading->content);
    if (!loading->folder || files[index].fixed) {
        return fetch_builtin(loading, name, diag);
    }
    buf_clear(&loading->path);
    buf_printf(&loading->path, "%s/%s", loading->folder, strrchr(name, '/') + 1);
    enum err err = file_read(&loading->content, buf_text(&loading->path), diag);
    if (err == ERR_ABSENT) {
        buf_clear(&loading->content);
        return fetch_builtin(loading, name, diag);
    }
    loading->own += err ? 0 : 1;
    return err;
}

static enum err read_files(struct loading *loading, struct diag *diag) {
    enum err err = ERR_NONE;
    for (size_t i = 0; i < FILES && !err; i++) {
        err = fetch(loading, i, diag);
        if (!err) {
            buf_put(&loading->all, buf_span(&loading->content));
            err = files[i].read(loading->rules, buf_text(&loading->path),
                                buf_span(&loading->content), diag);
        }
        err = err ? err : arena_check(&loading->rules->arena, diag);
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

enum err rules_open(struct rules **out, const char *folder, struct diag *diag) {
    struct rules *rules = calloc(1, sizeof *rules);
    struct loading loading = {.rules = rules, .folder = folder};
    buf_init(&loading.all, (size_t)FILES * FILE_CAP);
    buf_init(&loading.path, FILE_CAP);
    buf_init(&loading.content, FILE_CAP);
    enum err err = ERR_NONE;
    if (!rules) {
        err = diag_set(diag, ERR_MEMORY, "loading the rules: out of memory");
        goto out;
    }
    arena_init(&rules->arena, RULES_CAP);
    err = read_files(&loading, diag);
    if (err) {
        goto out;
    }
    char digest[DIGEST_TEXT_SIZE];
    (void)snprintf(rules->version, sizeof rules->version, "%.12s",
                   digest_write(buf_span(&loading.all), digest));
    *out = rules;
    rules = NULL;
out:
    rules_close(rules);
    buf_fini(&loading.content);
    buf_fini(&loading.path);
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
