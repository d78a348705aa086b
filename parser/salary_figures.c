/* parser/salary_figures.c - which amounts of a salary text are the pay
 * SPDX-License-Identifier: MIT
 */
#include "parser/salary_figures.h"

static bool kind_at(const struct pay_items *items, size_t at, enum pay_item_kind kind) {
    return at < items->count && items->at[at].kind == kind;
}

/* ---- how figures stand to one another ---- */

/* "Between £22,549 and £24,882": nowhere else does "and" stand between two ends. */
static bool is_between(const struct pay_items *items, size_t from, size_t at) {
    return from > 0 && pay_item_is_word(items, from - 1, "between") &&
           pay_item_is_word(items, at, "and");
}

/* Is nothing but a connector ("-", "to", "rising to"), units and "FTE" between two items? */
static bool is_range_between(const struct pay_items *items, size_t from, size_t to) {
    bool link = false;
    for (size_t i = from + 1; i < to; i++) {
        bool connects = pay_item_is_sign(items, i, '-') || pay_item_is(items, i, PAY_IS_LINK) ||
                        is_between(items, from, i);
        bool passes = kind_at(items, i, PAY_UNIT) || pay_item_is(items, i, PAY_IS_BASIS) ||
                      pay_item_is_sign(items, i, '.') || pay_item_is_sign(items, i, '*');
        if (!connects && !passes) {
            return false;
        }
        link = link || connects;
    }
    return link;
}

/* The first unit behind a figure and before the next. */
static enum period unit_behind(const struct pay_items *items, size_t at) {
    for (size_t i = at + 1; i < items->count && items->at[i].kind != PAY_MONEY; i++) {
        if (items->at[i].kind == PAY_UNIT) {
            return items->at[i].period;
        }
    }
    return PERIOD_NONE;
}

static int64_t value_at(const struct pay_items *items, size_t at) {
    struct pay_values values = pay_values_of(&items->at[at], false);
    return values.count > 0 ? values.at[0] : 0;
}

/* "£25-31k", "£19 - 22,000", "£25k-31": the end without thousands has them too. */
static void infer_thousands(struct pay_items *items, size_t a, size_t b) {
    int64_t of_a = value_at(items, a);
    int64_t of_b = value_at(items, b);
    size_t small = of_a < of_b ? a : b;
    int64_t low = of_a < of_b ? of_a : of_b;
    int64_t high = of_a < of_b ? of_b : of_a;
    bool whole = low % 100 == 0 || items->at[small].text.len <= 4; /* "25.5-31k" */
    bool fits = low > 0 && low < 100000 && whole && high >= 800000 && low * 1000 >= high / 5 &&
                low * 1000 <= high * 5;
    if (fits && !items->at[small].thousand) {
        bool said = items->at[small == a ? b : a].thousand;
        items->at[small].thousand = true;
        items->at[small].odd = items->at[small].odd || !said;
    }
}

/* "£60 per sleep-in", "£45 / visit". */
static bool is_piece(const struct pay_items *items, size_t at) {
    bool lead = pay_item_is(items, at + 1, PAY_IS_LEAD) || pay_item_is_sign(items, at + 1, '/');
    return lead && pay_item_is(items, at + 2, PAY_IS_PIECE);
}

static void collect(struct pay_figures *figures, struct arena *arena, struct pay_items *items) {
    for (size_t i = 0; i < items->count; i++) {
        if (items->at[i].kind == PAY_MONEY) {
            struct pay_figure figure = {
                .item = i, .is_piece = is_piece(items, i), .unit = unit_behind(items, i)};
            ARENA_PUSH(arena, figures->at, figures->count, figure);
        }
    }
    for (size_t i = 1; i < figures->count; i++) {
        size_t before = figures->at[i - 1].item;
        size_t item = figures->at[i].item;
        bool same_unit = !figures->at[i - 1].unit || !figures->at[i].unit ||
                         figures->at[i - 1].unit == figures->at[i].unit;
        figures->at[i].linked = same_unit && is_range_between(items, before, item);
        if (figures->at[i].linked) {
            infer_thousands(items, before, item);
        }
    }
    for (size_t i = 0; i < figures->count; i++) {
        bool hourly = figures->at[i].unit == PERIOD_HOUR;
        figures->at[i].values = pay_values_of(&items->at[figures->at[i].item], hourly);
    }
}

