/* matcher/grammar.c - reading requirement.rules
 * SPDX-License-Identifier: MIT
 *
 * A rule is a block of lines `key value`, blocks parted by empty lines:
 *
 *   rule driving.licence         its id; of a criterion's rules the first part's is told
 *   yields atom driving licence  what its match is: a verb and its words, see below
 *   when licence driv*           runs only on texts with one of these words (none: always), in
 *                                the form that tokens have: lower case, no plural
 *   match \bdriving licence\b    the pattern (PCRE2: UTF, JIT, limits of lib/pattern.c) for the
 *                                flat text: lower case, plain quotes and dashes. \K leaves out
 *                                what stands before it
 *   yes Full driving licence     examples that must match (and be started by `when`)
 *   no Licensed premises         and that must not; the tests run them all, and so does --rules
 *
 * `let NAME pattern` makes {NAME} stand for the pattern in what follows. A line that starts
 * with '#' is a comment.
 *
 * What a match may yield:
 *
 *   mask                   looks like something else: no other reader sees its words
 *   nothing                nothing is asked for
 *   atom TYPE words        a whole atom; words: `concept=ID` (`concept=$1`: the words of the
 *                          first group as an id), `subject=ID` or `$1`, `licence`, `vehicle`,
 * kinds of experience, a status; `weak`: gives way to all that overlaps it head TYPE words says
 * what the concepts behind it are, or those right in front of it
 *                          ("experience of", "able to"); `alternative`: joined by its own "or";
 *                          `concept=ID`: the area of experience where nothing is named
 *   status STATUS          how the qualification beside it may be held; `concept=ID`: the
 *                          quality that it is where no qualification is named
 *   equivalent             something equivalent is accepted
 *   softens_before, softens_after, training_given
 *                          under an essential heading what stands there is not demanded
 *   examples               what follows in the clause only illustrates
 *   one_of                 the list that follows are alternatives
 *   kind words             how the experience may have been come by; `any`: no matter how
 *   group TYPE             of a group's heading, the first that matches: what bare lines are
 *
 * Where matches overlap the class that stands first in `enum item_class` stays, of one class
 * the longer.
 */
#include <string.h>

#include "base/buf.h"
#include "matcher/rules_private.h"

enum { LETS_MAX = 32, PATTERN_CAP = 64 * 1024 };

struct let {
    struct span name;
    struct span value;
};

struct reading {
    struct rules *rules;
    const char *file;
    int line;
    struct diag *diag;
    struct let lets[LETS_MAX];
    size_t let_count;
    struct rule *rule; /* the open block, or NULL */
};

static enum err fault(const struct reading *reading, const char *what, struct span word) {
    return diag_set(reading->diag, ERR_INPUT, "%s:%d: %s '%.*s'", reading->file, reading->line,
                    what, SPAN_FMT(word));
}

/* ---- yields ---------------------------------------------------------------------------- */

static const struct {
    const char *word;
    enum yield yield;
    enum soft soft;
    bool typed; /* an atom type follows */
} verbs[] = {
    {"mask", YIELD_MASK, SOFT_BEFORE, false},
    {"nothing", YIELD_NOTHING, SOFT_BEFORE, false},
    {"atom", YIELD_ATOM, SOFT_BEFORE, true},
    {"status", YIELD_STATUS, SOFT_BEFORE, false},
    {"equivalent", YIELD_EQUIVALENT, SOFT_BEFORE, false},
    {"softens_before", YIELD_SOFT, SOFT_BEFORE, false},
    {"softens_after", YIELD_SOFT, SOFT_AFTER, false},
    {"training_given", YIELD_SOFT, SOFT_TRAINING, false},
    {"examples", YIELD_SKIP, SOFT_BEFORE, false},
    {"one_of", YIELD_ONE_OF, SOFT_BEFORE, false},
    {"head", YIELD_HEAD, SOFT_BEFORE, true},
    {"kind", YIELD_KIND, SOFT_BEFORE, false},
    {"group", YIELD_GROUP, SOFT_BEFORE, true},
};
enum { VERBS = sizeof verbs / sizeof verbs[0] };

