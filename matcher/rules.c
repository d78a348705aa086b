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
};
enum { FILES = sizeof files / sizeof files[0] };

/* Caps: ours are a tenth of it; a folder's are not trusted. */
enum { FILE_CAP = 4 * 1024 * 1024, RULES_CAP = 256 * 1024 * 1024 };

/* The content of one file, put behind `out`. */
static enum err fetch(struct buf *out, const char *folder, size_t index, struct diag *diag) {
    const char *name = files[index].name;
    if (!folder || files[index].fixed) {
        struct span content = builtin_span(name);
        buf_put(out, content);
        return content.len ? ERR_NONE : diag_set(diag, ERR_ABSENT, "%s was not built in", name);
    }
    struct buf path;
    buf_init(&path, FILE_CAP);
    buf_printf(&path, "%s/%s", folder, strrchr(name, '/') + 1);
    enum err err = file_read(out, buf_text(&path), diag);
    buf_fini(&path);
    return err;
}

/* Reads one file and puts its content behind `all`, whose digest is the version. */
static enum err read_file(struct rules *rules, struct buf *all, const char *folder,
                          size_t index, struct diag *diag) {
    struct buf content;
    buf_init(&content, FILE_CAP);
    enum err err = fetch(&content, folder, index, diag);
    if (!err) {
        buf_put(all, buf_span(&content));
        err = files[index].read(rules, files[index].name, buf_span(&content), diag);
    }
    buf_fini(&content);
    return err ? err : arena_check(&rules->arena, diag);
}

enum err rules_open(struct rules **out, const char *folder, struct diag *diag) {
    struct buf all;
    buf_init(&all, (size_t)FILES * FILE_CAP);
    struct rules *rules = calloc(1, sizeof *rules);
    enum err err = ERR_NONE;
    if (!rules) {
        err = diag_set(diag, ERR_MEMORY, "loading the rules: out of memory");
        goto out;
    }
    arena_init(&rules->arena, RULES_CAP);
    for (size_t i = 0; i < FILES && !err; i++) {
        err = read_file(rules, &all, folder, i, diag);
    }
    if (err || all.failed) {
        err = err ? err : diag_set(diag, all.failed, "loading the rules: out of memory");
        goto out;
    }
    char digest[DIGEST_TEXT_SIZE];
    (void)snprintf(rules->version, sizeof rules->version, "%.12s",
                   digest_write(buf_span(&all), digest));
    *out = rules;
    rules = NULL;
out:
    rules_close(rules);
    buf_fini(&all);
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