/* ---- extras ---- */

static bool is_noun(const struct pay_items *items, size_t at) {
    return pay_item_is(items, at, PAY_IS_EXTRA) || pay_item_is(items, at, PAY_IS_AREA);
}

/* Is there a plus in front of it: "+ £3,000", "plus up to £3k", "+ HCAS £3,784"? */
static bool follows_plus(const struct pay_items *items, size_t at) {
    static const char signs[] = {':', '=', '-', '('};
    while (at-- > 0) {
        if (pay_item_is_sign(items, at, '+') || pay_item_is_word(items, at, "plus")) {
            return true;
        }
        bool passes = pay_item_is(items, at, PAY_IS_PASSING) || is_noun(items, at) ||
                      pay_item_is(items, at, PAY_IS_FROM) ||
                      pay_item_is(items, at, PAY_IS_UP_TO) || kind_at(items, at, PAY_NUMBER) ||
                      pay_item_is_sign(items, at, '%');
        for (size_t i = 0; i < sizeof signs; i++) {
            passes = passes || pay_item_is_sign(items, at, signs[i]);
        }
        if (!passes) {
            return false;
        }
    }
    return false;
}

/* "sign-on", "full-time": inside a word. */
static bool is_hyphen(const struct pay_items *items, size_t at) {
    return pay_item_is_sign(items, at, '-') && items->at[at].glued && at > 0 &&
           kind_at(items, at - 1, PAY_WORD) && kind_at(items, at + 1, PAY_WORD) &&
           items->at[at + 1].glued;
}

static bool ends_phrase(const struct pay_items *items, size_t at) {
    bool word = pay_item_is(items, at, PAY_IS_STOP) || pay_item_is(items, at, PAY_IS_PLUS) ||
                pay_item_is(items, at, PAY_IS_INCLUDE) ||
                pay_item_is(items, at, PAY_IS_EXCLUDE) || pay_item_is(items, at, PAY_IS_BASIS);
    bool sign = kind_at(items, at, PAY_SIGN) && !pay_item_is_sign(items, at, '/') &&
                !pay_item_is_sign(items, at, '&') && !is_hyphen(items, at);
    return word || sign || kind_at(items, at, PAY_MONEY) || kind_at(items, at, PAY_NUMBER) ||
           at >= items->count;
}

/* The name of an extra behind the figure ("£3,000 welcome bonus"), or SIZE_MAX. What is said
 * to be included is none: "£28,000 HCAS inclusive". */
static size_t noun_behind(const struct pay_items *items, size_t at) {
    size_t noun = SIZE_MAX;
    size_t i = at + 1;
    for (; i < at + 7 && !ends_phrase(items, i); i++) {
        noun = is_noun(items, i) ? i : noun;
    }
    bool said = pay_item_is(items, i, PAY_IS_INCLUDE) ||
                pay_item_is(items, i, PAY_IS_EXCLUDE) ||
                (pay_item_is_sign(items, i, '(') && pay_item_is(items, i + 1, PAY_IS_INCLUDE));
    return said ? SIZE_MAX : noun;
}

/* The name of an extra in front of it ("allowance = £4,000", "bonus of £500"), or SIZE_MAX. */
static size_t noun_before(const struct pay_items *items, size_t at) {
    while (at-- > 0) {
        if (is_noun(items, at)) {
            return at;
        }
        bool passes = pay_item_is(items, at, PAY_IS_PASSING) ||
                      pay_item_is(items, at, PAY_IS_FROM) ||
                      pay_item_is(items, at, PAY_IS_UP_TO) ||
                      pay_item_is_sign(items, at, '=') || pay_item_is_sign(items, at, ':') ||
                      pay_item_is_sign(items, at, '-') || pay_item_is_sign(items, at, '(');
        if (!passes) {
            break;
        }
    }
    return SIZE_MAX;
}

