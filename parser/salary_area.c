/* parser/salary_area.c - is the high cost area supplement in the pay?
 * SPDX-License-Identifier: MIT
 *
 * The supplement has many names (HCAS, London weighting, LW, fringe); what counts is the
 * nearest word that says how it stands to the figures.
 */
#include "parser/salary_figures.h"

/* The last item of a name of the supplement that begins at `at`, or SIZE_MAX. */
static size_t area_end(const struct pay_items *items, size_t at) {
    bool cost = pay_item_is_word(items, at, "cost") && at > 0 &&
                (pay_item_is_word(items, at - 1, "high") ||
                 (at > 1 && pay_item_is_word(items, at - 2, "high")));
    bool london = pay_item_is_word(items, at, "london") &&
                  ((at > 0 && (pay_item_is_word(items, at - 1, "inner") ||
                               pay_item_is_word(items, at - 1, "outer"))) ||
                   pay_item_is(items, at + 1, PAY_IS_EXTRA));
    bool fringe =
        pay_item_is_word(items, at, "fringe") && pay_item_is_word(items, at + 1, "benefits");
    if (fringe || !(cost || london || pay_item_is(items, at, PAY_IS_AREA))) {
        return SIZE_MAX;
    }
    while (pay_item_is(items, at + 1, PAY_IS_AREA) ||
           pay_item_is(items, at + 1, PAY_IS_EXTRA) ||
           pay_item_is_word(items, at + 1, "area") || pay_item_is_word(items, at + 1, "zone")) {
        at++;
    }
    return at;
}

static bool is_not(const struct pay_items *items, size_t at) {
    return at > 0 &&
           (pay_item_is_word(items, at - 1, "not") || pay_item_is_word(items, at - 1, "non"));
}

/* "HCAS inclusive", "HCAS (included)", "London weighting not included", "HCAS payable". */
static enum supplement said_behind(const struct pay_items *items, size_t at) {
    static const char *const payable[] = {"extra", "payable", "additional", "paid", "addition"};
    for (size_t i = at + 1; i < at + 5 && i < items->count; i++) {
        bool bracket = pay_item_is_sign(items, i, '(') || pay_item_is_sign(items, i, '-');
        if (items->at[i].kind == PAY_SIGN && !bracket) {
            break;
        }
        if (items->at[i].kind == PAY_MONEY || pay_item_is(items, i, PAY_IS_STOP) ||
            pay_item_is_word(items, i, "plus")) {
            break;
        }
        if (pay_item_is(items, i, PAY_IS_INCLUDE)) {
            return is_not(items, i) ? SUPPLEMENT_EXTRA : SUPPLEMENT_INCLUDED;
        }
        bool extra = pay_item_is(items, i, PAY_IS_EXCLUDE);
        for (size_t k = 0; k < sizeof payable / sizeof payable[0]; k++) {
            extra = extra || pay_item_is_word(items, i, payable[k]);
        }
        if (extra) {
            return SUPPLEMENT_EXTRA;
        }
    }
    return SUPPLEMENT_NONE;
}

/* "inc HCAS", "+ 5% HCAS", "exclusive of HCA"; a mere "and" adds where nothing stronger is
 * said before it. */
static enum supplement said_before(const struct pay_items *items,
                                   const struct pay_figures *figures, size_t at) {
    bool joined = false;
    bool pay = false;
    while (at-- > 0 && !pay && !pay_item_is_sign(items, at, ';')) {
        if (pay_item_is(items, at, PAY_IS_INCLUDE)) {
            return is_not(items, at) ? SUPPLEMENT_EXTRA : SUPPLEMENT_INCLUDED;
        }
        if (pay_item_is_sign(items, at, '+') || pay_item_is(items, at, PAY_IS_PLUS) ||
            pay_item_is(items, at, PAY_IS_EXCLUDE)) {
            return SUPPLEMENT_EXTRA;
        }
        if (pay_item_is_word(items, at, "with")) {
            return SUPPLEMENT_INCLUDED;
        }
        joined =
            joined || pay_item_is_word(items, at, "and") || pay_item_is_sign(items, at, '&');
        for (size_t i = 0; i < figures->count; i++) {
            pay = pay || (figures->at[i].item == at && figures->at[i].role == PAY_MAIN);
        }
    }
    return joined ? SUPPLEMENT_EXTRA : SUPPLEMENT_NONE;
}

/* "£25,883 to £26,958 a year inclusive": of what is not said, and then it is the supplement. */
static bool is_bare_include(const struct pay_items *items, size_t at) {
    const bool bracket = at > 0 && pay_item_is_sign(items, at - 1, '(');
    const size_t before = at - (bracket ? 1 : 0);
    const enum pay_item_kind kind = before > 0 ? items->at[before - 1].kind : PAY_WORD;
    const bool ends = at + 1 == items->count || items->at[at + 1].kind == PAY_SIGN;
    return pay_item_is(items, at, PAY_IS_INCLUDE) && ends &&
           (kind == PAY_MONEY || kind == PAY_UNIT);
}

static enum supplement said_alone(const struct pay_items *items) {
    for (size_t i = 0; i < items->count; i++) {
        if (is_bare_include(items, i)) {
            return SUPPLEMENT_INCLUDED;
        }
    }
    return SUPPLEMENT_UNSTATED;
}

enum supplement pay_area_of(const struct pay_items *items, const struct pay_figures *figures) {
    enum supplement said = figures->area;
    for (size_t i = 0; i < items->count && !said; i++) {
        size_t end = area_end(items, i);
        if (end != SIZE_MAX) {
            said = said_behind(items, end);
            said = said ? said : said_before(items, figures, i);
            i = end;
        }
    }
    return said ? said : said_alone(items);
}