/* One word behind the verb and the type. */
static enum err read_flag(struct reading *reading, struct span word) {
    struct rule *rule = reading->rule;
    int holding = vocab_value(&vocab_holding, word);
    int kind = vocab_value(&vocab_kind, word);
    if (span_starts(word, "concept=")) {
        word = span_part(word, strlen("concept="), SIZE_MAX);
        rule->captured = span_is(word, "$1");
        rule->atom.concept = rule->captured ? NULL : arena_copy(&reading->rules->arena, word);
    } else if (span_starts(word, "subject=")) {
        word = span_part(word, strlen("subject="), SIZE_MAX);
        rule->captured = span_is(word, "$1");
        rule->atom.subject = rule->captured ? NULL : arena_copy(&reading->rules->arena, word);
    } else if (span_is(word, "licence")) {
        rule->atom.licence = true;
    } else if (span_is(word, "vehicle")) {
        rule->atom.vehicle = true;
    } else if (span_is(word, "alternative")) {
        rule->alternative = true;
    } else if (span_is(word, "weak")) {
        rule->weak = true;
    } else if (holding) {
        rule->atom.status = (enum holding)holding;
    } else if (kind) {
        rule->atom.kinds |= 1u << kind;
    } else if (!span_is(word, "any")) { /* no kind in particular */
        return fault(reading, "no rule yields", word);
    }
    return ERR_NONE;
}

static enum err read_yields(struct reading *reading, struct span value) {
    struct rule *rule = reading->rule;
    struct span word = {NULL, 0};
    (void)span_next_piece(&value, ' ', &word);
    size_t verb = 0;
    while (verb < VERBS && !span_is(word, verbs[verb].word)) {
        verb++;
    }
    if (verb == VERBS) {
        return fault(reading, "no rule yields", word);
    }
    rule->yield = verbs[verb].yield;
    rule->soft = verbs[verb].soft;
    if (verbs[verb].typed) {
        (void)span_next_piece(&value, ' ', &word);
        rule->atom.type = (enum atom_type)vocab_value(&vocab_atom, word);
        if (!rule->atom.type) {
            return fault(reading, "no such type:", word);
        }
    }
    enum err err = ERR_NONE;
    while (!err && span_next_piece(&value, ' ', &word)) {
        err = read_flag(reading, word);
    }
    return err;
}

/* ---- the other lines ------------------------------------------------------------------- */

static enum err read_rule(struct reading *reading, struct span value) {
    struct grammar *grammar = &reading->rules->grammar;
    struct arena *arena = &reading->rules->arena;
    if (grammar->count == RULES_MAX) {
        return fault(reading, "more rules than there may be:", value);
    }
    struct rule rule = {
        .id = arena_copy(arena, value), .atom.level = LEVEL_NONE, .always = true};
    size_t before = grammar->count;
    ARENA_PUSH(arena, grammar->rules, grammar->count, rule);
    reading->rule = grammar->count > before ? &grammar->rules[before] : NULL;
    return reading->rule ? ERR_NONE : arena_check(arena, reading->diag);
}

/* Puts the open rule in front of the list of a word. */
static void add_trigger(struct rules *rules, uint32_t word) {
    struct grammar *grammar = &rules->grammar;
    while (grammar->first_count <= word && !rules->arena.failed) {
        ARENA_PUSH(&rules->arena, grammar->first, grammar->first_count, 0);
    }
    if (rules->arena.failed) {
        return;
    }
    struct trigger trigger = {(uint32_t)grammar->count - 1, grammar->first[word]};
    ARENA_PUSH(&rules->arena, grammar->triggers, grammar->trigger_count, trigger);
    grammar->first[word] = (uint32_t)grammar->trigger_count;
}

static enum err read_when(struct reading *reading, struct span value) {
    char word[FINDER_WORD_MAX];
    size_t len = 0;
    struct rules *rules = reading->rules;
    reading->rule->always = false;
    while (finder_next_word(&value, word, &len)) {
        uint32_t number = glossary_add(&rules->words, &rules->arena, (struct span){word, len});
        add_trigger(rules, number);
    }
    return ERR_NONE;
}

/* The value of {NAME} at the front of `source`, or NULL. */
static const struct let *find_let(const struct reading *reading, struct span source) {
    for (size_t i = 0; i < reading->let_count; i++) {
        struct span name = reading->lets[i].name;
        if (source.len > name.len + 1 && source.at[0] == '{' &&
            source.at[name.len + 1] == '}' &&
            span_equal(span_part(source, 1, name.len), name)) {
            return &reading->lets[i];
        }
    }
    return NULL;
}