static bool in_brackets(const struct pay_items *items, size_t at) {
    while (at-- > 0) {
        if (pay_item_is_sign(items, at, ')') || kind_at(items, at, PAY_MONEY)) {
            return false;
        }
        if (pay_item_is_sign(items, at, '(')) {
            return true;
        }
    }
    return false;
}

/* "plus HCAS (minimum £4,313, maximum £5,436)". */
static bool in_same_brackets(const struct pay_items *items, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        if (pay_item_is_sign(items, i, ')') || pay_item_is_sign(items, i, '(')) {
            return false;
        }
    }
    return in_brackets(items, from);
}

/* Could two linked figures be the ends of a range? "£26,598 up to £2,000 bonus" could not. */
static bool far_below(const struct pay_figures *figures, size_t index) {
    const struct pay_values *low = &figures->at[index].values;
    const struct pay_values *high = &figures->at[index - 1].values;
    return low->count == 1 && high->count == 1 && high->at[0] / 5 > low->at[0];
}

/* May the first figure be a bonus: one told before the pay ("Welcome bonus of £3,000, £31,469
 * per annum"), or alone, and nothing like pay? */
static bool may_be_bonus(const struct pay_figures *figures, size_t index) {
    const struct pay_figure *figure = &figures->at[index];
    bool year =
        figure->values.count > 0 && pay_is_believable(figure->values.at[0], PERIOD_YEAR);
    return index == 0 && (figures->count > 1 ? !figures->at[1].linked : !figure->unit && !year);
}

/* Is a figure of the first range pay, whatever extra is named behind it? By its own unit it is
 * ("£24,465 a year Welcome bonus"), and no supplement is as high as a year's pay ("£24,465
 * HCAS £4,714"). */
static bool is_surely_pay(const struct pay_figures *figures, size_t index,
                          const struct pay_items *items, size_t noun) {
    const struct pay_figure *figure = &figures->at[index];
    if (figure->values.count == 0 || index > 1 || (index == 1 && !figure->linked)) {
        return false;
    }
    bool unit = kind_at(items, figure->item + 1, PAY_UNIT);
    enum period period = unit ? items->at[figure->item + 1].period : PERIOD_NONE;
    bool bounded = period == PERIOD_HOUR || period == PERIOD_YEAR;
    return (bounded && pay_is_believable(figure->values.at[0], period)) ||
           (pay_item_is(items, noun, PAY_IS_AREA) &&
            pay_is_believable(figure->values.at[0], PERIOD_YEAR));
}

/* The name in front of a figure that makes it an extra, or SIZE_MAX. "HCA £13.40" is as much as
 * the pay before it: a health care assistant's, no supplement. */
static size_t extra_before(const struct pay_figures *figures, size_t index,
                           const struct pay_items *items) {
    const struct pay_values *first = &figures->at[0].values;
    const struct pay_values *own = &figures->at[index].values;
    bool later = index > 0 && figures->at[0].role == PAY_MAIN;
    if (!later && !may_be_bonus(figures, index)) {
        return SIZE_MAX;
    }
    size_t before = noun_before(items, figures->at[index].item);
    bool as_much = first->count > 0 && own->count > 0 && own->at[0] >= first->at[0] / 2;
    return as_much && pay_item_is(items, before, PAY_IS_AREA) ? SIZE_MAX : before;
}

static void mark_extra(const struct pay_figures *figures, size_t index,
                       const struct pay_items *items) {
    struct pay_figure *figure = &figures->at[index];
    bool later = index > 0 && figures->at[0].role == PAY_MAIN;
    size_t behind = noun_behind(items, figure->item);
    behind = is_surely_pay(figures, index, items, behind) ? SIZE_MAX : behind;
    size_t before = extra_before(figures, index, items);
    figure->linked = figure->linked && !(behind != SIZE_MAX && far_below(figures, index));
    bool plus = later && !figure->linked && follows_plus(items, figure->item);
    bool with_range =
        index > 0 && figures->at[index - 1].role == PAY_EXTRA &&
        (figure->linked || in_same_brackets(items, figures->at[index - 1].item, figure->item));
    if (plus || with_range || behind != SIZE_MAX || before != SIZE_MAX) {
        figure->role = PAY_EXTRA;
    }
    /* The noun stands behind the upper end, and tells of both. */
    if (figure->role == PAY_EXTRA && figure->linked) {
        figures->at[index - 1].role = PAY_EXTRA;
    }
}

