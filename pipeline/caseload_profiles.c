/* pipeline/caseload_profiles.c - the profiles of a folder
 * SPDX-License-Identifier: MIT
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "matcher/candidate.h"
#include "pipeline/caseload_private.h"

/* A life's work with evidence for each line stays below a tenth of this. */
#define PROFILE_SIZE_MAX ((size_t)1024 * 1024)

/* ---- the folder -------------------------------------------------------------------------- */

static int by_name(const void *left, const void *right) {
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Hidden ones are those of editors and of systems. */
static int is_profile(const struct dirent *entry) {
    struct span name = span_of(entry->d_name);
    return name.len > 0 && name.at[0] != '.' && span_ends(name, ".ini");
}

static enum err list_folder(struct strings *out, struct arena *arena, const char *folder,
                            struct diag *diag) {
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_profile, alphasort);
    if (count < 0) {
        enum err err = errno == ENOENT ? ERR_ABSENT : errno == ENOTDIR ? ERR_INPUT : ERR_SYSTEM;
        return diag_set(diag, err, "the folder of profiles %s: %s", folder, strerror(errno));
    }
    for (int i = 0; i < count; i++) {
        const char *slash = span_ends(span_of(folder), "/") ? "" : "/";
        strings_push(arena, out,
                     arena_printf(arena, "%s%s%s", folder, slash, entries[i]->d_name));
        free(entries[i]);
    }
    free(entries);
    if (out->count > 1) {
        qsort(out->at, out->count, sizeof *out->at, by_name);
    }
    return out->count > 0 || arena->failed
               ? arena_check(arena, diag)
               : diag_set(diag, ERR_INPUT, "%s: no profile, that is no file *.ini", folder);
}

/* ---- one profile ------------------------------------------------------------------------- */

/* A mistake in it is its own: the others go on. */
static enum err read_profile(void *state, size_t desk, size_t number, struct diag *diag) {
    struct caseload *caseload = state;
    struct member *member = &caseload->members[number];
    struct buf content;
    (void)desk;
    buf_init(&content, PROFILE_SIZE_MAX);
    enum err err = file_read(&content, member->file, &member->diag);
    err =
        err ? err
            : candidate_read(&member->candidate, &member->arena, caseload->rules, member->file,
                             buf_span(&content), caseload->query.which.today, &member->diag);
    buf_fini(&content);
    if (!err && strcmp(member->candidate.id, CANDIDATE_UNNAMED) == 0) {
        err = diag_set(&member->diag, ERR_INPUT,
                       "%s: no id: in a folder each profile needs a code, in [candidate]: "
                       "id = c-017",
                       member->file);
    }
    if (!err && span_of(member->candidate.id).len > CASELOAD_CODE_MAX) {
        err = diag_set(&member->diag, ERR_INPUT, "%s: an id of more than %d bytes",
                       member->file, (int)CASELOAD_CODE_MAX);
    }
    member->err = err;
    return err == ERR_MEMORY ? diag_set(diag, err, "%s", member->diag.text) : ERR_NONE;
}

/* ---- all of them ------------------------------------------------------------------------- */

/* Those that could be read first, by code; the others by file. */
static int by_code(const void *left, const void *right) {
    const struct member *a = left;
    const struct member *b = right;
    if (!a->err != !b->err) {
        return a->err ? 1 : -1;
    }
    int order = a->err ? 0 : strcmp(a->candidate.id, b->candidate.id);
    return order ? order : strcmp(a->file, b->file);
}

static enum err check_codes(const struct caseload *caseload, struct diag *diag) {
    for (size_t i = 1; i < caseload->read_count; i++) {
        const struct member *a = &caseload->members[i - 1];
        const struct member *b = &caseload->members[i];
        if (strcmp(a->candidate.id, b->candidate.id) == 0) {
            return diag_set(diag, ERR_INPUT,
                            "%s and %s have the same id, \"%s\": each candidate needs a code "
                            "of their own",
                            a->file, b->file, a->candidate.id);
        }
    }
    return ERR_NONE;
}

static enum err note_refused(struct caseload *caseload, struct diag *diag) {
    size_t count = caseload->count - caseload->read_count;
    struct caseload_refusal *refused = arena_alloc(&caseload->arena, count, sizeof *refused);
    for (size_t i = 0; refused && i < count; i++) {
        const struct member *member = &caseload->members[caseload->read_count + i];
        refused[i] = (struct caseload_refusal){
            member->file, arena_copy_text(&caseload->arena, member->diag.text)};
    }
    caseload->list.refused = refused;
    caseload->list.refused_count = refused ? count : 0;
    return arena_check(&caseload->arena, diag);
}

enum err caseload_read_profiles(struct caseload *caseload, const char *folder,
                                struct diag *diag) {
    struct strings files = {0};
    enum err err = list_folder(&files, &caseload->arena, folder, diag);
    if (err) {
        return err;
    }
    caseload->members = arena_alloc(&caseload->arena, files.count, sizeof *caseload->members);
    if (!caseload->members) {
        return arena_check(&caseload->arena, diag);
    }
    for (; caseload->count < files.count; caseload->count++) {
        caseload->members[caseload->count].file = files.at[caseload->count];
        arena_init(&caseload->members[caseload->count].arena, ARENA_PAGE_CAP);
    }
    err = hands_share_out(caseload->desk_count, caseload->count, read_profile, caseload, diag);
    if (err) {
        return err;
    }
    qsort(caseload->members, caseload->count, sizeof *caseload->members, by_code);
    while (caseload->read_count < caseload->count &&
           !caseload->members[caseload->read_count].err) {
        caseload->read_count++;
    }
    err = note_refused(caseload, diag);
    return err ? err : check_codes(caseload, diag);
}
