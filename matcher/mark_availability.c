/* matcher/mark_availability.c - a demand for shifts, nights, weekends, travel, flexible hours
 * SPDX-License-Identifier: MIT
 *
 * What shows which pattern stands in matcher/rules/example_words.tsv ("for:nights"): the
 * patterns that a candidate names, words of the work that was done, a licence, miles. Silence
 * is unknown, for nobody lists what they could not do.
 */
#include "matcher/mark_dossier.h"
#include "matcher/mark_ties.h"

struct mark mark_availability(const struct judge *judge, const struct requirement *requirement,
                              const struct atom *atom, struct facts *facts) {
    static const enum mark_lack lacks[] = {LACK_ALL, LACK_PATTERN, LACK_NONE};
    (void)requirement;
    int mark = ties_mark(judge, "availability", span_of(atom->concept), facts);
    return mark_of(mark, lacks[mark]);
}