/* ---- the same pay twice, and strays ---- */

/* One past the last figure of the range that begins at `from`. */
static size_t range_end(const struct pay_figures *figures, size_t from) {
    size_t end = from + 1;
    while (end < figures->count && figures->at[end].linked) {
        end++;
    }
    return end;
}

/* Does "FTE", "actual" or the like belong to the range of figures? */
static bool has_basis(const struct pay_items *items, const struct pay_figures *figures,
                      size_t from, size_t end) {
    size_t first = figures->at[from].item;
    size_t last = figures->at[end - 1].item;
    for (size_t i = first; i > 0 && i + 3 > first; i--) {
        if (kind_at(items, i - 1, PAY_MONEY) || pay_item_is_sign(items, i - 1, ')')) {
            break;
        }
        if (pay_item_is(items, i - 1, PAY_IS_BASIS)) {
            return true;
        }
    }
    for (size_t i = last + 1; i < last + 5 && i < items->count; i++) {
        bool passes = is_hyphen(items, i) || pay_item_is_sign(items, i, '(');
        if (kind_at(items, i, PAY_MONEY) ||
            (kind_at(items, i, PAY_SIGN) && i > last + 1 && !passes)) {
            break;
        }
        if (pay_item_is(items, i, PAY_IS_BASIS)) {
            return true;
        }
    }
    return false;
}

/* "£24,000 (£12,000 pro rata)": inside the same brackets. */
static bool has_pro_rata(const struct pay_items *items, size_t at) {
    bool inside = in_brackets(items, at);
    for (size_t i = at < 4 ? 0 : at - 4; inside && i < at + 5; i++) {
        if (pay_item_is_sign(items, i, ')') && i > at) {
            return false;
        }
        if (pay_item_is_word(items, i, "rata") && (i > at || in_brackets(items, i))) {
            return true;
        }
    }
    return false;
}

static bool is_stray(const struct pay_figure *main, const struct pay_figure *other) {
    if (main->values.count == 0 || other->values.count == 0) {
        return true;
    }
    int64_t a = main->values.at[0];
    int64_t b = other->values.at[0];
    bool part = pay_is_believable(a, PERIOD_YEAR) && b < a && !other->values.odd &&
                !pay_is_believable(b, PERIOD_YEAR);
    return part || a / 3 > b || b / 3 > a;
}

/* Is the pay believable by its unit, or by any of those that the public formats bound? */
static bool is_plausible(const struct pay_figure *figure) {
    for (size_t i = 0; i < figure->values.count; i++) {
        int64_t pence = figure->values.at[i];
        if (pay_is_believable(pence, figure->unit) || pay_is_believable(pence, PERIOD_HOUR) ||
            pay_is_believable(pence, PERIOD_DAY) || pay_is_believable(pence, PERIOD_YEAR)) {
            return true;
        }
    }
    return false;
}

/* The first figure that is pay: a plausible one, else the first of all; SIZE_MAX for none. */
static size_t first_main(const struct pay_figures *figures) {
    size_t first = SIZE_MAX;
    for (size_t i = figures->count; i-- > 0;) {
        if (figures->at[i].role == PAY_MAIN && !figures->at[i].linked) {
            first = i;
        }
    }
    for (size_t i = 0; i < figures->count; i++) {
        bool linked_on = i + 1 < figures->count && figures->at[i + 1].linked;
        if (figures->at[i].role == PAY_MAIN && !figures->at[i].linked &&
            (linked_on || is_plausible(&figures->at[i]))) {
            return i;
        }
    }
    return first;
}

static enum period range_unit(const struct pay_figures *figures, size_t from, size_t end) {
    enum period unit = PERIOD_NONE;
    for (size_t i = from; i < end; i++) {
        unit = unit ? unit : figures->at[i].unit;
    }
    return unit;
}

/* ---- the same pay at other hours ---- */

/* The ends of a range of figures, pence; 0 where they cannot be read with certainty. */
struct ends {
    int64_t low;
    int64_t high;
};