static void expand(const struct reading *reading, struct buf *out, struct span source) {
    while (source.len > 0) {
        const struct let *let = find_let(reading, source);
        if (let) {
            buf_put(out, let->value);
            source = span_part(source, let->name.len + 2, SIZE_MAX);
        } else {
            buf_put_char(out, source.at[0]);
            source = span_part(source, 1, SIZE_MAX);
        }
    }
}

static enum err read_match(struct reading *reading, struct span value) {
    struct buf source;
    buf_init(&source, PATTERN_CAP);
    expand(reading, &source, value);
    enum err err = reading->rule->pattern
                       ? fault(reading, "a second pattern:", value)
                       : pattern_compile(&reading->rule->pattern, buf_span(&source),
                                         PATTERN_PLAIN, reading->diag);
    buf_fini(&source);
    return err ? diag_prefix(reading->diag, "%s:%d", reading->file, reading->line) : ERR_NONE;
}

static void add_example(struct reading *reading, struct examples *examples, struct span value) {
    struct arena *arena = &reading->rules->arena;
    struct example example = {arena_copy(arena, value), reading->line};
    ARENA_PUSH(arena, examples->at, examples->count, example);
}

static enum err read_yes(struct reading *reading, struct span value) {
    add_example(reading, &reading->rule->yes, value);
    return ERR_NONE;
}

static enum err read_no(struct reading *reading, struct span value) {
    add_example(reading, &reading->rule->no, value);
    return ERR_NONE;
}

static enum err read_let(struct reading *reading, struct span value) {
    struct span name = {NULL, 0};
    (void)span_next_piece(&value, ' ', &name);
    if (reading->let_count == LETS_MAX) {
        return fault(reading, "more names than there may be:", name);
    }
    struct buf expanded;
    buf_init(&expanded, PATTERN_CAP);
    expand(reading, &expanded, value);
    const char *copy = arena_copy(&reading->rules->arena, buf_span(&expanded));
    reading->lets[reading->let_count++] = (struct let){name, span_of(copy)};
    buf_fini(&expanded);
    return ERR_NONE;
}

static const struct {
    const char *key;
    bool outside; /* needs no open rule */
    enum err (*read)(struct reading *reading, struct span value);
} keys[] = {
    {"rule", true, read_rule},  {"let", true, read_let},      {"yields", false, read_yields},
    {"when", false, read_when}, {"match", false, read_match}, {"yes", false, read_yes},
    {"no", false, read_no},
};
enum { KEYS = sizeof keys / sizeof keys[0] };

/* An empty line, or a new rule, ends a block. */
static enum err end_rule(struct reading *reading) {
    struct rule *rule = reading->rule;
    reading->rule = NULL;
    bool whole = !rule || (rule->yield && rule->pattern && rule->yes.count > 0);
    return whole ? ERR_NONE
                 : fault(reading, "no 'yields', 'match' or 'yes' in rule", span_of(rule->id));
}

static enum err read_line(struct reading *reading, struct span line) {
    struct span key = {NULL, 0};
    line = span_trim(line);
    if (line.len == 0) {
        return end_rule(reading);
    }
    if (line.at[0] == '#') {
        return ERR_NONE;
    }
    (void)span_next_piece(&line, ' ', &key);
    for (size_t i = 0; i < KEYS; i++) {
        if (span_is(key, keys[i].key) && (keys[i].outside || reading->rule)) {
            return keys[i].read(reading, span_trim(line));
        }
    }
    return fault(reading, "not understood:", key);
}

enum err rules_read_grammar(struct rules *rules, const char *file, struct span content,
                            struct diag *diag) {
    struct reading reading = {.rules = rules, .file = file, .diag = diag};
    struct span line;
    enum err err = ERR_NONE;
    while (!err && span_next_line(&content, &line)) {
        reading.line++;
        err = read_line(&reading, line);
    }
    return err ? err : end_rule(&reading);
}

void rules_free_grammar(struct grammar *grammar) {
    for (size_t i = 0; i < grammar->count; i++) {
        pattern_free(grammar->rules[i].pattern);
    }
}