static struct ends ends_of(const struct pay_figures *figures, size_t from) {
    const size_t end = range_end(figures, from);
    struct ends ends = {0, 0};
    for (size_t i = from; i < end; i++) {
        const struct pay_values *values = &figures->at[i].values;
        if (values->count != 1) {
            return (struct ends){0, 0};
        }
        const int64_t pence = values->at[0];
        ends.low = i == from || pence < ends.low ? pence : ends.low;
        ends.high = pence > ends.high ? pence : ends.high;
    }
    return ends;
}

/* Is the word at `at` the last of "pro rata", "pro-rata", "prorata"? */
static bool is_pro_rata(const struct pay_items *items, size_t at) {
    static const char *const ends[] = {"rata", "rated", "ratad"};
    static const char *const whole[] = {"prorata", "prorated"};
    const size_t before = at - (at > 0 && pay_item_is_sign(items, at - 1, '-'));
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (pay_item_is_word(items, at, ends[i]) && before > 0 &&
            pay_item_is_word(items, before - 1, "pro")) {
            return true;
        }
    }
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        if (pay_item_is_word(items, at, whole[i])) {
            return true;
        }
    }
    return false;
}

static bool says_pro_rata_within(const struct pay_items *items, size_t from, size_t to) {
    for (size_t i = from; i < to && i < items->count; i++) {
        if (is_pro_rata(items, i)) {
            return true;
        }
    }
    return false;
}

/* "pro rata £12,035", "pro rata of £12,035", "pro-rata: £12,035". */
static bool follows_pro_rata(const struct pay_items *items, size_t at) {
    while (at-- > 0) {
        const bool passes =
            pay_item_is(items, at, PAY_IS_PASSING) || pay_item_is_word(items, at, "to") ||
            pay_item_is_sign(items, at, ':') || pay_item_is_sign(items, at, '=') ||
            pay_item_is_sign(items, at, '(');
        if (!passes) {
            return is_pro_rata(items, at);
        }
    }
    return false;
}

/* Is one the other's share, both ends alike? Rounding is a pound. */
static bool is_in_proportion(struct ends a, struct ends b) {
    const struct ends most = a.high > b.high ? a : b;
    const struct ends part = a.high > b.high ? b : a;
    const int64_t expected = part.low > 0 ? most.high * part.low / most.low : 0;
    const int64_t off = expected - part.high;
    return most.low < most.high && part.low > 0 && off > -300 && off < 300;
}

/* The same pay for full time and for the hours of the post: no range from the one to the
 * other. Every hour less than the full time's 37.5 is more than a fiftieth. */
static bool is_share(const struct pay_items *items, const struct pay_figures *figures,
                     size_t first, size_t from) {
    const struct ends a = ends_of(figures, first);
    const struct ends b = ends_of(figures, from);
    const size_t behind = figures->at[range_end(figures, from) - 1].item + 4;
    const bool is_less = b.high > 0 && b.high < a.high - a.high / 50;
    const bool is_more = a.high > 0 && a.high < b.high - b.high / 50;
    const bool is_said = says_pro_rata_within(items, figures->at[first].item, behind);
    return (is_less && follows_pro_rata(items, figures->at[from].item)) ||
           ((is_less || is_more) && is_said && is_in_proportion(a, b));
}

/* ---- the same pay with and without the supplement ---- */

/* What words from `from` on say of a supplement: included, extra (it is left out), or none. */
static enum supplement area_within(const struct pay_items *items, size_t from, size_t to) {
    enum supplement how = SUPPLEMENT_NONE;
    bool is_area = false;
    for (size_t i = from; i < to; i++) {
        is_area = is_area || pay_item_is(items, i, PAY_IS_AREA);
        how = pay_item_is(items, i, PAY_IS_INCLUDE) || pay_item_is_word(items, i, "with")
                  ? SUPPLEMENT_INCLUDED
              : pay_item_is(items, i, PAY_IS_EXCLUDE) || pay_item_is(items, i, PAY_IS_PLUS)
                  ? SUPPLEMENT_EXTRA
                  : how;
    }
    return is_area ? how : SUPPLEMENT_NONE;
}

static bool parts_phrases(const struct pay_items *items, size_t at) {
    return kind_at(items, at, PAY_MONEY) || pay_item_is_sign(items, at, ',') ||
           pay_item_is_sign(items, at, ';') || pay_item_is_sign(items, at, '(') ||
           pay_item_is_sign(items, at, ')');
}

/* What the phrase in front of a range of figures says of it, else the one behind: that one
 * ends before another amount, whose own it would be. */
static enum supplement area_beside(const struct pay_items *items,
                                   const struct pay_figures *figures, size_t from) {
    const size_t first = figures->at[from].item;
    const size_t last = figures->at[range_end(figures, from) - 1].item;
    size_t begin = first;
    while (begin > 0 && !parts_phrases(items, begin - 1)) {
        begin--;
    }
    const enum supplement before = area_within(items, begin, first);
    size_t open = last + 1;
    while (kind_at(items, open, PAY_UNIT) || pay_item_is_sign(items, open, '(')) {
        open++;
    }
    size_t end = open;
    while (end < items->count && !parts_phrases(items, end)) {
        end++;
    }
    const bool is_behind = !kind_at(items, end, PAY_MONEY);
    const enum supplement behind =
        is_behind ? area_within(items, last + 1, end) : SUPPLEMENT_NONE;
    return before ? before : behind;
}

/* "Band 2 ..., band 3 ...": of two posts. */
static bool names_label(const struct pay_items *items, size_t from, size_t to) {
    for (size_t i = from; i + 1 < to; i++) {
        if (pay_item_is(items, i, PAY_IS_LABEL) && kind_at(items, i + 1, PAY_NUMBER)) {
            return true;
        }
    }
    return false;
}

/* Two amounts alone, "£24,937 £26,598 inc HCAS", are as well two ends that lost their dash:
 * then a bracket, or words on the supplement between them, must part them. */
static bool is_parted(const struct pay_items *items, const struct pay_figures *figures,
                      size_t first, size_t from) {
    const size_t end = range_end(figures, first);
    const size_t last = figures->at[end - 1].item;
    const size_t next = figures->at[from].item;
    bool is_bracket = false;
    for (size_t i = last; i < next; i++) {
        is_bracket = is_bracket || pay_item_is_sign(items, i, '(');
    }
    return is_bracket || end > first + 1 || range_end(figures, from) > from + 1 ||
           area_within(items, last + 1, next);
}

/* No supplement is more: a fifth, and where basic pay is lowest the least one. */
static bool may_be_supplement(int64_t without, int64_t with) {
    return without > 0 && with > without + without / 40 && with < without + without / 4 + 1;
}

/* The same pay with the supplement and without: what is it of the first range? None where the
 * two are not that. */
static enum supplement area_of_twice(const struct pay_items *items,
                                     const struct pay_figures *figures, size_t first,
                                     size_t from) {
    const struct ends a = ends_of(figures, first);
    const struct ends b = ends_of(figures, from);
    const bool is_first_without = a.high < b.high;
    const struct ends without = is_first_without ? a : b;
    const struct ends with = is_first_without ? b : a;
    const enum supplement of_without =
        area_beside(items, figures, is_first_without ? first : from);
    const enum supplement of_with =
        area_beside(items, figures, is_first_without ? from : first);
    const size_t end = figures->at[range_end(figures, first) - 1].item;
    if (!may_be_supplement(without.low, with.low) ||
        !may_be_supplement(without.high, with.high) ||
        (of_with != SUPPLEMENT_INCLUDED && of_without != SUPPLEMENT_EXTRA) ||
        of_with == SUPPLEMENT_EXTRA || of_without == SUPPLEMENT_INCLUDED ||
        names_label(items, end, figures->at[from].item) ||
        !is_parted(items, figures, first, from)) {
        return SUPPLEMENT_NONE;
    }
    return is_first_without ? SUPPLEMENT_EXTRA : SUPPLEMENT_INCLUDED;
}

/* ---- the same pay by another year's table ---- */

/* "2026", of "2026/27" as of "1 April 2026". */
static bool names_year(const struct pay_items *items, size_t from, size_t to) {
    for (size_t i = from; i < to && i < items->count; i++) {
        const struct span text = items->at[i].text;
        if (kind_at(items, i, PAY_NUMBER) && text.len >= 4 && text.at[0] == '2' &&
            text.at[1] == '0' && text.at[2] >= '1' && text.at[2] <= '4' &&
            (text.len == 4 || !ascii_is_digit(text.at[4]))) {
            return true;
        }
    }
    return false;
}

/* No award is more than a seventh, and it moves both ends the same way. */
static bool is_award(struct ends a, struct ends b) {
    const bool is_more = b.low > a.low && b.high > a.high;
    const struct ends more = is_more ? b : a;
    const struct ends less = is_more ? a : b;
    return less.low > 0 && less.low < more.low && less.high < more.high &&
           more.low < less.low + less.low / 7 && more.high < less.high + less.high / 7;
}

/* "£24,937 - £26,598 (2026/27: £25,760 - £27,476)": a year is named between the two or behind
 * the second, or a whole range stands in brackets behind a whole range. */
static bool is_other_year(const struct pay_items *items, const struct pay_figures *figures,
                          size_t first, size_t from) {
    const size_t first_end = range_end(figures, first);
    const size_t end = range_end(figures, from);
    const size_t last = figures->at[first_end - 1].item;
    const size_t next = figures->at[from].item;
    size_t behind = figures->at[end - 1].item + 1;
    if (from < first_end || names_label(items, last, next) ||
        !is_award(ends_of(figures, first), ends_of(figures, from))) {
        return false;
    }
    const size_t begin = behind;
    while (behind < items->count && !kind_at(items, behind, PAY_MONEY) &&
           !pay_item_is_sign(items, behind, ')')) {
        behind++;
    }
    const bool are_ranges = first_end > first + 1 && end > from + 1;
    return names_year(items, last, next) || names_year(items, begin, behind) ||
           (are_ranges && in_brackets(items, next));
}

/* What a further range of figures is beside the first. */
static enum pay_role role_beside(const struct pay_figures *figures,
                                 const struct pay_items *items, size_t first, size_t from) {
    size_t first_end = range_end(figures, first);
    size_t end = range_end(figures, from);
    enum period unit = range_unit(figures, first, first_end);
    enum period other = range_unit(figures, from, end);
    bool basis =
        has_basis(items, figures, from, end) || (has_basis(items, figures, first, first_end) &&
                                                 in_brackets(items, figures->at[from].item));
    if ((unit && other && unit != other) || figures->at[from].is_piece) {
        return PAY_OTHER_UNIT;
    }
    if (basis || has_pro_rata(items, figures->at[from].item) ||
        is_share(items, figures, first, from) || area_of_twice(items, figures, first, from) ||
        is_other_year(items, figures, first, from)) {
        return PAY_RESTATED;
    }
    return is_stray(&figures->at[first], &figures->at[from]) ? PAY_STRAY : PAY_MAIN;
}

static void settle_roles(struct pay_figures *figures, const struct pay_items *items) {
    size_t first = first_main(figures);
    for (size_t i = 0; i < figures->count; i++) {
        struct pay_figure *figure = &figures->at[i];
        if (figure->linked && i > 0) {
            figure->role = figures->at[i - 1].role;
        } else if (figure->role == PAY_MAIN && i != first) {
            figure->role = role_beside(figures, items, first, i);
            figures->area = figures->area || figure->role != PAY_RESTATED
                                ? figures->area
                                : area_of_twice(items, figures, first, i);
        }
    }
}

struct pay_figures pay_figures_of(struct arena *arena, struct pay_items *items) {
    struct pay_figures figures = {.at = NULL};
    collect(&figures, arena, items);
    for (size_t i = 0; i < figures.count; i++) {
        mark_extra(&figures, i, items);
    }
    settle_roles(&figures, items);
    return figures;
}

size_t pay_figures_main(const struct pay_figures *figures) {
    size_t count = 0;
    for (size_t i = 0; i < figures->count; i++) {
        count += figures->at[i].role == PAY_MAIN;
    }
    return count;
}
